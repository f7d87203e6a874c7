"""P24 at the desk: two hundred complaints with planted names, and nobody reads one who need not."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, Role
from complaints import workflow
from complaints.models import Complaint
from foundation.documents.photos import check_photo
from foundation.notifications.delivery import deliver
from tests import cast
from tests.complaints import scenes
from tests.security.scene import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
MANY = 200
NAMED, PHONED, MAILED, FILED = "kenari-nama", "+62817000", "kenari-surel", "kenari-foto"
SAID = ("kenari-judul", "kenari-isi", "kenari-tempat")
WHO = (NAMED, PHONED, "62817000", MAILED, FILED)
TABS = ("verifikasi", "teruskan", "instansi", "dijawab", "selesai")


@pytest.fixture
def planted():
    """Every fourth confidential, every fifth with a photo; a few along the way, and one answered and shown."""
    now = timezone.now() - timedelta(hours=3)
    scenes.handler(), scenes.coordinator(), scenes.official()
    for number in range(MANY):
        contact = {
            "name": f"{NAMED}-{number}", "phone": f"{PHONED}{number:05d}", "email": f"{MAILED}-{number}@contoh.id",
        }  # fmt: skip
        told = scenes.told(
            contact=contact, confidential=number % 4 == 0, title=f"{SAID[0]}-{number}", text=f"{SAID[1]}-{number}",
            place=f"{SAID[2]}-{number}",
        )  # fmt: skip
        photos = [check_photo(scenes.photo(f"{FILED}-{number}.jpg"))] if number % 5 == 0 else []
        complaint = workflow.file(told, by=AnonymousUser(), now=now, photos=photos)
        if number % 3:
            move(complaint, number, now)
    return Complaint.objects.select_related("assigned_agency")


def move(complaint: Complaint, number: int, now) -> None:
    budi = scenes.handler()
    workflow.verify(complaint.pk, category=complaint.category, confidential=False, by=budi, now=now)
    if number % 3 == 2:
        workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=budi, now=now)
        if number % 9 == 2:
            workflow.answer(complaint.pk, "Sudah kami perbaiki.", by=scenes.official(), now=now)
    if number % 9 == 2 and number % 4:
        workflow.release(complaint.pk, text="Tagihan.", answer="Sudah.", by=budi, now=now)


def read(who, *addresses: str) -> str:
    client = browser(who)
    return "\n".join(client.get(address).content.decode() for address in addresses)


def lists() -> list[str]:
    inbox = reverse("complaint_inbox")
    return [f"{inbox}?tahap={tab}&page={page}" for tab in TABS for page in (1, 2)]


def found(text: str, canaries) -> list[str]:
    return [one for one in canaries if one in text]


def auditor():
    return cast.officer("Ratna", Role.AUDITOR)


def no_list_export_search_or_bell_of_the_desk_tells_who_it_was(planted):
    assert planted.count() == MANY
    searched = [f"{reverse('desk_queue')}?q={word}" for word in (NAMED, MAILED, "81700000004")]
    for who in (scenes.handler(), scenes.official(), auditor(), scenes.coordinator()):
        text = read(who, *lists(), reverse("complaint_export"), reverse("inbox"))
        assert "ADU-2026-" in text and not found(text, WHO), who
        # What was searched for stands in the box again.
        answer = read(who, *searched).replace(f'value="{NAMED}"', "").replace(f'value="{MAILED}"', "")
        assert not found(answer, (f"{NAMED}-", f"{MAILED}-", *SAID)), who
    masked = read(scenes.coordinator(), *lists(), reverse("complaint_export"))
    assert not found(masked, SAID)
    assert not found(read(scenes.handler(), reverse("complaint_export")), SAID)


def no_page_of_another_role_and_no_public_page_tells_a_word(planted):
    others = [
        cast.officer("Budi", Role.FRONT_OFFICE, scenes.AGENCY), cast.officer("Ratna", Role.VERIFIER, scenes.AGENCY),
        cast.officer("Ratna", Role.ASSISTANT), cast.officer("Wayan", Role.CATALOGUE_EDITOR),
        cast.officer("Budi", Role.ADMINISTRATOR), scenes.official("dinkes"), cast.citizen("Joko"), None,
    ]  # fmt: skip
    pages = [
        *lists(), reverse("complaint_export"), reverse("inbox"), reverse("desk_queue"), reverse("my_complaints"),
        reverse("public_complaints"), reverse("public_complaints_feed"), reverse("home"), reverse("people"),
        *(reverse(name, args=[one.pk]) for one in planted[:6] for name in ("complaint_case", "public_complaint")),
    ]  # fmt: skip
    for who in others:
        assert not found(read(who, *pages), (*WHO, *SAID)), who


def whoever_reads_one_reads_the_name_only_where_it_is_hers_to_read(planted):
    asked = planted.filter(assigned_agency__code=scenes.AGENCY)
    for one in (asked.filter(confidential=True).first(), asked.filter(confidential=False).first()):
        address = reverse("complaint_case", args=[one.pk])
        for who in (scenes.handler(), scenes.official(), auditor(), scenes.coordinator()):
            text = read(who, address)
            shown = not one.confidential and who != scenes.coordinator()
            assert SAID[1] in text and bool(found(text, (NAMED, PHONED, MAILED))) == shown, who
            assert FILED not in text


def no_letter_and_no_line_of_the_log_tells_it(caplog):
    assert deliver() and mail.outbox
    text = " ".join(f"{one.subject} {one.body} {one.alternatives}" for one in mail.outbox)
    assert not found(text, (NAMED, PHONED, FILED, *SAID))
    read(scenes.handler(), *lists(), reverse("complaint_export"))
    assert not found(caplog.text, (NAMED, FILED, *SAID))


def test_of_two_hundred_complaints_nobody_reads_a_name_who_need_not(planted, caplog):
    """Planted once, since that takes longest."""
    caplog.set_level(logging.INFO)
    no_list_export_search_or_bell_of_the_desk_tells_who_it_was(planted)
    no_page_of_another_role_and_no_public_page_tells_a_word(planted)
    whoever_reads_one_reads_the_name_only_where_it_is_hers_to_read(planted)
    no_letter_and_no_line_of_the_log_tells_it(caplog)
