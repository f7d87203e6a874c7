"""October 2026 at two agencies, played by the real verbs; what the report must say of it, worked out by hand.

The mall is open Monday to Thursday from 8 to 14 and on Friday from 8 to 11; October 2026 has no holiday. A research
letter (DPMPTSP) is promised in 5 working days, a family card (Dispendukcapil) in 1.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from applications import workflow
from applications.models import Application
from reports.period import Period
from reports.permissions import Scope
from tests import cast
from tests.applications import scenes

LETTER, CARD = "surat-keterangan-penelitian", "kk-baru"
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
EVERYWHERE = Scope("coordinator", None)
WIB = ZoneInfo("Asia/Jakarta")


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 10, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=WIB)


# A Monday: what is promised for 2 November, 14.00, is not due yet.
REPORTED = at(2, 9, month=11)


def sent(code: str, now: datetime) -> Application:
    return cast.submitted(code, now=now)


def issued(file: Application, *, decided: datetime, now: datetime) -> None:
    """Every tier agrees from `decided` on, and the permit's PDF exists at `now`."""
    scenes.agreed(file, now=decided)
    workflow.issue(file.pk, cast.pdf_bytes(), now=now)


def returned_by(order: int, file: Application, *, now: datetime) -> None:
    scenes.passed_until(file, order, now=now)
    scenes.returned(cast.open_review(file), now=now)


def rejected(file: Application, *, now: datetime) -> None:
    scenes.passed_until(file, 4, now=now)
    step = cast.open_review(file)
    who = scenes.claimed(step, now=now)
    workflow.reject(
        file.pk, step.pk, by=who, now=now, legal_ground="Perwal 1/2024", reason="Lokasi tidak sesuai."
    )


def play() -> None:
    """Each line: what became of one file, and for which numbers of October it counts."""
    # Due 12 October 14.00, issued on the 9th: received, decided, issued, due, kept.
    issued(sent(LETTER, at(5)), decided=at(8), now=at(9))
    # Due 13 October 14.00, issued on the 15th: received, decided, issued, due.
    issued(sent(LETTER, at(6)), decided=at(15), now=at(15, 12))
    # Due 2 November 14.00, when the report is not yet that far: received.
    sent(LETTER, at(26))
    # Due 19 October and nobody looked at it: received, due, late now.
    sent(LETTER, at(12))
    # Returned twice by tier 2, paused since before its due time: received, one file returned, two returns.
    twice = sent(LETTER, at(7))
    returned_by(2, twice, now=at(9, 10))
    scenes.answered(twice, now=at(13, 10))
    scenes.returned(cast.open_review(twice), now=at(14, 10))
    # Withdrawn a day after it was sent, long before it was due: received, withdrawn.
    workflow.withdraw(sent(LETTER, at(13)).pk, by=cast.citizen("Sari"), now=at(14))
    # Due 21 October, refused on the 16th: received, decided, rejected, due, kept.
    rejected(sent(LETTER, at(14)), now=at(16))
    # Tier 1 found it incomplete, and its clock waits to begin anew: received, returned, a return.
    returned_by(1, sent(LETTER, at(15)), now=at(16))
    # Due 8 October, returned by tier 2 on the 16th, too late: received, due, late now, returned, a return.
    returned_by(2, sent(LETTER, at(1)), now=at(16))
    # Due 2 October 11.00; returned on 29 September, so that its clock stood, and it lapsed: lapsed.
    lapsed = sent(LETTER, at(25, month=9))
    returned_by(2, lapsed, now=at(29, month=9))
    workflow.lapse(lapsed.pk, now=at(30))
    # Due 29 October 14.00, approved that morning, its number never recorded: received, decided, due, late now.
    scenes.agreed(sent(CARD, at(28)), now=at(29, 10))


LETTERS = {
    "received": 9, "decided": 3, "issued": 2, "rejected": 1, "withdrawn": 1, "lapsed": 1,
    "due": 5, "kept": 2, "late_open": 2, "returned": 3, "returns": 4,
}  # fmt: skip
CARDS = {
    "received": 1, "decided": 1, "issued": 0, "rejected": 0, "withdrawn": 0, "lapsed": 0,
    "due": 1, "kept": 0, "late_open": 1, "returned": 0, "returns": 0,
}  # fmt: skip
