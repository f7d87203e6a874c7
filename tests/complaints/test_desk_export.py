"""The list of complaints as a file: for whom, with what, and without what."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Agency, Role
from foundation.audit.models import Entry
from tests import cast
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.security.scene import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
EXPORT = "/petugas/pengaduan/ekspor/"


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=2)


def auditor():
    return cast.officer("Sari", Role.AUDITOR)


def table(who) -> list[list[str]]:
    response = browser(who).get(EXPORT)
    assert response.status_code == 200 and response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_each_complaint_is_a_row_without_name_contact_words_or_place(now):
    plain = scenes.answered(scenes.filed(now=now), now=now)
    secret = scenes.filed(now=now, confidential=True, anonymous=True)
    for who in (scenes.handler(), auditor()):
        head, *rows = table(who)
        assert [row[0] for row in rows] == [plain.number, secret.number]
        assert [row[head.index("Rahasia")] for row in rows] == ["tidak", "ya"]
        assert rows[0][head.index("Status")] == "Dijawab"
        whole = "".join(value for row in [head, *rows] for value in row)
        hidden = ("Sari", "@contoh.id", "+62", "Tagihan", "loket 7", "35.74", plain.region.name)
        assert not [one for one in hidden if one in whole]


def test_who_may_not_see_a_complaint_does_not_find_it_in_the_file(now):
    budi = scenes.handler()
    scenes.filed(now=now, by=budi)
    assert len(table(budi)) == 1


def test_the_coordinator_gets_totals_and_no_number_under_five(now):
    senders = [cast.account(f"Sari{number}") for number in range(3)]
    for number in range(6):
        scenes.filed(now=now, by=senders[number % 3])
    scenes.verified(scenes.filed(now=now), now=now)
    head, *rows = table(scenes.coordinator())
    assert len(rows) == 1
    line = dict(zip(head, rows[0], strict=True))
    assert line["Diterima"] == "6" and line["Diverifikasi"] == "kurang dari 5"
    assert set(rows[0][2:]) == {"kurang dari 5"}
    assert not any(value.startswith("ADU-") for value in rows[0])


def test_taking_it_away_leaves_an_entry(now):
    scenes.filed(now=now)
    for who in (auditor(), scenes.handler(), scenes.coordinator()):
        table(who)
        entry = Entry.objects.get(action="complaint.export", actor=who)
        assert entry.params == {"rows": 1}


@pytest.mark.parametrize(
    "who",
    [
        scenes.official,
        lambda: cast.citizen("Joko"),
        lambda: cast.officer("Budi", Role.ADMINISTRATOR),
        lambda: cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp"),
    ],
)
def test_nobody_else_gets_it(who):
    assert browser(who()).get(EXPORT).status_code == 403


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(now, start):
    Agency.objects.filter(code=scenes.AGENCY).update(short_name=f"{start}HYPERLINK")
    scenes.forwarded(scenes.filed(now=now), now=now)
    head, row = table(scenes.handler())
    assert row[head.index("Instansi")] == f"'{start}HYPERLINK"


def test_it_costs_the_same_for_one_and_for_many(now):
    desk, costs = browser(scenes.handler()), []
    for name in ("Sari", "Wayan"):
        for _ in range(3):
            scenes.filed(now=now, by=cast.account(name))
        with counted() as queries:
            desk.get(EXPORT)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 8
