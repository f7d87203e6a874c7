"""Every rule over a whole catalogue, before anything is stored. References may point at stored rows."""

from collections.abc import Iterator

from accounts.models import Agency, Region
from mpp_portal.loading import shapes
from mpp_portal.loading.reading import (
    AGENCIES,
    CATEGORIES,
    REGIONS,
    SERVICES,
    SYSTEMS,
    Catalogue,
    Fault,
    has_code,
    name_of,
)
from services.models import ExternalSystem
from services.validators.item import Known, external_system, service_faults
from services.validators.requirements import left_out
from services.validators.shape import twice


def check(catalogue: Catalogue) -> list[Fault]:
    """Every fault of every file; an empty list means that all of it may be stored."""
    known = _known(catalogue)
    agency, system, category = (
        shapes.agency(catalogue.meta.get(AGENCIES, {})),
        external_system(*(_listed(catalogue, SYSTEMS, key) for key in ("kinds", "scopes"))),
        shapes.category(catalogue.meta.get(CATEGORIES, {}), known.agencies),
    )
    places = catalogue.meta.get(REGIONS, {}), frozenset(known.regions)
    checks = {
        AGENCIES: lambda item: agency(item, ""),
        REGIONS: lambda item: shapes.region_faults(item, *places),
        SYSTEMS: lambda item: system(item, ""),
        SERVICES: lambda item: service_faults(item, known),
        CATEGORIES: lambda item: category(item, ""),
    }
    faults = []
    for file, items in catalogue.items.items():
        faults += [Fault(file, "meta", *found) for found in shapes.meta_faults(catalogue.meta[file])]
        for number, item in enumerate(items):
            faults += [Fault(file, name_of(item, number), *found) for found in checks[file](item)]
        faults += [
            Fault(file, code, "code", "kode ini dipakai lebih dari sekali")
            for code in twice(_codes(file, items))
        ]
    return faults


def warnings(catalogue: Catalogue) -> Iterator[str]:
    """What a sound catalogue asks for and does not get."""
    for item in catalogue.items.get(SERVICES, []):
        for requirement in item["requirements"]:
            if unfit := left_out(requirement):
                where = f"{SERVICES}: {item['code']}: {requirement['code']}.accept"
                yield f"{where}: jenis berkas {', '.join(unfit)} tidak diterima portal ini dan ditinggalkan"


def _codes(file, items) -> Iterator[str]:
    for item in items:
        if has_code(item):
            yield item["code"]
        if file == CATEGORIES and isinstance(item, dict) and isinstance(item.get("children"), list):
            yield from (child["code"] for child in item["children"] if has_code(child))


def _listed(catalogue, file, key) -> frozenset | None:
    listed = catalogue.meta.get(file, {}).get(key)
    return frozenset(listed) if isinstance(listed, dict) and listed else None


def _known(catalogue) -> Known:
    regions = dict(Region.objects.values_list("code", "level"))
    for item in catalogue.items.get(REGIONS, []):
        if has_code(item) and isinstance(item.get("level"), str):
            regions[item["code"]] = item["level"]
    return Known(
        agencies=frozenset({*Agency.objects.values_list("code", flat=True), *catalogue.codes(AGENCIES)}),
        systems=frozenset(
            {*ExternalSystem.objects.values_list("code", flat=True), *catalogue.codes(SYSTEMS)}
        ),
        regions=regions,
        kinds=_listed(catalogue, SERVICES, "kinds"),
    )
