"""Nothing of a visit stays on a screen in the hall: three idle minutes, or "Mulai lagi"."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from applications.models import Application
from mpp_portal.kiosk import mode
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now
from tests.kiosk.hall import is_signed_in, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
START = "/kiosk/"
MONDAY = "2026-11-23 10:00:00+07:00"


def forgets(answer) -> bool:
    """The answer ends the visit on the browser's side too: its memory and every cookie but the mode's."""
    left = {name for name, cookie in answer.cookies.items() if cookie["max-age"] != 0}
    return answer.headers.get("Clear-Site-Data") == '"cache", "storage"' and left == {mode.COOKIE}


def test_ten_tabs_left_signed_in_are_all_out_after_three_minutes():
    sari = cast.citizen("Sari")
    with time_machine.travel(MONDAY, tick=False) as clock:
        draft = cast.drafted(SERVICE, by=sari, now=local_now())
        pages = [
            reverse("my_files"), reverse("profile"), reverse("inbox"), reverse("catalogue"), reverse("track"),
            reverse("apply_form", args=[draft.pk]), reverse("apply_documents", args=[draft.pk]),
            reverse("apply_check", args=[draft.pk]), reverse("my_complaints"), reverse("kiosk_own"),
        ]  # fmt: skip
        client = screen(sari)
        assert [client.get(page).status_code for page in pages] == [200] * 10
        key = client.session.session_key
        clock.shift(mode.LIMITS.idle + 1)
        first = client.get(pages[5])
        assert (first.status_code, first["Location"]) == (302, START)
        assert forgets(first)
        stale = Client()
        stale.cookies[mode.COOKIE], stale.cookies[settings.SESSION_COOKIE_NAME] = "1", key
        for browser in (client, stale):
            for page in (pages[0], pages[1], pages[5], pages[6], pages[7], pages[8]):
                answer = browser.get(page)
                assert answer.status_code == 302 and "/masuk/" in answer["Location"], page
                assert "Sari" not in answer.content.decode()


def test_a_form_left_on_the_screen_is_not_sent_by_the_next_person():
    sari = cast.citizen("Sari")
    with time_machine.travel(MONDAY, tick=False) as clock:
        draft = cast.drafted(SERVICE, by=sari, now=local_now())
        client = screen(sari)
        clock.shift(mode.LIMITS.idle + 1)
        answer = client.post(reverse("discard", args=[draft.pk]))
    assert (answer.status_code, answer["Location"]) == (302, START)
    assert Application.objects.filter(pk=draft.pk).exists()


def test_whoever_goes_on_is_not_sent_away():
    with time_machine.travel(MONDAY, tick=False) as clock:
        client = screen(cast.citizen("Sari"))
        for address in (reverse("my_files"), reverse("kiosk_present"), reverse("my_files")):
            clock.shift(mode.LIMITS.idle - 1)
            assert client.get(address).status_code in (200, 204), address
        assert is_signed_in(client)


def test_a_browser_that_asks_by_itself_keeps_no_visit_alive():
    with time_machine.travel(MONDAY, tick=False) as clock:
        client = screen(cast.citizen("Sari"))
        clock.shift(100)
        waiting = client.get(reverse("kiosk_idle"))
        assert waiting.status_code == 200 and "Masih di sini?" in waiting.content.decode()
        clock.shift(mode.LIMITS.idle - 99)
        assert client.get(reverse("kiosk_idle"))["Location"] == START
        assert not is_signed_in(client)


def test_without_the_script_the_page_asks_after_three_minutes():
    refresh = '<noscript><meta http-equiv="refresh" content="182; url=/kiosk/diam/"></noscript>'
    client = screen(cast.citizen("Sari"))
    for address in (reverse("my_files"), reverse("complaint_file"), reverse("kiosk_track"), START):
        assert refresh in client.get(address).content.decode(), address
    assert refresh not in screen().get(START).content.decode()
    assert refresh not in Client().get(reverse("kiosk_track")).content.decode()


@pytest.mark.parametrize("address", ["/kiosk/selesai/", "/en/kiosk/selesai/"])
def test_begin_again_signs_out_and_forgets(address):
    client = screen(cast.citizen("Sari"))
    with translation.override("id"):
        answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, START)
    assert forgets(answer)
    assert not is_signed_in(client)


def test_begin_again_works_in_a_tab_from_before_the_visit_ended():
    client = Client(enforce_csrf_checks=True)
    client.cookies[mode.COOKIE] = "1"
    client.force_login(cast.citizen("Sari"))
    answer = client.post(reverse("kiosk_end"), {"csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, answer["Location"]) == (302, START)
    assert not is_signed_in(client)


def test_whoever_is_nameless_leaves_no_session_behind():
    client = screen()
    for address in (START, reverse("complaint_file"), reverse("kiosk_find"), reverse("kiosk_complain")):
        assert settings.SESSION_COOKIE_NAME not in client.get(address).cookies, address


def test_an_ordinary_browser_stays_signed_in():
    client = Client()
    with time_machine.travel(MONDAY, tick=False) as clock:
        client.force_login(cast.citizen("Sari"))
        client.get(START)
        clock.shift(3600)
        assert client.get(reverse("my_files")).status_code == 200
