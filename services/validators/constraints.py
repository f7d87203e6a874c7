"""Which constraints each type of field knows, and whether their values make sense."""

from collections.abc import Iterator, Mapping
from datetime import date

from services import patterns
from services.relative_dates import resolve
from services.validators.shape import UNKNOWN, Fault, number, quoted, text, whole

LONGEST_TEXT, MOST_PLACES = 4000, 12
# A day to compare relative dates on; any would do.
SOME_DAY = date(2026, 1, 1)


def relative(value, path) -> Iterator[Fault]:
    try:
        resolve(value, SOME_DAY)
    except (TypeError, ValueError, OverflowError):
        yield (
            path,
            f"tanggal relatif {quoted(value)} tidak dikenal, contoh: today, today+30d, today-7d, today+1y",
        )


def regex(value, path) -> Iterator[Fault]:
    faults = list(text(1000)(value, path)) or [(path, reason) for reason in [patterns.fault(value)] if reason]
    yield from faults


_LENGTHS = {"min_length": whole(0, LONGEST_TEXT), "max_length": whole(1, LONGEST_TEXT), "pattern": regex}
_BOUNDS = {"min": number, "max": number}
KEYS_OF = {
    "text": _LENGTHS,
    "textarea": _LENGTHS,
    "nik": _LENGTHS,
    "phone": _LENGTHS,
    "email": _LENGTHS,
    "integer": _BOUNDS,
    "decimal": {**_BOUNDS, "decimal_places": whole(0, MOST_PLACES)},
    "money": {"min": whole(), "max": whole()},
    "date": {
        "min_date": relative,
        "max_date": relative,
        "after_field": text(60),
        "max_span_days": whole(0, 36_600),
    },
    "region": {"level": text(20), "within": text(13)},
    "choice": {},
    "boolean": {},
}


def constraint_faults(
    field: Mapping, by_key: Mapping, regions: Mapping[str, str], path: str
) -> Iterator[Fault]:
    """Of one field: unknown constraints, values that are none, and rules between them and to other fields."""
    constraints, known = field["constraints"], KEYS_OF[field["type"]]
    for key in constraints.keys() - known.keys():
        yield f"{path}.{key}", f"{UNKNOWN} untuk isian {field['type']}"
    faults = [
        fault
        for key, check in known.items()
        if key in constraints
        for fault in check(constraints[key], f"{path}.{key}")
    ]
    yield from faults
    if not faults:
        yield from _order_faults(constraints, path)
        yield from _span_faults(field, by_key, path)
        yield from _region_faults(field, regions, path)


def _order_faults(constraints, path) -> Iterator[Fault]:
    for low, high in (("min", "max"), ("min_length", "max_length"), ("min_date", "max_date")):
        if low not in constraints or high not in constraints:
            continue
        least, most = constraints[low], constraints[high]
        if low == "min_date":
            least, most = resolve(least, SOME_DAY), resolve(most, SOME_DAY)
        if least > most:
            yield f"{path}.{low}", f"{low} lebih besar daripada {high}"


def _span_faults(field, by_key, path) -> Iterator[Fault]:
    constraints, after = field["constraints"], field["constraints"].get("after_field")
    if after is None:
        if "max_span_days" in constraints:
            yield f"{path}.max_span_days", "hanya berlaku bersama after_field"
    elif after == field["key"]:
        yield f"{path}.after_field", "tidak boleh menunjuk isian ini sendiri"
    elif after not in by_key:
        yield f"{path}.after_field", f"isian {quoted(after)} tidak ada pada formulir ini"
    elif by_key[after]["type"] != "date":
        yield f"{path}.after_field", f"isian {quoted(after)} bukan tanggal"


def _region_faults(field, regions, path) -> Iterator[Fault]:
    if field["type"] != "region":
        return
    level, within = field["constraints"].get("level"), field["constraints"].get("within")
    if within is not None and within not in regions:
        yield f"{path}.within", f"wilayah {quoted(within)} tidak dikenal"
    elif level is not None and level not in regions.values():
        yield f"{path}.level", f"jenjang wilayah {quoted(level)} tidak dikenal"
    elif not any(_fits(code, held, level, within) for code, held in regions.items()):
        yield path, "tidak ada wilayah yang dapat dipilih"


def _fits(code, held, level, within) -> bool:
    return (level is None or held == level) and (within is None or code.startswith(f"{within}."))
