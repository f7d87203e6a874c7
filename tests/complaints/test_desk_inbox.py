"""The inbox: what waits for whom, the most pressing first, in few queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, Role
from complaints import workflow
from complaints.models import Complaint
from foundation.audit.models import Entry
from tests import cast
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.security.scene import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
INBOX = "/petugas/pengaduan/"


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=2)


def auditor():
    return cast.officer("Sari", Role.AUDITOR)


def numbers(response) -> list[str]:
    return [row.complaint.number for row in response.context["rows"]]


def test_the_tabs_follow_what_is_to_do(now):
    waiting = {
        "verifikasi": scenes.filed(now=now),
        "teruskan": scenes.verified(scenes.filed(now=now), now=now),
        "instansi": scenes.forwarded(scenes.filed(now=now), now=now),
        "dijawab": scenes.answered(scenes.filed(now=now), now=now),
        "selesai": scenes.archived(scenes.filed(now=now, by=cast.citizen("Wayan")), now=now),
    }
    desk = browser(scenes.handler())
    for tab, complaint in waiting.items():
        page = desk.get(INBOX, {"tahap": tab})
        assert numbers(page) == [complaint.number], tab
        assert [(one.name, one.number) for one in page.context["tabs"]] == [(name, 1) for name in waiting]
    assert desk.get(INBOX).context["at"] == "verifikasi"


def test_what_the_officer_answered_herself_and_is_disputed_waits_for_her_again(now):
    complaint = scenes.verified(scenes.filed(now=now), now=now)
    workflow.answer(complaint.pk, "Sudah.", by=scenes.handler(), now=now)
    workflow.dispute(complaint.pk, "Belum.", by=complaint.reporter, now=now)
    desk = browser(scenes.handler())
    assert numbers(desk.get(INBOX, {"tahap": "teruskan"})) == [complaint.number]


def test_the_most_pressing_stands_first(now):
    new = scenes.filed(now=now)
    old = scenes.filed(now=now - timedelta(days=30), by=cast.citizen("Wayan"))
    page = browser(scenes.handler()).get(INBOX)
    assert numbers(page) == [old.number, new.number]
    assert "Terlambat" in page.content.decode()
    assert numbers(browser(scenes.handler()).get(INBOX, {"keadaan": "lewat"})) == [old.number]


def test_it_is_narrowed_by_kind_category_and_agency_and_keeps_them_in_the_address(now):
    scenes.forwarded(scenes.filed(now=now), now=now)
    kind = Complaint.Kind.INFORMATION
    other = scenes.forwarded(
        scenes.filed(now=now, kind=kind, category="jkn-nonaktif"), now=now, agency="dpmptsp"
    )
    desk = browser(scenes.handler())
    parent = other.category.parent.code
    for asked in ({"jenis": kind}, {"kategori": parent}, {"instansi": "dpmptsp"}):
        page = desk.get(INBOX, {"tahap": "instansi", **asked})
        assert numbers(page) == [other.number], asked
        assert f'value="{next(iter(asked.values()))}" selected' in page.content.decode()
    page = desk.get(INBOX, {"tahap": "instansi", "jenis": "nothing"})
    assert numbers(page) == [] and "Hapus saringan" in page.content.decode()


def test_an_unknown_filter_is_refused():
    assert browser(scenes.handler()).get(INBOX, {"pelapor": "Sari"}).status_code == 400


def test_an_official_sees_what_her_agency_was_asked_and_nothing_else(now):
    hers = scenes.forwarded(scenes.filed(now=now), now=now)
    scenes.forwarded(scenes.filed(now=now), now=now, agency="dpmptsp")
    scenes.filed(now=now)
    page = browser(scenes.official()).get(INBOX)
    assert [tab.name for tab in page.context["tabs"]] == ["instansi", "dijawab", "selesai"]
    assert "Perlu dijawab (1)" in page.content.decode()
    assert numbers(page) == [hers.number]
    workflow.send_back(hers.pk, "Bukan tugas kami.", by=scenes.official(), now=now)
    assert numbers(browser(scenes.official()).get(INBOX)) == []


def test_officials_never_see_a_complaint_about_themselves(now):
    wayan = scenes.official()
    complaint = scenes.filed(now=now)
    workflow.verify(
        complaint.pk, category=complaint.category, confidential=False, accused=wayan, by=scenes.handler(), now=now
    )  # fmt: skip
    colleague = scenes.official(name="Ratna")
    workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=scenes.handler(), now=now)
    assert numbers(browser(colleague).get(INBOX)) == [complaint.number]
    assert numbers(browser(wayan).get(INBOX)) == []
    assert browser(wayan).get(reverse("complaint_case", args=[complaint.pk])).status_code == 404


def test_the_coordinators_list_has_no_words_of_the_reporter(now):
    scenes.filed(now=now)
    page = browser(scenes.coordinator()).get(INBOX).content.decode()
    assert "Tagihan berbeda" not in page and "Daftar ini tanpa kata-kata pelapor" in page
    assert "Tagihan berbeda" in browser(scenes.handler()).get(INBOX).content.decode()


def test_only_the_auditors_look_at_the_list_leaves_an_entry():
    for who, entries in ((scenes.handler(), 0), (scenes.coordinator(), 0), (auditor(), 1)):
        assert browser(who).get(INBOX).status_code == 200
        assert Entry.objects.filter(action="complaint.list", actor=who).count() == entries


def test_a_badge_says_in_words_how_the_reporter_is_protected(now):
    scenes.filed(now=now, anonymous=True, confidential=True)
    page = browser(scenes.handler()).get(INBOX).content.decode()
    assert "Anonim</span>" in page and "Rahasia</span>" in page


@pytest.mark.parametrize("who", [scenes.handler, scenes.coordinator, scenes.official, auditor])
def test_fifty_complaints_cost_no_more_than_eight_queries_and_no_more_than_five(now, settings, who):
    desk, costs = browser(who()), []
    senders = [cast.account(f"Sari{number}") for number in range(10)]
    for number in range(50):
        complaint = scenes.filed(now=now, by=senders[number % 10])
        workflow.verify(
            complaint.pk, category=complaint.category, confidential=number % 3 == 0, by=scenes.handler(), now=now
        )  # fmt: skip
        scenes.official()
        workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=scenes.handler(), now=now)
        if number in (4, 49):
            with counted() as queries:
                page = desk.get(INBOX, {"tahap": "instansi"})
            assert len(page.context["rows"]) == number + 1
            costs.append(len(queries))
    assert costs[0] == costs[1] <= 8, queries


def test_after_signing_in_the_complaint_officer_begins_at_her_inbox():
    assert browser(scenes.handler()).get("/masuk/lanjut/")["Location"] == INBOX
    assert browser(scenes.official()).get("/masuk/lanjut/")["Location"] == "/petugas/"
    menu = 'href="/petugas/pengaduan/"'
    assert menu in browser(scenes.official()).get("/petugas/").content.decode()
    assert (
        menu
        not in browser(cast.officer("Budi", Role.FRONT_OFFICE, "dpmptsp")).get("/petugas/").content.decode()
    )


def test_a_complaint_leads_back_to_the_list_as_it_was(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    desk = browser(scenes.handler())
    address = f"{reverse('complaint_case', args=[complaint.pk])}?dari=pengaduan%3Ftahap%3Dinstansi%26jenis%3Dcomplaint"
    page = desk.get(INBOX, {"tahap": "instansi", "jenis": "complaint"}).content.decode()
    assert f'href="{address}"' in page
    back = f'href="{INBOX}?tahap=instansi&amp;jenis=complaint"'
    assert back in desk.get(address).content.decode()
    for odd in (
        "//joko.example",
        "https://joko.example/",
        "tugas?ambil=saya",
        "pengaduan?next=//joko.example",
    ):
        page = desk.get(reverse("complaint_case", args=[complaint.pk]), {"dari": odd}).content.decode()
        assert f'href="{INBOX}"' in page
        assert "joko" not in page.split("<main")[1].split("</main>")[0]


def test_sending_back_leads_to_the_list_as_it_was(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    complaint.refresh_from_db()
    posted = {"versi": complaint.version, "pesan": "Bukan tugas kami.", "dari": "pengaduan?tahap=instansi"}
    act = reverse("complaint_case_act", args=[complaint.pk, "kembalikan"])
    assert browser(scenes.official()).post(act, posted).url == f"{INBOX}?tahap=instansi"
