"""A second reader of the catalogue, which imports nothing of the project; it makes what people post.

Posted values are texts under the names of the form, `isian-<key>`; a box that is not ticked is not posted.
"""

import json
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
REAL, INVENTED = HERE.parent.parent / "mpp_portal" / "catalogue", HERE / "invented"
FORMS = {
    r"^\S+(\s+\S+)+$": ("Sari Ayu", "Sari"),
    r"^[A-Z0-9]{8}$": ("AB12CD34", "ab12cd34"),
    r"^\d{4}/\d{4}$": ("2026/2027", "2026-2027"),
    r"^([01]\d|2[0-3]):[0-5]\d$": ("23:59", "24:00"),
    r"^[A-Z]{1,2} ?\d{1,4} ?[A-Z]{1,3}$": ("N 1234 AB", "1234 N"),
    r"^\d{16}$": ("3574011708450001", "357401170845000"),
    r"^\d{13}$": ("1234567890123", "12345678901234"),
    r"^\d{18}$": ("357401000100100010", "35.7401.000.100"),
    r"^\d{1,3}$": ("007", "1234"),
}
FIXED = {"nik": "3574015708900001", "phone": "0812 3456 7890", "email": "sari@contoh.id"}
PLACES = {"kelurahan": {"35.74": "35.74.03.1001", "73.72": "73.72.02.1001"}, "provinsi": {None: "73"}}


def read(name: str, folder: Path = REAL) -> dict:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def services(folder: Path = REAL) -> dict[str, dict]:
    return {item["code"]: item for item in read("services", folder)["items"]}


def online() -> dict[str, dict]:
    """Every service with a form: the real ones and the invented one."""
    everything = services() | services(INVENTED)
    return {code: item for code, item in everything.items() if item["channel"] == "online"}


def relative(text: str, today: date) -> date:
    shift = text.removeprefix("today")
    if not shift:
        return today
    amount = int(shift[:-1])
    return today + timedelta(days=amount) if shift[-1] == "d" else today.replace(year=today.year + amount)


def is_shown(item: dict, key: str, answers: dict) -> bool:
    rule = next(field for field in item["form_fields"] if field["key"] == key)["show_if"]
    if rule is None:
        return True
    given = answers.get(rule["field"], False)
    return is_shown(item, rule["field"], answers) and given in rule["in"]


def way_to(item: dict, key: str) -> dict:
    """Answers that make a field appear, up its chain of conditions."""
    rule = next(field for field in item["form_fields"] if field["key"] == key)["show_if"]
    return {} if rule is None else {**way_to(item, rule["field"]), rule["field"]: rule["in"][0]}


def way_around(item: dict, key: str) -> dict | None:
    """Answers that hide a field; None when nothing can."""
    rule = next(field for field in item["form_fields"] if field["key"] == key)["show_if"]
    master = next(field for field in item["form_fields"] if field["key"] == rule["field"])
    possible = [choice["value"] for choice in master["choices"]] or [True, False]
    other = next((value for value in possible if value not in rule["in"]), None)
    return None if other is None else {**way_to(item, rule["field"]), rule["field"]: other}


def right(item: dict, today: date, **chosen) -> dict:
    """Key -> right answer of every field that is shown, `chosen` first; all but booleans as text."""
    answers: dict = {}
    for _ in range(3):
        # Three rounds: a field may depend on one further down the form.
        answers = {
            field["key"]: chosen.get(field["key"], _right_one(field, today, answers))
            for field in item["form_fields"]
            if is_shown(item, field["key"], answers | chosen)
        }
    return answers


def posted(answers: dict) -> dict:
    """As a browser sends it."""
    sent = {f"isian-{key}": value for key, value in answers.items() if value not in (False, None)}
    return {name: "on" if value is True else value for name, value in sent.items()}


def _right_one(field: dict, today: date, answers: dict):
    kind, limits = field["type"], field["constraints"]
    if kind == "choice":
        return field["choices"][0]["value"]
    if kind == "boolean":
        return field["required"]
    if kind == "date":
        if answers.get(limits.get("after_field")):
            return answers[limits["after_field"]]
        fixed = limits.get("min_date") or limits.get("max_date") or "today"
        return relative(fixed, today).isoformat()
    if kind in ("integer", "decimal", "money"):
        return written(limits.get("min", 1))
    if kind == "region":
        return PLACES[limits["level"]][limits.get("within")]
    return FIXED.get(kind) or text_of(limits.get("min_length", 4), limits)


def text_of(length: int, limits: dict) -> str:
    return FORMS[limits["pattern"]][0] if "pattern" in limits else ("Pentas " * 800)[: length - 1] + "x"


def written(number) -> str:
    """With a comma, as people here write a fraction."""
    return str(number).replace(".", ",")
