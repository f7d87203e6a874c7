from django import template

register = template.Library()


@register.filter
def cells(row, columns) -> list[tuple[str, str]]:
    """(label, text) of each column for one row of a table."""
    return [(column.label, column.cell(row.numbers)) for column in columns]
