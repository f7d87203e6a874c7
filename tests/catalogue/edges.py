"""The last right values of a field and the first wrong ones, by the JSON alone; imports no project code."""

from datetime import date, timedelta
from decimal import Decimal

from tests.catalogue.reader import FORMS, relative, text_of, written

LONGEST = {"text": 250, "textarea": 4000}
WRONG = {
    "choice": ["bukan-pilihan"],
    "region": ["99.99.99.9999", "35.74.03"],
    "nik": ["357401570890000", "3574018108450001", "3574013002000001", "357401570890000A"],
    "phone": ["08123", "112"],
    "email": ["sari@contoh", "sari", "a@b.c\nBcc: x@y"],
    "integer": ["tiga", "1,5", "--1"],
    "decimal": ["tiga", "1,2,3", "NaN"],
    "money": ["gratis", "1.5", "Rp"],
    "date": ["31-02-2026", "2026-13-01", "besok", "0000-00-00", "9999-12-31", "31-12-1899"],
}


def inside(field: dict, today: date, answers: dict) -> list[str]:
    kind, limits = field["type"], field["constraints"]
    if kind in LONGEST and "pattern" not in limits:
        longest = limits.get("max_length", LONGEST[kind])
        return [text_of(longest, limits), text_of(max(limits.get("min_length", 1), 1), limits)]
    if kind in LONGEST:
        return [FORMS[limits["pattern"]][0]]
    if kind in ("integer", "decimal", "money"):
        return [written(limits[bound]) for bound in ("min", "max") if bound in limits]
    if kind == "date":
        return [day.isoformat() for day in _days(limits, today, answers, 0)]
    return []


def outside(field: dict, today: date, answers: dict) -> list[str]:
    kind, limits = field["type"], field["constraints"]
    wrong = list(WRONG.get(kind, []))
    if kind in LONGEST:
        longest = limits.get("max_length", LONGEST[kind])
        wrong.append("x" * (longest + 1))
        wrong += ["x" * (limits["min_length"] - 1)] if limits.get("min_length", 0) > 1 else []
        wrong += [FORMS[limits["pattern"]][1]] if "pattern" in limits else []
    if kind in ("integer", "decimal", "money"):
        places = limits.get("decimal_places", 0)
        step = Decimal(1).scaleb(-places)
        wrong += [written(Decimal(str(limits["min"])) - step)] if "min" in limits else []
        wrong += [written(Decimal(str(limits["max"])) + step)] if "max" in limits else []
        wrong += [f"{int(limits['min'])},{'0' * places}1"] if kind == "decimal" else []
    if kind == "date":
        wrong += [day.isoformat() for day in _days(limits, today, answers, 1)]
    return wrong


def _days(limits: dict, today: date, answers: dict, beyond: int) -> list[date]:
    """The first and last day that are right, or with `beyond` the days next to them that are not."""
    step, first, last = timedelta(days=beyond), [], []
    if "min_date" in limits:
        first.append(relative(limits["min_date"], today))
    if "max_date" in limits:
        last.append(relative(limits["max_date"], today))
    if start := answers.get(limits.get("after_field")):
        first.append(date.fromisoformat(start))
        last.append(date.fromisoformat(start) + timedelta(days=limits["max_span_days"]))
    return [max(first) - step for _ in first[:1]] + [min(last) + step for _ in last[:1]]
