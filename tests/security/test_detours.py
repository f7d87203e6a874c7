"""What Joko reached by a detour, and no longer does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from accounts.workflow import confirm_role_change, propose_role, save_organisation
from applications import workflow
from applications.models import Application
from foundation.audit.models import Entry
from foundation.documents.checks import check_upload
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SERVICE = "surat-keterangan-penelitian"


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def moved(user: User, address: str) -> None:
    user.email = address
    user.save()
    user.emailaddress_set.update(email=address, verified=True)


def proposal(by: User, address: str, now):
    return propose_role(
        email=address, name="Joko", role=Role.COORDINATOR, agency=None, starts_on=date(2026, 11, 23), by=by, now=now
    )  # fmt: skip


def test_the_author_of_a_proposal_cannot_become_its_person_by_taking_over_the_address(now):
    joko, ratna = (cast.officer(name, Role.ADMINISTRATOR) for name in ("Joko", "Ratna"))
    change = proposal(joko, "orang.lain@contoh.id", now)
    moved(joko, "orang.lain@contoh.id")
    with pytest.raises(ValidationError, match="akun lain"):
        confirm_role_change(change, by=ratna, now=now)
    assert not Membership.objects.filter(user=joko, role=Role.COORDINATOR).exists()


def test_a_role_proposed_for_somebody_never_falls_to_the_next_owner_of_her_address(now):
    budi, ratna = (cast.officer(name, Role.ADMINISTRATOR) for name in ("Budi", "Ratna"))
    change = proposal(budi, cast.account("Sari").email, now)
    moved(cast.account("Sari"), "sari.baru@contoh.id")
    cast.account("Joko", "sari@contoh.id")
    with pytest.raises(ValidationError, match="akun lain"):
        confirm_role_change(change, by=ratna, now=now)
    assert not Membership.objects.filter(role=Role.COORDINATOR).exists()


def test_a_refused_form_shows_no_file_without_its_entry(now):
    """The matrix, letter m: an act that is refused draws the file again, and so it was seen."""
    file = cast.submitted(SERVICE, now=now)
    auditor = browser(cast.officer("Joko", Role.AUDITOR))
    step = cast.open_review(file)
    for address in (
        reverse("desk_act", args=[file.pk, step.pk, "setujui"]),
        reverse("desk_record_product", args=[file.pk]),
    ):
        seen = Entry.objects.filter(action="application.view").count()
        answer = auditor.post(address, {})
        assert answer.status_code == 400
        assert cast.NIKS["Sari"] in answer.content.decode()
        assert Entry.objects.filter(action="application.view").count() == seen + 1, address


def test_a_paper_taken_out_of_the_draft_never_comes_to_the_desk(now):
    sari = cast.citizen("Sari")
    draft = cast.drafted(SERVICE, by=sari, now=now)
    wrong = draft.attachments.current().select_related("requirement", "document").first()
    workflow.detach(draft.pk, wrong.pk, by=sari, now=now)
    accept = wrong.requirement.accept
    right = check_upload(cast.upload(accept, "yang-benar"), accept=accept, max_mb=wrong.requirement.max_mb)
    workflow.attach(draft.pk, wrong.requirement, right, by=sari, now=now)
    later = now + timedelta(minutes=5)
    file = workflow.submit(draft.pk, by=sari, now=later)
    _review, who = cast.claimed(file, now=later)

    assert browser(sari).get(reverse("document", args=[wrong.pk])).status_code == 200
    desk = browser(who)
    present = file.attachments.current().get(requirement=wrong.requirement)
    page = desk.get(reverse("desk_file", args=[file.pk])).content.decode()
    assert str(present.pk) in page
    assert str(wrong.pk) not in page
    assert desk.get(reverse("document", args=[present.pk])).status_code == 200
    assert desk.get(reverse("document", args=[wrong.pk])).status_code == 404


@pytest.mark.parametrize("text", ["S", "Sar", "ari", "sa"])
def test_who_reads_names_masked_cannot_spell_them_out_by_searching(text, now):
    file = cast.submitted(SERVICE, now=now)
    coordinator, desk = (
        browser(cast.officer("Joko", Role.COORDINATOR)),
        browser(cast.desk_of(cast.open_review(file))),
    )

    def finds(client, text):
        return file.number in client.get(reverse("desk_queue"), {"q": text}).content.decode()

    assert not finds(coordinator, text)
    assert finds(coordinator, "sari"), "the whole name, told by the citizen at the counter"
    assert finds(desk, text)


def test_the_tax_number_that_is_a_nik_is_sealed(now):
    sari = cast.citizen("Sari")
    data = {"name": "CV Mawar", "nib": "", "npwp": cast.NIKS["Sari"]}
    kept = save_organisation(sari.profile, data, by=sari, now=now)
    (raw,) = Organisation.objects.raw(
        "SELECT id, name, encode(npwp, 'escape') AS raw FROM accounts_organisation"
    )
    assert cast.NIKS["Sari"] not in raw.raw
    assert Organisation.objects.get(pk=kept.pk).npwp == cast.NIKS["Sari"]


@pytest.mark.parametrize("role", [Role.FRONT_OFFICE, None])
def test_what_was_shown_to_somebody_signed_in_is_kept_by_no_browser(role, now):
    file = cast.submitted(SERVICE, now=now)
    if role is None:
        client, pages = (
            browser(cast.citizen("Sari")),
            ["profile", "inbox", "organisations", "dependants", "home"],
        )
        addresses = [reverse(name) for name in pages] + [reverse("application", args=[file.pk])]
    else:
        client = browser(cast.desk_of(cast.open_review(file)))
        addresses = [
            reverse("desk_queue"),
            reverse("people"),
            reverse("desk_file", args=[file.pk]),
            "/tidak-ada/",
        ]
    for address in addresses:
        assert "no-store" in client.get(address).headers.get("Cache-Control", ""), address
    assert "Cache-Control" not in Client().get(reverse("home")).headers


def test_a_known_address_at_sign_up_costs_as_many_hashes_as_a_new_one(monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    cast.account("Sari")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))

    def hashes(address):
        hashed.clear()
        data = {"kunci": address, "name": "Joko", "email": address, "password1": "kuda-terbang-malam"}
        assert Client().post(reverse("account_signup"), data).status_code == 302
        return len(hashed)

    assert hashes("sari@contoh.id") == hashes("joko@contoh.id") > 0


def test_the_same_key_at_another_file_records_its_own_product(now):
    """A form's key belongs to its file: repeated elsewhere it is another request, never said done and left undone."""
    files = [cast.decided(cast.submitted("kk-baru", now=now), now=now) for _ in range(2)]
    desk = browser(cast.officer("Budi", Role.FRONT_OFFICE, files[0].standard.service.agency.code))
    form = {"kunci": "kunci-yang-sama", "nomor": "3574-KK-1", "tanggal": "2026-11-23"}
    for file in files:
        desk.post(reverse("desk_record_product", args=[file.pk]), form)
    states = {file.status for file in Application.objects.filter(pk__in=[file.pk for file in files])}
    assert states == {"issued"}
