"""Right answers for any form, by a reader of its own: the JSON of the catalogue and nothing of the project."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

CATALOGUE = Path(__file__).parent.parent / "mpp_portal" / "catalogue"
ZONE = ZoneInfo("Asia/Jakarta")
BY_PATTERN = {
    r"^\S+(\s+\S+)+$": "Sari Wulandari",
    r"^[A-Z0-9]{8}$": "AB12CD34",
    r"^\d{4}/\d{4}$": "2026/2027",
    r"^([01]\d|2[0-3]):[0-5]\d$": "08:30",
    r"^[A-Z]{1,2} ?\d{1,4} ?[A-Z]{1,3}$": "N 1234 AB",
}


def items(name: str, folder: Path = CATALOGUE) -> dict[str, dict]:
    return {item["code"]: item for item in json.loads((folder / f"{name}.json").read_text())["items"]}


def right_answers(code: str, now: datetime, folder: Path = CATALOGUE, **chosen) -> dict:
    """As a form posts them: one right value for each field that is shown, `chosen` values first."""
    answers = {}
    for field in items("services", folder)[code]["form_fields"]:
        rule = field["show_if"]
        if rule and answers.get(rule["field"]) not in rule["in"]:
            continue
        value = (
            chosen[field["key"]]
            if field["key"] in chosen
            else _value(field, now.astimezone(ZONE).date(), answers)
        )
        if value is not None:
            answers[field["key"]] = value
    return answers


def _value(field: dict, today: date, answers: dict):
    kind, limits = field["type"], field["constraints"]
    if kind == "choice":
        return field["choices"][0]["value"]
    if kind == "boolean":
        return True if field["required"] else None
    if kind == "date":
        return _day(limits, today, answers)
    if kind in ("integer", "money"):
        return str(
            int(limits.get("min", 0)) + 1 if limits.get("max", 9) > limits.get("min", 0) else limits["min"]
        )
    if kind == "decimal":
        return str(limits.get("max", 1))
    if kind == "region":
        return {"kelurahan": "35.74.03.1001", "provinsi": "35"}.get(limits["level"], "35.74.03")
    fixed = {"nik": "3574015708900001", "phone": "081234567890", "email": "sari@contoh.id"}
    return fixed.get(kind) or _text(limits)


def _text(limits: dict) -> str:
    pattern = limits.get("pattern", "")
    if pattern in BY_PATTERN:
        return BY_PATTERN[pattern]
    if pattern.startswith(r"^\d{"):
        least = pattern.removeprefix(r"^\d{").split("}")[0].split(",")[-1]
        return ("1234567890" * 4)[: int(least)]
    text = "Uraian yang jelas dan lengkap untuk contoh"
    return text[: limits.get("max_length", len(text))].strip().ljust(limits.get("min_length", 0), "x")


def _day(limits: dict, today: date, answers: dict) -> str:
    if "after_field" in limits and limits["after_field"] in answers:
        return answers[limits["after_field"]]
    if "max_date" in limits:
        return _relative(limits["max_date"], today).isoformat()
    # Some days later than the earliest, so that a draft may be sent a little after it was written.
    return (_relative(limits.get("min_date", "today"), today) + timedelta(days=5)).isoformat()


def _relative(text: str, today: date) -> date:
    shift = text.removeprefix("today")
    if not shift:
        return today
    number = int(shift[:-1])
    return today + timedelta(days=number) if shift[-1] == "d" else today.replace(year=today.year + number)
