"""What must be handed in: a file of a known kind and size, or something told (`data`)."""

from collections.abc import Iterator, Mapping

from foundation.documents.names import KIND_OF_ENDING
from services.validators.form import CONDITION, condition_faults
from services.validators.shape import (
    Fault,
    code,
    listing,
    nothing_or,
    one_of,
    quoted,
    record,
    text,
    twice,
    whole,
)

LARGEST_MB = 50
REQUIREMENT = record(
    {
        "code": code(),
        "label": text(250),
        "kind": one_of(("file", "data"), "jenis persyaratan"),
        "presence": one_of(("required", "conditional")),
        "accept": listing(text(10)),
        "max_mb": nothing_or(whole(1, LARGEST_MB)),
        "condition": CONDITION,
        "note": text(blank=True),
    }
)


def requirement_faults(items: list[Mapping], fields: list[Mapping]) -> Iterator[Fault]:
    """Rules between the keys of sound requirements, and to the fields of the same form."""
    for one in twice(item["code"] for item in items):
        yield "requirements", f"kode persyaratan {quoted(one)} dipakai lebih dari sekali"
    by_key = {field["key"]: field for field in fields}
    for number, item in enumerate(items):
        here = f"requirements[{number}]"
        yield from condition_faults(item["condition"], by_key, f"{here}.condition")
        if item["kind"] == "data":
            if item["accept"]:
                yield f"{here}.accept", "persyaratan berupa keterangan tidak menerima berkas"
            continue
        if not accepted(item):
            yield (
                f"{here}.accept",
                f"tidak ada jenis berkas yang diterima portal ini ({', '.join(KIND_OF_ENDING)})",
            )
        if item["max_mb"] is None:
            yield f"{here}.max_mb", "ukuran terbesar berkas harus ditulis"


def accepted(item: Mapping) -> list[str]:
    """The file endings of a requirement that this portal can check and show."""
    return [ending.lower() for ending in item["accept"] if ending.lower() in KIND_OF_ENDING]


def left_out(item: Mapping) -> list[str]:
    """File endings that a requirement asks for and that are not taken over."""
    return [ending for ending in item["accept"] if ending.lower() not in KIND_OF_ENDING]
