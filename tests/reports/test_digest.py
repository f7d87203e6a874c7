"""The digest of the morning: once a working day, to every coordinator, with numbers and no names."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Membership, Role
from applications import workflow
from applications.models import Permit
from applications.pressing import long_ago
from foundation.audit.models import Entry
from foundation.notifications.messages import words
from foundation.notifications.models import Notification
from foundation.notifications.ways import BELL, EMAIL
from mpp_portal.background import beat_schedule
from reports.models import Digest
from reports.workflow import send_digest
from sla.calendars import Calendars
from tests import cast
from tests.applications import scenes
from tests.applications.at_once import DONE, Company
from tests.applications.counting import counted
from tests.applications.desk import copies
from tests.complaints import scenes as telling
from tests.reports.october import LETTER, at, play, returned_by, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
MORNING = at(19, 7, 15)


@pytest.fixture
def ratna():
    return cast.officer("Ratna", Role.COORDINATOR)


def morning(now=MORNING):
    return send_digest(by=None, now=now)


def letters() -> list[str]:
    rows = Notification.objects.filter(channel=EMAIL, entry__action="report.digest")
    return [row.message["text"] for row in rows]


def letter_to(person) -> dict:
    return Notification.objects.get(recipient=person, channel=EMAIL).message


def test_when_all_is_well_it_says_so_plainly(ratna):
    morning()
    told = letter_to(ratna)
    assert told["subject"] == "Ringkasan pagi 19 Okt 2026: semua aman"
    assert "Tidak ada yang terlambat" in told["text"]
    bell = Notification.objects.get(recipient=ratna, channel=BELL)
    assert words(bell).subject == "Ringkasan pagi 19 Okt 2026: semua aman"
    assert bell.link == "/petugas/tenggat/"


def test_what_presses_stands_in_numbers_and_the_most_urgent_by_number_and_service(ratna):
    late = sent(LETTER, at(9))  # due Friday 16 October 11.00; its first tier, too, is late
    today = sent(LETTER, at(12))  # due this day 14.00
    sent(LETTER, at(13))  # due tomorrow
    returned_by(1, sent(LETTER, at(14)), now=at(15))
    file = morning().numbers
    assert file == {
        "promises_late": 1, "promises_today": 1, "promises_near": 1,
        "steps_late": 3, "steps_today": 0, "steps_near": 0,
        "unclaimed": 3, "with_citizen": 1, "complaints": 0, "unsent": 0, "unmade": 0,
    }  # fmt: skip
    told = letter_to(ratna)
    assert told["subject"] == "Ringkasan pagi 19 Okt 2026: 1 janji terlambat, 1 jatuh tempo hari ini"
    for line in (
        "- Janji layanan: 1 terlambat, 1 jatuh tempo hari ini, 1 hampir jatuh tempo",
        "- Tahap pemeriksaan: 3 terlambat, 0 jatuh tempo hari ini, 0 hampir jatuh tempo",
        "- Belum diambil petugas lebih dari 2 hari kerja: 3",
        "- Menunggu perbaikan dari pemohon: 1",
        f"1. {late.number} · Surat Keterangan Penelitian (SKP) · lewat 12 Okt 2026, 14.00 WIB",
        f"2. {today.number} · ",
    ):
        assert line in told["text"]
    assert told["text"].count("http") == 1 and "/petugas/tenggat/" in told["text"]


def test_a_complaint_that_nobody_verified_in_three_days_is_counted(ratna):
    telling.filed(now=at(12))  # Monday 12 October: due on Thursday
    assert morning().numbers["complaints"] == 1
    assert "- Pengaduan yang lewat waktu: 1" in letter_to(ratna)["text"]


def test_it_names_nobody(ratna):
    play()
    morning(at(3, 8, month=11))
    (text,) = letters()
    entry = Entry.objects.get(action="report.digest")
    for secret in ("Sari", "Budi", cast.NIKS["Sari"], "3574"):
        assert secret not in text and secret not in str(entry.params)


def test_ten_files_at_most_each_once(ratna):
    copies(cast.open_review(sent(LETTER, at(9))), 12)
    morning()
    (text,) = letters()
    assert "10. MPP-" in text and "11. MPP-" not in text
    numbers = [line.split(" · ")[0].split(". ")[1] for line in text.splitlines() if " · " in line]
    assert len(set(numbers)) == 10


def test_it_goes_once_a_day_though_two_beats_tick(ratna):
    assert morning() and morning() is None and morning(at(19, 12)) is None
    assert morning(at(20, 7, 15)).day == at(20).date()
    assert Notification.objects.filter(recipient=ratna, channel=EMAIL).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_send_one(ratna):
    company = Company(2)
    try:
        assert company.at_once(morning, morning) == [DONE, DONE]
    finally:
        company.go_home()
    assert Digest.objects.count() == Notification.objects.filter(channel=EMAIL).count() == 1


def test_after_beat_was_dead_the_same_day_is_made_up_for_and_never_yesterdays(ratna):
    assert morning(at(19, 23, 59)).day == at(19).date()
    assert morning(at(21, 0, 1)) is None, "the 20th is gone, the 21st has not begun to work"
    assert [one.day for one in Digest.objects.all()] == [at(19).date()]


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(19, 7, 14), False),
        (at(19, 7, 15), True),
        (at(18, 9), False),
        (at(17, 9, month=8), False),
    ],
    ids=["too early", "on time", "Sunday", "Independence Day"],
)
def test_it_goes_from_a_quarter_past_seven_on_working_days(ratna, now, goes):
    assert (morning(now) is not None) == goes
    assert Digest.objects.exists() == goes


def test_the_hour_is_the_malls(ratna, settings):
    settings.TIME_ZONE = "Asia/Makassar"
    assert morning(at(19, 6, 14)) is None
    assert morning(at(19, 6, 15)), "a quarter past seven in Makassar"


def test_every_coordinator_of_that_day_is_told_and_nobody_else(ratna):
    wayan = cast.officer("Wayan", Role.COORDINATOR)
    former = cast.officer("Budi", Role.COORDINATOR)
    Membership.objects.filter(user=former).update(ends_on=at(16).date())
    cast.officer("Sari", Role.AUDITOR)
    morning()
    told = Notification.objects.filter(entry__action="report.digest")
    assert set(told.values_list("recipient", "channel")) == {
        (who.pk, way) for who in (ratna, wayan) for way in (BELL, EMAIL)
    }


def test_what_failed_is_counted(ratna):
    file = sent(LETTER, at(5))
    letter = Notification.objects.filter(channel=EMAIL).first()
    Notification.objects.filter(pk=letter.pk).update(state="failed", created_at=at(16))
    scenes.agreed(file, now=at(8))
    assert Permit.objects.filter(document=None).exists()
    numbers = morning().numbers
    assert (numbers["unsent"], numbers["unmade"]) == (1, 1)


def test_only_the_system_sends_it(ratna):
    with pytest.raises(PermissionDenied):
        send_digest(by=ratna, now=MORNING)


def test_waiting_two_working_days_is_counted_by_the_malls_calendar():
    calendar = Calendars().of(None)
    assert long_ago(calendar, at(22).date()) == at(19, 14), "on Thursday: what came by Monday's closing"
    assert long_ago(calendar, at(21).date()) == at(16, 11), "on Wednesday: what came by Friday's closing"


def test_a_claimed_file_is_not_unclaimed(ratna):
    file = sent(LETTER, at(9))
    review = cast.open_review(file)
    workflow.claim(file.pk, review.pk, by=cast.desk_of(review), now=at(12))
    assert morning().numbers["unclaimed"] == 0


def test_beat_asks_often_enough_to_be_on_time():
    task = beat_schedule["morning-digest"]
    assert task["task"] == "reports.tasks.morning_digest"
    assert 15 in task["schedule"].minute and len(task["schedule"].hour) == 24


def test_queries_stay_the_same_however_many_files(ratna):
    review = cast.open_review(sent(LETTER, at(9)))
    with counted() as few:
        morning()
    copies(review, 20)
    with counted() as many:
        morning(at(20, 8))
    assert len(few) == len(many)
