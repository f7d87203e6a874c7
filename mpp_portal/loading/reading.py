"""The five files of a catalogue, read into plain lists; what is wrong with them is collected, not raised."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

AGENCIES, REGIONS, SYSTEMS, SERVICES, CATEGORIES = FILES = (
    "agencies.json",
    "regions.json",
    "external_systems.json",
    "services.json",
    "complaint_categories.json",
)


@dataclass(frozen=True)
class Fault:
    """Where a catalogue is broken. `item`: its code, or its place in the list; "" for the file itself."""

    file: str
    item: str
    key: str
    reason: str

    def __str__(self):
        return ": ".join(part for part in (self.file, self.item, self.key, self.reason) if part)


@dataclass
class Catalogue:
    """Items and meta by file; only the files that exist are there. Fractions are Decimal."""

    items: dict[str, list] = field(default_factory=dict)
    meta: dict[str, dict] = field(default_factory=dict)

    def codes(self, file: str) -> set[str]:
        return {item["code"] for item in self.items.get(file, []) if has_code(item)}


def has_code(item) -> bool:
    return isinstance(item, dict) and isinstance(item.get("code"), str)


def name_of(item, number: int) -> str:
    return item["code"] if has_code(item) and item["code"].strip() else f"butir ke-{number + 1}"


class _Twice(ValueError):
    pass


def read_folder(folder: Path) -> tuple[Catalogue, list[Fault]]:
    """The files found in `folder`, and what cannot be read. A file may be missing, not all of them."""
    catalogue, faults = Catalogue(), []
    for name in FILES:
        path = folder / name
        if not path.exists():
            continue
        try:
            whole = json.loads(
                path.read_text(encoding="utf-8-sig"),
                parse_float=Decimal,
                parse_constant=_refuse_constant,
                object_pairs_hook=_each_key_once,
            )
        except (OSError, ValueError, RecursionError) as error:
            faults.append(Fault(name, "", "", _why_unreadable(error)))
            continue
        faults += [Fault(name, "", key, reason) for key, reason in _frame_faults(whole)]
        if isinstance(whole, dict) and isinstance(whole.get("items"), list):
            catalogue.items[name] = whole["items"]
            catalogue.meta[name] = whole["meta"] if isinstance(whole.get("meta"), dict) else {}
    if not catalogue.items and not faults:
        faults.append(
            Fault(str(folder), "", "", f"tidak ada berkas katalog di sini. Yang dicari: {', '.join(FILES)}")
        )
    return catalogue, faults


def _frame_faults(whole):
    if not isinstance(whole, dict):
        yield "", 'harus berupa objek {"meta": ..., "items": [...]}'
    elif not isinstance(whole.get("items"), list):
        yield "items", "harus berupa daftar"
    elif not isinstance(whole.get("meta", {}), dict):
        yield "meta", "harus berupa objek"


def _refuse_constant(text):
    raise ValueError(f"{text} bukan angka JSON")


def _each_key_once(pairs):
    keys = [key for key, _ in pairs]
    again = next((key for key in keys if keys.count(key) > 1), None)
    if again is not None:
        raise _Twice(f"kunci “{again}” ditulis dua kali dalam satu objek")
    return dict(pairs)


def _why_unreadable(error) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"bukan JSON yang sah pada baris {error.lineno} kolom {error.colno}: {error.msg}"
    return str(error) if isinstance(error, _Twice) else f"tidak dapat dibaca: {error}"
