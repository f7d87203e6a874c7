"""What a list of the desk is narrowed by; all of it stands in the address."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import TIER_ROLES, Role, role_label
from accounts.validators import clean_nik, nik_hash

LONGEST = 100
NONE = Q(pk__in=[])
ALWAYS = ("page", "q", "lanjut")


class Filter(NamedTuple):
    """One select box. `options`: (value, label) of what occurs; `chosen` may be one that no longer does."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def is_catalogue(self) -> bool:
        """Whether its choices are names of the catalogue, which have no English."""
        return self.name in ("instansi", "layanan", "kategori")


def read_address(params, names: Iterable[str]) -> dict[str, str]:
    """The filters of the address by name, "" where not given. Unknown ones and endless values are refused."""
    known = {*names, *ALWAYS}
    if any(name not in known for name in params):
        raise ValidationError(
            _("Saringan pada alamat ini tidak dikenal. Buka daftar dari menu, lalu saring lagi.")
        )
    values = {name: params.get(name, "").replace("\0", "").strip() for name in known}
    if any(len(value) > LONGEST for value in values.values()):
        raise ValidationError(_("Kata pencarian paling panjang 100 huruf. Persingkat, lalu cari lagi."))
    return values


def matching(text: str, user) -> Q:
    """Files with this NIK (applicant or the person applied for), else with this in their number or name.

    Who reads names masked finds one by the whole name only: by parts she would spell it out letter by letter.
    """
    try:
        wanted = nik_hash(clean_nik(text))
    except ValidationError:
        part = Q(applicant_name__icontains=text)
        if user.holds(Role.COORDINATOR):
            desks = [post.agency_id for post in user.posts if post.role in TIER_ROLES]
            part &= Q(standard__service__agency__in=desks)
        return Q(number__icontains=text) | Q(applicant_name__iexact=text) | part
    return Q(applicant__nik_hash=wanted) | Q(dependant__nik_hash=wanted)


def narrow_queue(queue, asked: dict, user):
    """Open steps narrowed by what the address asks: `ambil` belum or saya, `meja` role:agency, codes, a person.

    `keadaan` wants the queue annotated with `clock` and `is_long`. A value nobody knows finds nothing.
    """
    role, _colon, agency = asked["meja"].partition(":")
    state, who = asked.get("keadaan"), asked.get("petugas", "")
    wanted = {
        "ambil": {"belum": Q(claimed_by=None), "saya": Q(claimed_by=user)}.get(asked["ambil"], NONE),
        "meja": Q(tier__role=role, tier__agency__code=agency),
        "instansi": Q(application__standard__service__agency__code=asked["instansi"]),
        "layanan": Q(application__standard__service__code=asked["layanan"]),
        "keadaan": Q(clock=state) | Q(is_long=state),
        "petugas": Q(claimed_by=who) if who.isdecimal() and len(who) < 10 else NONE,
    }
    return queue.filter(*[rule for name, rule in wanted.items() if asked.get(name)])


def desk_value(role: str, agency_code: str) -> str:
    return f"{role}:{agency_code}"


def desk_label(role: str, agency: str) -> str:
    return f"{role_label(role)}, {agency}"


def sorted_options(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(dict(pairs).items(), key=lambda option: option[1].casefold())
