"""A checked catalogue, brought into the rooms by their verbs, all of it or nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from accounts.models import Agency, Region
from accounts.workflow.registers import enter_agency, enter_region
from complaints.models import Category
from complaints.workflow import close_category, enter_category, enter_clocks
from mpp_portal.loading.reading import AGENCIES, CATEGORIES, REGIONS, SERVICES, SYSTEMS, Catalogue
from services.models import ExternalSystem, Service
from services.workflow import enter_external_system, publish_from_catalogue

MODELS = {
    AGENCIES: Agency,
    REGIONS: Region,
    SYSTEMS: ExternalSystem,
    SERVICES: Service,
    CATEGORIES: Category,
}
VERBS = {
    AGENCIES: enter_agency,
    REGIONS: enter_region,
    SYSTEMS: enter_external_system,
    SERVICES: publish_from_catalogue,
}


@transaction.atomic
def store(catalogue: Catalogue, *, now: datetime) -> dict[str, Counter]:
    """By file: how many items were "created", "changed" and left as they are (None)."""
    return {file: Counter(_outcomes(file, catalogue, now)) for file in MODELS if file in catalogue.items}


def _outcomes(file, catalogue, now) -> Iterator[str | None]:
    meta = catalogue.meta[file]
    if file == CATEGORIES:
        _around_categories(catalogue, meta, now)
    for order, item in enumerate(_parents_first(file, catalogue.items[file])):
        if file == CATEGORIES:
            yield from enter_category(item, meta, order=order, now=now).values()
        else:
            yield VERBS[file](item, meta, now=now)


def _around_categories(catalogue: Catalogue, meta, now: datetime) -> None:
    """Their clocks; and those that left the file take no new complaint."""
    enter_clocks(meta, now=now)
    for code in dict(absent(catalogue)).get(CATEGORIES, ()):
        close_category(code, now=now)


def _parents_first(file, items) -> list:
    return sorted(items, key=lambda item: len(item["code"])) if file == REGIONS else items


def absent(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """File and codes of what is stored and no longer in the file."""
    for file, items in catalogue.items.items():
        codes = catalogue.codes(file)
        if file == CATEGORIES:
            codes |= {child["code"] for item in items for child in item["children"]}
        stored = set(MODELS[file].objects.values_list("code", flat=True))
        if gone := sorted(stored - codes):
            yield file, gone
