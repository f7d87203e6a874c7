"""One complaint on the desk: what is read, by whom, and whose name is hidden from whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, Role
from complaints import workflow
from complaints.models import Complaint
from foundation.audit.models import Entry
from tests import cast
from tests.applications.counting import counted
from tests.complaints import scenes
from tests.security.scene import NOTHING, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
HIDDEN = ("sari@contoh.id", "81234567890")


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=2)


def auditor():
    return cast.officer("Sari", Role.AUDITOR)


def address(complaint) -> str:
    return reverse("complaint_case", args=[complaint.pk])


def page(who, complaint) -> str:
    response = browser(who).get(address(complaint))
    assert response.status_code == 200
    return response.content.decode()


def test_reading_it_leaves_an_entry_for_everybody_at_the_desk(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    for who in (scenes.handler(), scenes.official(), scenes.coordinator(), auditor()):
        page(who, complaint)
        assert Entry.objects.about(complaint).filter(action="complaint.view", actor=who).count() == 1


def test_it_shows_what_was_told_where_and_with_which_photos(now):
    complaint = scenes.filed(now=now, photos=2)
    text = page(scenes.handler(), complaint)
    for told in (complaint.text, "Tagihan berbeda", "Di depan loket 7", "Foto 2", complaint.category.label):
        assert told in text


def test_the_desk_that_handles_it_reads_the_name_and_the_coordinator_does_not(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    for who in (scenes.handler(), scenes.official(), auditor()):
        assert "sari@contoh.id" in page(who, complaint)
    text = page(scenes.coordinator(), complaint)
    assert complaint.text in text and "tanpa nama pelapor" in text
    assert not [one for one in HIDDEN if one in text]


@pytest.mark.parametrize("who", [scenes.handler, scenes.official, scenes.coordinator, auditor])
def test_of_a_confidential_one_nobody_at_the_desk_reads_the_name(now, who):
    complaint = scenes.forwarded(scenes.filed(now=now, confidential=True), now=now)
    workflow.answer(complaint.pk, "Sudah.", by=scenes.official(), now=now)
    workflow.reply(complaint.pk, "Terima kasih.", by=complaint.reporter, now=now)
    text = page(who(), complaint)
    assert complaint.text in text
    assert not [one for one in HIDDEN if one in text]


def test_the_contact_somebody_left_is_read_unless_it_is_confidential(now):
    contact = {"name": "Wayan Bagus", "phone": "+6281200000001", "email": ""}
    open_one = scenes.verified(scenes.filed(now=now, contact=contact, by=AnonymousUser()), now=now)
    assert "0812-0000-0001" in page(scenes.handler(), open_one)
    workflow.conceal(open_one.pk, by=scenes.handler(), now=now)
    assert "0812-0000-0001" not in page(scenes.handler(), open_one)


def test_an_anonymous_one_says_that_nobody_can_open_the_name(now):
    text = page(scenes.handler(), scenes.filed(now=now, anonymous=True, by=cast.citizen("Sari")))
    assert "Namanya tidak disimpan" in text and not [one for one in HIDDEN if one in text]


def test_the_file_it_is_about_is_linked_for_its_own_desk_and_hidden_with_the_name(now):
    file = cast.submitted("pbb-salinan-sppt", now=now)
    complaint = scenes.forwarded(scenes.filed(now=now, application=file), now=now)
    link = reverse("desk_file", args=[file.pk])
    assert link in page(scenes.official(), complaint)
    officers = page(scenes.handler(), complaint)
    assert file.number in officers and link not in officers
    coordinators = page(scenes.coordinator(), complaint)
    assert file.number not in coordinators and link not in coordinators
    workflow.conceal(complaint.pk, by=scenes.handler(), now=now)
    for who in (scenes.official(), scenes.handler(), auditor()):
        text = page(who, complaint)
        assert file.number not in text and link not in text and "membuka nama pelapor" in text


def test_whoever_worked_on_the_file_does_not_see_the_complaint_about_it(now):
    file = cast.submitted("pbb-salinan-sppt", now=now)
    _review, budi = cast.claimed(file, now=now)
    complaint = scenes.filed(now=now, application=file)
    officer_too = cast.officer("Ratna", Role.COMPLAINT_OFFICER)
    assert browser(officer_too).get(address(complaint)).status_code == 200
    grant(budi, Role.COMPLAINT_OFFICER)
    assert browser(budi).get(address(complaint)).status_code == 404


def grant(user, role):
    user.memberships.create(role=role, starts_on="2024-01-01")


@pytest.mark.parametrize(
    "who",
    [
        lambda: scenes.official("dpmptsp"),
        lambda: cast.officer("Budi", Role.FRONT_OFFICE, scenes.AGENCY),
        lambda: cast.officer("Ratna", Role.VERIFIER, scenes.AGENCY),
        lambda: cast.officer("Budi", Role.ADMINISTRATOR),
        lambda: cast.citizen("Joko"),
        lambda: cast.citizen("Sari"),
    ],
)
def test_to_everybody_else_it_looks_like_one_that_does_not_exist(now, who):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    client = browser(who())
    hers, nothing = client.get(address(complaint)), client.get(reverse("complaint_case", args=[NOTHING]))
    assert hers.status_code == nothing.status_code == 404
    assert not Entry.objects.about(complaint).filter(action="complaint.view").exists()


def test_a_forwarded_complaint_offers_its_agency_the_answer_first(now):
    complaint = scenes.forwarded(scenes.filed(now=now), now=now)
    offered = browser(scenes.official()).get(address(complaint)).context["offered"]
    assert [one.act for one in offered] == ["jawab", "tanggapi", "kembalikan"]
    assert [one.act for one in offered if one.is_open] == ["jawab"]


def test_the_buttons_are_those_of_the_table(now):
    desk = browser(scenes.handler())
    complaint = scenes.filed(now=now)
    offers = []
    for step in (None, scenes.verified, None):
        complaint = step(complaint, now=now) if step else complaint
        offers.append([one.act for one in desk.get(address(complaint)).context["offered"]])
    assert offers[0] == ["verifikasi", "arsipkan", "rahasiakan"]
    assert offers[1] == ["teruskan", "jawab", "arsipkan", "rahasiakan"]
    closed = scenes.archived(scenes.filed(now=now, by=cast.citizen("Wayan")), now=now)
    assert desk.get(address(closed)).context["offered"] == []


def test_closing_is_not_offered_while_the_reporter_may_still_reply(now):
    complaint = scenes.answered(scenes.filed(now=now), now=now)
    offered = browser(scenes.handler()).get(address(complaint)).context["offered"]
    assert [one.act for one in offered] == ["tampilkan", "rahasiakan"]
    long_ago = scenes.answered(scenes.filed(now=now - timedelta(days=40)), now=now - timedelta(days=40))
    offered = browser(scenes.handler()).get(address(long_ago)).context["offered"]
    assert [one.act for one in offered] == ["tutup", "tampilkan", "rahasiakan"]


def test_a_confidential_one_is_never_offered_to_the_public(now):
    complaint = scenes.answered(scenes.filed(now=now, confidential=True), now=now)
    offered = browser(scenes.handler()).get(address(complaint)).context["offered"]
    assert "tampilkan" not in {one.act for one in offered}


def test_forwarding_suggests_the_categorys_agency_and_names_those_without_officials(now):
    complaint = scenes.verified(scenes.filed(now=now), now=now)
    assert "belum punya pejabat yang menjawab" in page(scenes.handler(), complaint)
    scenes.official()
    text = page(scenes.handler(), complaint)
    agency = Agency.objects.get(code=scenes.AGENCY)
    assert f'<option value="{agency.pk}" selected lang="id">' in text
    assert f"Usulan menurut kategori: {agency.short_name}." in text


def test_its_history_names_officers_and_never_the_reporter(now):
    complaint = scenes.disputed(scenes.filed(now=now), now=now)
    history = browser(scenes.handler()).get(address(complaint)).context["dossier"].history
    told = [(line.who, line.sentence) for line in history[0]]
    assert told[0] == ("Pelapor", "Pelapor membantah jawaban.") and told[-1][0] == "Pelapor"
    assert any(who.startswith("Wayan – Kepala bidang") for who, _sentence in told)
    assert not [who for who, _sentence in told if who.startswith("Sari")]


def test_what_is_typed_is_shown_literally(now):
    complaint = scenes.filed(now=now, text="<script>alert(1)</script>", title="<b>judul</b>")
    text = page(scenes.handler(), complaint)
    assert "<script>alert" not in text and "<b>judul" not in text
    assert Complaint.objects.get(pk=complaint.pk).text == "<script>alert(1)</script>"


def test_a_long_conversation_costs_no_more_queries_than_none(now):
    complaint = scenes.forwarded(scenes.filed(now=now, photos=1), now=now)
    desk, costs = browser(scenes.official()), []
    for turns in (0, 12):
        for _ in range(turns):
            workflow.reply(complaint.pk, "Masih ada satu.", by=complaint.reporter, now=now)
            workflow.answer_meanwhile(complaint.pk, "Kami periksa.", by=scenes.official(), now=now)
        with counted() as queries:
            assert desk.get(address(complaint)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 20, queries
