"""The desks of a service: known roles, orders without a gap, days that add up to the promise."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from services.validators.shape import Check, Fault, code, number, one_of, quoted, record, text, twice, whole

ROLES = {
    "front_office": "front_office",
    "verifikator_teknis": "verifier",
    "kepala_bidang": "approver",
    "kepala_dinas": "signatory",
}
APPLICANT = "pemohon"
DAY_STEP = Decimal("0.25")
LONGEST_PROMISE = 999


def days(value, path) -> Iterator[Fault]:
    """Working days: a quarter or more, in quarters."""
    faults = list(number(value, path))
    yield from faults
    if not faults and not (0 < value <= LONGEST_PROMISE and Decimal(value) % DAY_STEP == 0):
        yield path, f"{quoted(value)} bukan jumlah hari kerja dalam langkah seperempat hari"


def tier(agencies: Iterable[str]) -> Check:
    """One desk by itself; rules between them: `tier_faults`."""
    return record(
        {
            "order": whole(1, 99),
            "code": code(),
            "name": text(120),
            "role": one_of(ROLES, "peran"),
            "agency": one_of(agencies, "instansi"),
            "working_days": days,
            "note": text(blank=True),
        }
    )


def tier_faults(tiers: list[Mapping], promise) -> Iterator[Fault]:
    """`promise`: working days of the whole service. Equal orders work side by side."""
    for one in twice(each["code"] for each in tiers):
        yield "verification_tiers", f"kode tahap {quoted(one)} dipakai lebih dari sekali"
    orders = sorted({each["order"] for each in tiers})
    if orders != list(range(1, len(orders) + 1)):
        yield (
            "verification_tiers",
            f"urutan tahap harus 1, 2, 3 dan seterusnya tanpa lompatan, sekarang {orders}",
        )
    total = sum(Decimal(each["working_days"]) for each in tiers)
    if tiers and promise is None:
        yield "sla_working_days", "layanan dengan tahap harus mempunyai jumlah hari kerja"
    elif tiers and total != promise:
        yield "verification_tiers", f"jumlah hari tahap {total} tidak sama dengan sla_working_days {promise}"
