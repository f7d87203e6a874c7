"""A complaint without an account: opened by number and secret, and by nothing that comes close (T03 to T05)."""

import re
import time

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from complaints.guesses import MOST, WINDOW
from complaints.models import Complaint, Response
from complaints.secrets import secret_of, show_secret
from foundation.notifications.models import Notification
from foundation.registry.models import Receipt
from tests import cast
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.complaints.at_the_form import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
WRONG = "A" * 26
UNKNOWN = "ADU-2026-999999"


@pytest.fixture(autouse=True)
def _no_guesses_before():
    cache.clear()


def open_with(number: str, secret: str, client=None, **extra):
    return (client or browser()).post(reverse("complaint_track"), {"nomor": number, "kode": secret}, **extra)


def act(complaint: Complaint, name: str, secret: str | None = None, **posted):
    data = {
        "nomor": complaint.number, "kode": secret or secret_of(complaint.pk), "kunci": "sebuah-kunci",
        "versi": complaint.version, **posted,
    }  # fmt: skip
    return browser().post(reverse("complaint_secret_act", args=[name]), data)


def seen(response, number: str) -> str:
    """The page without its marks and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return text.replace(number, "").replace(WRONG, "")


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("typed", [str, str.lower, show_secret, lambda secret: f" {secret} "])
def test_number_and_secret_open_it_however_they_are_typed(typed, now):
    complaint = scenes.filed(now=now, anonymous=True, photos=1)
    response = open_with(f" {complaint.number.lower()} ", typed(secret_of(complaint.pk)))
    page = text_of(response)
    assert response.status_code == 200 and "Jumlah tagihan tidak sama" in page
    assert "1 foto tersimpan" in page
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in response.cookies


def test_the_secret_never_travels_in_an_address(now):
    complaint = scenes.filed(now=now, anonymous=True)
    secret = secret_of(complaint.pk)
    page = text_of(open_with(complaint.number, secret))
    assert not re.search(rf'(?:href|action)="[^"]*(?:{secret}|{complaint.number})', page)
    by_address = browser().get(reverse("complaint_track"), {"nomor": complaint.number, "kode": secret})
    assert complaint.title not in text_of(by_address)


def test_whatever_opens_nothing_gets_the_same_page_for_the_same_work(now):
    """Unknown, wrong, of an account, confidential, archived: nobody learns which."""
    secret = scenes.filed(now=now, anonymous=True, confidential=True)
    of_account = scenes.filed(now=now)
    archived = scenes.archived(scenes.filed(now=now, anonymous=True), now=now)
    numbers = [UNKNOWN, secret.number, of_account.number, archived.number]
    pages, works = set(), set()
    browser().get(reverse("home"))  # The opening hours are read once for everybody.
    for number in numbers:
        with counted() as queries:
            response = open_with(number, WRONG)
        assert response.status_code == 404
        pages.add(seen(response, number))
        works.add(tuple(query.split(" ")[0] for query in queries))
    assert len(pages) == len(works) == 1


def test_an_account_is_no_way_around_the_secret_nor_the_secret_around_an_account(now):
    of_account = scenes.filed(now=now)
    assert open_with(of_account.number, secret_of(of_account.pk)).status_code == 404
    nobodys = scenes.filed(now=now, by=cast.citizen("Sari"), anonymous=True)
    assert browser(cast.citizen("Sari")).get(reverse("complaint", args=[nobodys.pk])).status_code == 404


@pytest.mark.parametrize("exists", [True, False])
def test_ten_wrong_secrets_shut_the_number_whether_it_exists_or_not(exists, now):
    complaint = scenes.filed(now=now, anonymous=True)
    number = complaint.number if exists else UNKNOWN
    for _ in range(MOST):
        assert open_with(number, WRONG).status_code == 404
    shut = open_with(number, secret_of(complaint.pk))
    assert shut.status_code == 429 and shut["Retry-After"] == str(WINDOW)
    assert "Terlalu banyak percobaan untuk nomor ini. Coba lagi 15 menit." in text_of(shut)
    # By number, not by address: everybody else in the hall goes on.
    other = scenes.filed(now=now, anonymous=True)
    assert open_with(other.number, secret_of(other.pk)).status_code == 200


def test_both_doors_count_the_same_guesses(now):
    complaint = scenes.filed(now=now, anonymous=True)
    for _ in range(MOST):
        assert act(complaint, "tanggapi", secret=WRONG, text="Saya").status_code == 404
    assert open_with(complaint.number, secret_of(complaint.pk)).status_code == 429
    assert act(complaint, "tanggapi", text="Saya").status_code == 429
    assert not complaint.responses.exists()


def test_the_number_opens_again_after_its_quarter_of_an_hour(now):
    complaint = scenes.filed(now=now, anonymous=True)
    for _ in range(MOST):
        open_with(complaint.number, WRONG)
    with time_machine.travel(time.time() + WINDOW):
        assert open_with(complaint.number, secret_of(complaint.pk)).status_code == 200


def test_whoever_left_an_address_is_told_once_that_somebody_guesses(now):
    complaint = scenes.filed(now=now, by=NOBODY, contact={"email": "sari@contoh.id"})
    for _ in range(MOST + 3):
        open_with(complaint.number, WRONG)
    told = Notification.objects.filter(entry__action="complaint.guessed")
    assert [one.goes_to for one in told] == ["sari@contoh.id"]


class Nobody:
    is_authenticated = False
    pk = None


NOBODY = Nobody()


def test_she_says_something_by_the_secret_and_clicks_twice(now):
    complaint = scenes.answered(scenes.filed(now=now, anonymous=True), now=now)
    for _ in range(2):
        response = act(complaint, "tanggapi", text="Terima kasih, tetapi belum.")
        assert response.status_code == 200
        assert "Tanggapan Anda sudah kami terima." in text_of(response)
    assert complaint.responses.filter(kind=Response.Kind.REPLY).count() == 1
    receipt = Receipt.objects.get(key="sebuah-kunci")
    assert receipt.created_at.minute == receipt.created_at.second == 0 and "user" not in receipt.scope


def test_she_disputes_or_settles_it_by_the_secret(now):
    for name, status in (("bantah", Complaint.Status.DISPUTED), ("selesai", Complaint.Status.CLOSED)):
        complaint = scenes.answered(scenes.filed(now=now, anonymous=True), now=now)
        assert act(complaint, name, text="Tagihannya masih sama.").status_code == 200
        complaint.refresh_from_db()
        assert complaint.status == status


def test_what_came_too_late_is_answered_409_with_the_words_kept(now):
    complaint = scenes.closed(scenes.filed(now=now, anonymous=True), now=now)
    response = act(complaint, "tanggapi", text="Masih rusak.")
    assert response.status_code == 409 and "Masih rusak." in text_of(response)


def test_the_page_is_closed_to_search_engines_and_previews(now):
    page = browser().get(reverse("complaint_track"))
    assert 'name="robots" content="noindex"' in text_of(page) and page["X-Robots-Tag"] == "noindex"
    complaint = scenes.filed(now=now, anonymous=True)
    opened = text_of(open_with(complaint.number, secret_of(complaint.pk)))
    title = re.search(r"<title>(.*?)</title>", opened, re.S)[1]
    assert complaint.number not in title and complaint.title not in title and "og:" not in opened
