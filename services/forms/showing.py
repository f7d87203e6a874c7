"""Answers as a reader wants them: labels of choices, dates, rupiah, names of places."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Region
from accounts.validators import show_phone
from services import amounts
from services.models import FormField


def display_answers(
    fields: Iterable[FormField], answers: Mapping, regions: Mapping[str, str] | None = None
) -> list[tuple[FormField, str]]:
    """The answered fields with their answers in words, in the order of the form.

    `regions`: code -> name; None: they are looked up, by one query if any answer is a region.
    """
    answered = [(field, answers[field.key]) for field in fields if answers.get(field.key) not in (None, "")]
    if regions is None:
        regions = _region_names([value for field, value in answered if field.type == "region"])
    return [(field, _words(field, value, regions)) for field, value in answered]


def _words(field, value, regions) -> str:
    show = SHOWN.get(field.type)
    if field.type == "region":
        return regions.get(value, value)
    if field.type == "choice":
        return next((choice["label"] for choice in field.choices if choice["value"] == value), value)
    return show(value) if show else str(value)


SHOWN = {
    "boolean": lambda value: _("Ya") if value else _("Tidak"),
    "date": lambda value: date_format(date.fromisoformat(value)),
    "decimal": amounts.show_number,
    "integer": amounts.show_number,
    "money": amounts.show_rupiah,
    "phone": show_phone,
}


def _region_names(codes) -> dict[str, str]:
    if not codes:
        return {}
    found = Region.objects.filter(code__in=codes).select_related("parent")
    return {region.code: region.in_full for region in found}
