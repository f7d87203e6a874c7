"""The questions of a form: known types, constraints that fit the type, conditions that can be met."""

from collections.abc import Iterator, Mapping

from services.validators.constraints import KEYS_OF, constraint_faults
from services.validators.shape import (
    Fault,
    anything,
    code,
    flag,
    listing,
    mapping,
    nothing_or,
    one_of,
    quoted,
    record,
    text,
    twice,
)

CONDITION = nothing_or(record({"field": text(60), "in": listing(anything, least=1)}))
FIELD = record(
    {
        "key": code(),
        "label": text(250),
        "type": one_of(KEYS_OF, "jenis isian"),
        "required": flag,
        "help": text(blank=True),
        "choices": listing(record({"value": text(100), "label": text(250)})),
        "constraints": mapping,
        "show_if": CONDITION,
    }
)


def form_faults(fields: list[Mapping], regions: Mapping[str, str]) -> Iterator[Fault]:
    """Rules between the keys of sound fields. `regions`: code -> level of every known region."""
    for key in twice(field["key"] for field in fields):
        yield "form_fields", f"kunci isian {quoted(key)} dipakai lebih dari sekali"
    by_key = {field["key"]: field for field in fields}
    for number, field in enumerate(fields):
        here = f"form_fields[{number}]"
        yield from _choice_faults(field, here)
        yield from constraint_faults(field, by_key, regions, f"{here}.constraints")
        yield from condition_faults(field["show_if"], by_key, f"{here}.show_if")
        if _depends_on_itself(field["key"], by_key):
            yield f"{here}.show_if", "syarat tampil ini berputar kembali ke isiannya sendiri"


def _choice_faults(field, path) -> Iterator[Fault]:
    if field["type"] == "choice" and not field["choices"]:
        yield f"{path}.choices", "isian pilihan harus mempunyai pilihan"
    if field["type"] != "choice" and field["choices"]:
        yield f"{path}.choices", f"isian {field['type']} tidak boleh mempunyai pilihan"
    for value in twice(choice["value"] for choice in field["choices"]):
        yield f"{path}.choices", f"pilihan {quoted(value)} ditulis lebih dari sekali"


def condition_faults(condition: Mapping | None, by_key: Mapping, path: str) -> Iterator[Fault]:
    """A condition looks at a choice or boolean of the same form, and at values that it can have."""
    if condition is None:
        return
    field = by_key.get(condition["field"])
    if field is None:
        yield f"{path}.field", f"isian {quoted(condition['field'])} tidak ada pada formulir ini"
        return
    if field["type"] not in ("choice", "boolean"):
        yield f"{path}.field", f"isian {quoted(condition['field'])} bukan pilihan atau kotak centang"
        return
    possible = (
        [choice["value"] for choice in field["choices"]] if field["type"] == "choice" else [True, False]
    )
    for value in condition["in"]:
        if not any(type(value) is type(one) and value == one for one in possible):
            yield f"{path}.in", f"nilai {quoted(value)} tidak ada pada isian {quoted(condition['field'])}"


def _depends_on_itself(key, by_key) -> bool:
    seen, here = set(), key
    while here in by_key and by_key[here]["show_if"]:
        here = by_key[here]["show_if"]["field"]
        if here == key:
            return True
        if here in seen:
            return False
        seen.add(here)
    return False
