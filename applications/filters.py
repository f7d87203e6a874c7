"""The queue counted once by all that narrows it: what each choice of a filter would leave, and the page's total."""

from typing import NamedTuple

from django.db.models import Case, CharField, Count, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.forms.desk_filters import Filter, desk_label, desk_value, sorted_options
from applications.forms.desk_way import QUEUE_FILTERS
from applications.pressing import LATE, LONG, SOON

SERVICE = "application__standard__service"
COLUMNS = (
    "tier__role", "tier__agency__code", "tier__agency__short_name", f"{SERVICE}__code", "application__standard__name",
    f"{SERVICE}__agency__code", f"{SERVICE}__agency__short_name", "claimed_by", "claimed_by__name", "clock", "is_long",
)  # fmt: skip
FREE, MINE = "belum", "saya"


class Group(NamedTuple):
    """Steps alike in all that the queue is narrowed by; each attribute named as in the address, with its word."""

    meja: tuple[str, str]
    layanan: tuple[str, str]
    instansi: tuple[str, str]
    petugas: tuple[str, str]
    ambil: str
    keadaan: set[str]
    number: int


def groups_of(queue, user) -> list[Group]:
    """`queue`: open steps annotated as by `with_clock`."""
    rows = queue.order_by().values_list(*COLUMNS).annotate(Count("pk"))
    return [_group(user, *row) for row in rows]


def with_clock(queue, clock, is_long: Q):
    """`clock`: LATE, SOON or ""; `is_long`: nobody took it for two working days."""
    long = Case(When(is_long, then=Value(LONG)), default=Value(""), output_field=CharField())
    return queue.annotate(clock=clock, is_long=long)


def _group(
    user, role, code, agency, kind, service, owner, owner_name, who, name, clock, is_long, number
) -> Group:
    return Group(
        meja=(desk_value(role, code), desk_label(role, agency)),
        layanan=(kind, service),
        instansi=(owner, owner_name),
        petugas=(str(who or ""), name or ""),
        ambil=FREE if who is None else MINE if who == user.pk else "",
        keadaan={clock, is_long} - {""},
        number=number,
    )


def total(groups: list[Group], asked: dict, **instead: str) -> int:
    """How many steps fit what is asked, with `instead` in place of what these filters say; "" sets one aside."""
    wanted = {name: asked.get(name, "") for name in QUEUE_FILTERS} | instead
    return sum(one.number for one in groups if all(_fits(one, name, value) for name, value in wanted.items()))


def _fits(group: Group, name: str, value: str) -> bool:
    has = getattr(group, name)
    return not value or (
        value in has if name == "keadaan" else value == (has[0] if isinstance(has, tuple) else has)
    )


def filters_of(groups: list[Group], asked: dict, *, names_officers: bool) -> list[Filter]:
    """The select boxes that narrow anything, each choice with what it would leave."""
    states = [(LATE, _("Terlambat")), (SOON, _("Hampir jatuh tempo")), (LONG, _("Lama belum diambil"))]
    boxes = [
        (
            "keadaan",
            _("Keadaan"),
            [one for one in states if any(one[0] in group.keadaan for group in groups)],
        ),
        ("meja", _("Meja"), _occurring(groups, "meja")),
        ("instansi", _("Instansi layanan"), _occurring(groups, "instansi")),
        ("layanan", pgettext("namanya", "Layanan"), _occurring(groups, "layanan")),
    ]
    if names_officers:
        boxes.append(("petugas", _("Petugas"), _occurring(groups, "petugas")))
    found = [
        Filter(name, label, _numbered(groups, asked, name, options), asked[name])
        for name, label, options in boxes
    ]
    return [
        one for one in found if len(one.options) > 1 or one.chosen or (one.name == "keadaan" and one.options)
    ]


def _occurring(groups: list[Group], name: str) -> list[tuple[str, str]]:
    return sorted_options(getattr(one, name) for one in groups if getattr(one, name)[0])


def _numbered(groups: list[Group], asked: dict, name: str, options) -> list[tuple[str, str]]:
    return [(value, f"{label} ({total(groups, asked, **{name: value})})") for value, label in options]
