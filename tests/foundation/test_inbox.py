"""The bell's list: one's own, newest first, and a way to where it points."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify
from mpp_portal.templatetags import opening_hours
from tests.foundation.scene import NOW, an_entry, person

pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def sari(db):
    return person("Sari")


@pytest.fixture
def page(client, sari):
    client.force_login(sari)
    return client


def tell(who, count=1, **more) -> list[Notification]:
    for number in range(count):
        notify([who], an_entry(who, number=f"R{number:03}"), at=NOW + timedelta(minutes=number), **more)
    return list(Notification.objects.bell_of(who))


def test_it_shows_one_s_own_newest_first(page, sari):
    tell(sari, 3)
    tell(person("Budi"), 1)
    text = page.get(reverse("inbox")).content.decode()
    assert text.index("R002") < text.index("R001") < text.index("R000")
    assert text.count("<article") == 3


def test_it_shows_twenty_at_a_time(page, sari):
    tell(sari, 25)
    first, second = (page.get(reverse("inbox"), {"page": number}).content.decode() for number in (1, 2))
    assert first.count("<article") == 20
    assert second.count("<article") == 5
    assert page.get(reverse("inbox"), {"page": "abc"}).status_code == 200


def test_an_officer_sees_it_at_her_desk(page, sari):
    citizens = page.get(reverse("inbox")).content.decode()
    Membership.objects.create(user=sari, role=Role.COORDINATOR, starts_on=NOW.date() - timedelta(days=9999))
    officers = page.get(reverse("inbox")).content.decode()
    assert '<body class="public' in citizens
    assert '<body class="desk' in officers


def test_an_empty_list_says_what_will_come(page):
    assert "Belum ada pemberitahuan" in page.get(reverse("inbox")).content.decode()


def test_opening_marks_it_read_and_goes_there(page, sari):
    [notice] = tell(sari, link="/permohonan/7/")
    answer = page.post(reverse("inbox_open", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/permohonan/7/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    first = notice.read_at
    page.post(reverse("inbox_open", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at == first


@pytest.mark.parametrize(
    "link", ["", "https://contoh.id/", "//contoh.id/", "/\\contoh.id", "javascript:alert(1)"]
)
def test_it_never_leads_outside(page, sari, link):
    [notice] = tell(sari)
    Notification.objects.filter(pk=notice.pk).update(link=link)
    assert page.post(reverse("inbox_open", args=[notice.pk]))["Location"] == reverse("inbox")


def test_looking_changes_nothing(page, sari):
    [notice] = tell(sari)
    page.get(reverse("inbox"))
    assert page.get(reverse("inbox_open", args=[notice.pk])).status_code == 405
    assert page.get(reverse("inbox_read_all")).status_code == 405
    assert Notification.objects.unread().filter(pk=notice.pk).exists()


def test_all_are_marked_read_at_once_but_only_one_s_own(page, sari):
    tell(sari, 3)
    budi = person("Budi")
    tell(budi, 1)
    assert page.post(reverse("inbox_read_all"))["Location"] == reverse("inbox")
    assert not Notification.objects.bell_of(sari).unread().exists()
    assert Notification.objects.bell_of(budi).unread().count() == 1


def test_joko_does_not_open_what_is_saris(client, sari):
    [notice] = tell(sari, link="/permohonan/7/")
    client.force_login(person("Joko"))
    theirs = client.post(reverse("inbox_open", args=[notice.pk]))
    nobodys = client.post(reverse("inbox_open", args=["00000000-0000-4000-8000-000000000000"]))
    assert theirs.status_code == nobodys.status_code == 404
    assert Notification.objects.get(pk=notice.pk).read_at is None


def test_a_letter_is_not_opened_as_a_bell(page, sari):
    tell(sari, link="/permohonan/7/")
    letter = Notification.objects.get(channel="email")
    assert page.post(reverse("inbox_open", args=[letter.pk])).status_code == 404


@pytest.mark.parametrize("name", ["inbox", "inbox_read_all"])
def test_nobody_in_particular_is_sent_to_sign_in(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_ten_times_the_rows_cost_no_more_queries(page, sari):
    def queries() -> int:
        opening_hours._remembered.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            page.get(reverse("inbox"))
        return len(captured)

    tell(sari, 2)
    first = queries()  # reads the announcements and pages of the footer as well, once in a while
    few = queries()
    tell(sari, 20)
    assert queries() == few
    assert few <= 7 and first <= 8
