"""Believable answers for any form, from its fields."""

import re
from datetime import date, timedelta

from services.relative_dates import resolve

WORDS = "Keterangan contoh untuk mencoba portal"
BY_TYPE = {"nik": "3574015708900001", "phone": "081234567890", "email": "sari@mpp.demo"}
SAMPLES = (
    "Sari Wulandari", "N 1234 AB", "AB12CD34", "2026/2027", "08:30", "7", "1234567890123", "1234567890123456",
    "123456789012345678",
)  # fmt: skip


def believable(fields, today: date) -> dict:
    """Typed values for each field that is shown."""
    answers = {}
    for field in fields:
        rule = field.show_if
        if rule and answers.get(rule["field"]) not in rule["in"]:
            continue
        value = _value(field, today, answers)
        if value is not None:
            answers[field.key] = value
    return answers


def _value(field, today: date, answers: dict):
    limits = field.constraints
    if field.type == "choice":
        return field.choices[0]["value"]
    if field.type == "boolean":
        return True if field.required else None
    if field.type == "date":
        return _day(limits, today, answers)
    if field.type in ("integer", "decimal", "money"):
        return str(limits.get("max", 1) if field.type == "decimal" else max(int(limits.get("min", 1)), 1))
    if field.type == "region":
        return {"kelurahan": "35.74.03.1001", "provinsi": "35"}.get(limits["level"], "35.74.03")
    return BY_TYPE.get(field.type) or _text(limits)


def _text(limits: dict) -> str:
    if pattern := limits.get("pattern"):
        return next((sample for sample in SAMPLES if re.fullmatch(pattern, sample)), "")
    return WORDS[: limits.get("max_length", 250)].strip().ljust(limits.get("min_length", 0), ".")


def _day(limits: dict, today: date, answers: dict) -> str:
    earlier = answers.get(limits.get("after_field"))
    if earlier:
        return (date.fromisoformat(earlier) + timedelta(days=1)).isoformat()
    for key in ("min_date", "max_date"):
        if key in limits:
            return resolve(limits[key], today).isoformat()
    return today.isoformat()
