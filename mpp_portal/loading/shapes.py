"""What an agency, a region and a complaint category must look like."""

import re
from collections.abc import Iterator, Mapping

from services.validators.item import CONTACT, verification
from services.validators.shape import (
    Check,
    Fault,
    code,
    flag,
    listing,
    nothing_or,
    one_of,
    quoted,
    record,
    text,
    whole,
)

_REGION_CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)


def known_or_any(known, longest: int, what: str) -> Check:
    """One of the codes that the file lists in `meta`, or any text where it lists none."""
    return one_of(known, what) if isinstance(known, dict) and known else text(longest)


LABELS = {
    "kinds": text(120),
    "levels": text(120),
    "scopes": text(120),
    "origins": text(250),
    "response_classes": record({"label": text(120), "max_days": nothing_or(whole(0, 365))}),
}


def meta_faults(meta: Mapping) -> Iterator[Fault]:
    """The code lists that are taken over; whatever else a file tells about itself is free."""
    for key, label in LABELS.items():
        if isinstance(meta.get(key), dict):
            for one, value in meta[key].items():
                yield from label(value, f"{key}.{one}")


def agency(meta: Mapping) -> Check:
    return record(
        {
            "code": code(),
            "name": text(200),
            "short_name": text(80),
            "kind": known_or_any(meta.get("kinds"), 40, "jenis instansi"),
            "description": text(blank=True),
            "has_counter": flag,
            "counter_evidence": text(60, blank=True),
            "complaint_channels": listing(CONTACT),
            "verification": verification({}),
        }
    )


def region_code(value, path) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield path, "harus berupa teks"
    elif not _REGION_CODE.fullmatch(value):
        yield path, f"{quoted(value)} bukan kode wilayah Kemendagri, contoh: 35.74.01.1001"


def region(meta: Mapping, known: frozenset) -> Check:
    return record(
        {
            "code": region_code,
            "name": text(120),
            "short_name": text(120),
            "level": known_or_any(meta.get("levels"), 20, "jenjang wilayah"),
            "parent": nothing_or(one_of(known, "wilayah")),
            "alt_names": listing(text(120)),
        }
    )


def region_faults(item, meta: Mapping, known: frozenset) -> list[Fault]:
    faults = list(region(meta, known)(item, ""))
    if not faults and item["parent"] and not item["code"].startswith(f"{item['parent']}."):
        faults.append(
            ("parent", f"kode {quoted(item['code'])} tidak berada di bawah {quoted(item['parent'])}")
        )
    return faults


def category(meta: Mapping, agencies: frozenset) -> Check:
    child = record(
        {
            "code": code(),
            "label": text(150),
            "agency": one_of(agencies, "instansi"),
            "response_class": known_or_any(meta.get("response_classes"), 40, "kelas tanggapan"),
            "examples": text(blank=True),
            "confidential": flag,
        }
    )
    return record(
        {
            "code": code(),
            "label": text(150),
            "description": text(blank=True),
            "agency": one_of(agencies, "instansi"),
            "origin": known_or_any(meta.get("origins"), 60, "asal"),
            "children": listing(child),
        }
    )
