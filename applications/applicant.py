"""Who applies, for the desk: the identity as sent, in words, and what an officer should look at twice."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import CitizenProfile, Dependant, Region, Role
from accounts.models.people import Sex
from accounts.validators import mask_name, nik_warnings, show_phone
from applications import permissions
from applications.models import Application, Review


def same_nik_counts() -> dict:
    """Annotations for a file: how many other people carry the NIK of the applicant, and of the dependant."""
    return {"same_nik": _others("applicant"), "same_nik_dependant": _others("dependant")}


def _others(path: str):
    """Everybody with the NIK of the person at `path`, less that person herself."""
    carriers = (
        _count(model.objects.filter(nik_hash=OuterRef(f"{path}__nik_hash")).exclude(nik_hash=""))
        for model in (CitizenProfile, Dependant)
    )
    return sum(carriers, start=-1)


def _count(people):
    counted = people.order_by().values("nik_hash").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def regions_for(application: Application, codes: set[str]) -> dict[str, Region]:
    """By code, in one query: the places the file names, the provinces, the kecamatan its NIKs tell of."""
    identity = application.identity
    cities = {f"{nik[:2]}.{nik[2:4]}." for nik in _niks(identity)}
    wanted = Q(code__in=codes | {identity.get("region", "")}) | Q(level="provinsi")
    for city in cities:
        wanted |= Q(level="kecamatan", code__startswith=city)
    return {region.code: region for region in Region.objects.filter(wanted).select_related("parent")}


def place_names(regions: dict[str, Region]) -> dict[str, str]:
    return {code: region.in_full for code, region in regions.items()}


def _niks(identity: dict) -> list[str]:
    dependant = identity.get("dependant") or {}
    return [nik for nik in (identity.get("nik"), dependant.get("nik")) if nik]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _shown_day(text: str | None) -> str:
    return date_format(_day(text)) if text else ""


def identity_rows(identity: dict, names: dict[str, str]) -> list[tuple[str, str]]:
    """(label, text) of what is known, the applicant first, then whom she files for."""
    born = ", ".join(
        part for part in (identity.get("birth_place"), _shown_day(identity.get("birth_date"))) if part
    )
    sex, phone, region = identity.get("sex"), identity.get("phone"), identity.get("region", "")
    rows = [
        (_("Nama"), identity.get("full_name")),
        (_("NIK"), identity.get("nik")),
        (_("Nomor KK"), identity.get("kk")),
        (_("Tempat, tanggal lahir"), born),
        (_("Jenis kelamin"), Sex(sex).label if sex else ""),
        (
            _("Alamat"),
            ", ".join(part for part in (identity.get("address"), names.get(region, region)) if part),
        ),
        (_("Nomor HP"), show_phone(phone) if phone else ""),
        (_("Surel"), identity.get("email")),
    ]
    if organisation := identity.get("organisation"):
        rows += [
            (_("Atas nama badan"), organisation["name"]),
            (_("NIB"), organisation["nib"]),
            (_("NPWP"), organisation["npwp"]),
        ]
    if dependant := identity.get("dependant"):
        rows += [
            (_("Atas nama"), f"{dependant['name']} ({Dependant.Relation(dependant['relation']).label})"),
            (_("NIK yang diwakili"), dependant["nik"]),
            (_("Tanggal lahir yang diwakili"), _shown_day(dependant["birth_date"])),
        ]
    return [(str(label), str(text)) for label, text in rows if text]


def warnings_for(application: Application, regions: dict[str, Region]) -> list[str]:
    """Sentences about the NIKs of a file from `open_file`; they warn and never refuse."""
    identity = application.identity
    dependant = identity.get("dependant") or {}
    found = []
    if identity.get("nik"):
        found += nik_warnings(
            identity["nik"], birth_date=_day(identity.get("birth_date")), sex=identity.get("sex", ""),
            region_code=identity.get("region", ""), known_regions=regions,
        )  # fmt: skip
    if dependant.get("nik"):
        told = nik_warnings(dependant["nik"], birth_date=_day(dependant["birth_date"]), known_regions=regions)
        found += [_("Yang diwakili: %(warning)s") % {"warning": warning} for warning in told]
    if application.same_nik > 0:
        found.append(
            _("NIK ini juga dipakai pada %(count)s profil lain. Cocokkan dengan KTP.")
            % {"count": application.same_nik}
        )
    if application.same_nik_dependant > 0:
        found.append(
            _("NIK yang diwakili juga dipakai pada %(count)s profil lain. Cocokkan dengan KK.")
            % {"count": application.same_nik_dependant}
        )
    return found


def name_for(user, application: Application, step: Review | None) -> str:
    """The applicant's name in a list, masked for a coordinator who has no desk at the file's agencies."""
    agencies = {application.standard.service.agency_id, step.tier.agency_id if step else None}
    masked = user.holds(Role.COORDINATOR) and not permissions.has_desk_at(user, agencies)
    return mask_name(application.applicant_name) if masked else application.applicant_name
