"""The places of region fields, fetched once for all of them."""

from django.db.models import Q

from accounts.models import Region


def regions_of(rows) -> list[Region]:
    """Every region that one of these rows can be answered with; no query when none asks for a region."""
    wanted = Q()
    for row in rows:
        if row.type == "region":
            wanted |= _asked(row)
    return list(Region.objects.filter(wanted).select_related("parent")) if wanted else []


def _asked(row) -> Q:
    level, within = row.constraints.get("level"), row.constraints.get("within")
    below = Q(code__startswith=f"{within}.") if within else Q(code__isnull=False)
    return below & Q(level=level) if level else below


def places_for(row, regions) -> list:
    """Choices for one row, grouped by the place above them when there is more than one."""
    level, within = row.constraints.get("level"), row.constraints.get("within")
    fitting = [
        region
        for region in regions
        if (not level or region.level == level) and (not within or region.code.startswith(f"{within}."))
    ]
    groups: dict = {}
    for region in fitting:
        groups.setdefault(region.parent, []).append((region.code, _label(region)))
    if len(groups) < 2:
        return [(region.code, _label(region)) for region in fitting]
    return [(_title(parent), places) for parent, places in groups.items()]


def _label(region) -> str:
    """With other spellings, by which people look for their place as well."""
    return f"{region.name} ({', '.join(region.alt_names)})" if region.alt_names else region.name


def _title(region) -> str:
    if region is None:
        return ""
    return f"Kecamatan {region.name}" if region.level == "kecamatan" else region.name
