"""The form of a standard as JSON Schema 2020-12, from the same rows that build the page's form.

What the standard dialect cannot say stands in annotations of our own: `x-after-field` with `x-max-span-days`
compare two days, `x-earliest` and `x-latest` are days as seen from the day of sending.
"""

from collections.abc import Iterable, Mapping

from services.forms.regions import places_for, regions_of
from services.forms.types import TEXT_LENGTH, TEXTAREA_LENGTH
from services.models import FormField, Standard

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL_TEXT = r"^-?\d{1,18}(\.\d{1,12})?$"


def form_schema(standard: Standard, fields: Iterable[FormField]) -> dict:
    """The schema of `answers`; one query when there is a region among the fields, else none."""
    rows = list(fields)
    regions = regions_of(rows)
    by_key = {row.key: row for row in rows}
    schema = {
        "$schema": DIALECT,
        "title": standard.name,
        "type": "object",
        "properties": {row.key: _property(row, regions) for row in rows},
        "required": [row.key for row in rows if row.required and not row.show_if],
        "additionalProperties": False,
    }
    demanded = [_when_shown(row, by_key) for row in rows if row.required and row.show_if]
    return schema | ({"allOf": demanded} if demanded else {})


def _property(row: FormField, regions) -> dict:
    found = {"title": row.label, **OF_TYPE[row.type](row)}
    if row.type == "region":
        found["oneOf"] = [{"const": code, "title": name} for code, name in _flat(places_for(row, regions))]
    if row.help:
        found["description"] = row.help
    if row.show_if:
        found["x-show-if"] = row.show_if
    return found


def _flat(places: list) -> list[tuple]:
    return [place for one in places for place in (one[1] if isinstance(one[1], list) else [one])]


def _when_shown(row: FormField, by_key: Mapping) -> dict:
    """Demanded while it is asked; a question that hangs on a hidden one is hidden as well."""
    conditions, key = [], row.key
    while (rule := by_key[key].show_if) is not None:
        conditions.append(_holds(rule))
        key = rule["field"]
    met = conditions[0] if len(conditions) == 1 else {"allOf": conditions}
    return {"if": met, "then": {"required": [row.key]}}


def _holds(rule: Mapping) -> dict:
    """`{"field": key, "in": [values]}`; a box that is not ticked may be left out."""
    held = {"properties": {rule["field"]: {"enum": rule["in"]}}}
    return held if False in rule["in"] else {**held, "required": [rule["field"]]}


def _text(row, longest: int = TEXT_LENGTH) -> dict:
    limits = row.constraints
    found = {"type": "string", "maxLength": limits.get("max_length", longest)}
    least = limits.get("min_length") or int(row.required)
    if least:
        found["minLength"] = least
    if "pattern" in limits:
        found["pattern"] = f"^(?:{limits['pattern'].removeprefix('^').removesuffix('$')})$"
    return found


def _bounds(row) -> dict:
    names = {"min": "minimum", "max": "maximum"}
    return {ours: row.constraints[theirs] for theirs, ours in names.items() if theirs in row.constraints}


def _decimal(row) -> dict:
    """A number, or its text: an answer is given back as text, exactly as it was written."""
    return {"type": ["number", "string"], "pattern": DECIMAL_TEXT, **_bounds(row)}


def _day(row) -> dict:
    limits = row.constraints
    names = {
        "min_date": "x-earliest",
        "max_date": "x-latest",
        "after_field": "x-after-field",
        "max_span_days": "x-max-span-days",
    }
    return {"type": "string", "format": "date"} | {
        ours: limits[theirs] for theirs, ours in names.items() if theirs in limits
    }


def _choice(row) -> dict:
    return {"oneOf": [{"const": one["value"], "title": one["label"]} for one in row.choices]}


def _flag(row) -> dict:
    return {"type": "boolean", **({"const": True} if row.required else {})}


OF_TYPE = {
    "text": _text,
    "textarea": lambda row: _text(row, TEXTAREA_LENGTH),
    "nik": lambda row: {"type": "string", "pattern": r"^\d{16}$"},
    "phone": lambda row: {"type": "string", "examples": ["0812 3456 7890"], "maxLength": 40},
    "email": lambda row: {"type": "string", "format": "email", "maxLength": 254},
    "integer": lambda row: {"type": "integer", **_bounds(row)},
    "money": lambda row: {"type": "integer", "minimum": 0, **_bounds(row), "x-unit": "IDR"},
    "decimal": _decimal,
    "date": _day,
    "region": lambda row: {"type": "string"},
    "choice": _choice,
    "boolean": _flag,
}
