"""A service of the catalogue: what each key must hold, and the rules that several keys share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.validators.form import FIELD, form_faults
from services.validators.requirements import REQUIREMENT, requirement_faults
from services.validators.shape import (
    Check,
    Fault,
    address,
    code,
    flag,
    listing,
    nothing_or,
    one_of,
    record,
    text,
    twice,
    whole,
)
from services.validators.tiers import APPLICANT, ROLES, days, tier, tier_faults

CONTACT = record({"type": text(40), "value": text(250), "verified": flag})
FEE = record(
    {
        "type": one_of(("free", "fixed", "rule"), "jenis biaya"),
        "amount": nothing_or(whole(0)),
        "text": text(blank=True),
        "basis": text(blank=True),
        "tariffs": listing(record({"label": text(250), "amount": whole(0)})),
    }
)
SOURCE = record({"ref": text(500), "note": text(blank=True)})


@dataclass(frozen=True)
class Known:
    """Codes that an item may refer to: those of the files and those already stored.

    `regions`: code -> level. `kinds`: None where the file does not list them.
    """

    agencies: frozenset = frozenset()
    systems: frozenset = frozenset()
    regions: Mapping = field(default_factory=dict)
    kinds: frozenset | None = None


def verification(more: Mapping[str, Check], source: Check = SOURCE) -> Check:
    return record(
        {"level": one_of(("seen", "memory")), "sources": listing(source), "note": text(blank=True), **more}
    )


def service(known: Known) -> Check:
    """The keys of one service, each by itself; rules between them: `service_faults`."""
    agency, words = one_of(known.agencies, "instansi"), text(blank=True)
    actors = {APPLICANT, *ROLES, *known.agencies}
    return record(
        {
            "code": code(80),
            "agency": agency,
            "technical_agency": nothing_or(agency),
            "name": text(200),
            "name_en": text(200, blank=True),
            "kind": text(40) if known.kinds is None else one_of(known.kinds, "jenis layanan"),
            "channel": one_of(("online", "redirect", "counter"), "saluran"),
            "external_system": nothing_or(one_of(known.systems, "sistem luar")),
            "external_url": nothing_or(address),
            "summary": words,
            "legal_basis": listing(text(1000)),
            "requirements": listing(REQUIREMENT),
            "procedure": listing(
                record({"order": whole(1, 99), "actor": one_of(actors, "pelaku"), "text": text()})
            ),
            "sla_working_days": nothing_or(days),
            "sla_text": words,
            "fee": FEE,
            "product": text(250),
            "product_kind": one_of(("permit", "outside"), "jenis produk"),
            "validity": record({"text": text(250, blank=True), "months": nothing_or(whole(1, 1200))}),
            "form_fields": listing(FIELD),
            "verification_tiers": listing(tier(known.agencies)),
            "complaint_contact": record({"unit": text(200, blank=True), "channels": listing(CONTACT)}),
            "tags": listing(text(60)),
            "notes": words,
            "verification": verification(
                {"local": flag, "seen_parts": listing(text(120)), "memory_parts": listing(text(120))}
            ),
        }
    )


def external_system(kinds: frozenset | None, scopes: frozenset | None) -> Check:
    """One outside system. None: the file lists no codes, so any will do."""
    return record(
        {
            "code": code(),
            "name": text(120),
            "full_name": text(250, blank=True),
            "owner": text(200, blank=True),
            "kind": text(40) if kinds is None else one_of(kinds, "jenis sistem"),
            "scope": text(40) if scopes is None else one_of(scopes, "cakupan"),
            "purpose": text(blank=True),
            "url": nothing_or(address),
            "studies": listing(text(40)),
            "verification": verification({}, source=text(500)),
        }
    )


def service_faults(item: Mapping, known: Known) -> list[Fault]:
    """Every fault of one service. Rules between keys are asked only where the keys themselves are sound."""
    faults = list(service(known)(item, ""))
    if not isinstance(item, dict):
        return faults

    def sound(*keys):
        return not any(
            path == key or path.startswith((f"{key}.", f"{key}[")) for path, _ in faults for key in keys
        )

    rules = []
    if sound("form_fields"):
        rules += form_faults(item["form_fields"], known.regions)
        if sound("requirements"):
            rules += requirement_faults(item["requirements"], item["form_fields"])
    if sound("verification_tiers", "sla_working_days"):
        rules += tier_faults(item["verification_tiers"], item["sla_working_days"])
    if sound("procedure"):
        rules += [("procedure", f"urutan {one} ditulis lebih dari sekali") for one in twice(_orders(item))]
    if sound("fee"):
        rules += _fee_faults(item["fee"])
    if sound("channel", "external_system", "external_url", "form_fields", "verification_tiers"):
        rules += _channel_faults(item)
    return faults + rules


def _orders(item) -> list[int]:
    return [step["order"] for step in item["procedure"]]


def _fee_faults(fee) -> Iterator[Fault]:
    amount = fee["amount"]
    if fee["type"] == "free" and amount != 0:
        yield "fee.amount", "layanan gratis harus bertarif 0"
    if fee["type"] == "fixed" and not amount:
        yield "fee.amount", "tarif tetap harus ditulis dalam rupiah"
    if fee["type"] == "rule" and amount is not None:
        yield "fee.amount", "tarif menurut ketentuan harus null"
    if fee["type"] != "free" and not (fee["text"].strip() or fee["tariffs"]):
        yield "fee.text", "tulis ketentuan biaya atau daftar tarifnya"


# Of each channel: keys that must hold something, keys that must not.
CHANNELS = {
    "online": (("form_fields", "verification_tiers"), ()),
    "redirect": (("external_system", "external_url"), ("form_fields", "verification_tiers")),
    "counter": (("verification_tiers",), ("form_fields",)),
}


def _channel_faults(item) -> Iterator[Fault]:
    channel = item["channel"]
    needed, forbidden = CHANNELS[channel]
    yield from ((key, f"harus diisi untuk layanan {channel}") for key in needed if not item[key])
    yield from ((key, f"harus kosong untuk layanan {channel}") for key in forbidden if item[key])
