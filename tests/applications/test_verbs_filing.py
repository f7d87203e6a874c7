"""From a draft to a sent file, and what is refused on the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import CitizenProfile, Dependant, Organisation, Role
from applications import workflow
from applications.models import Application, Attachment
from foundation.audit.models import Entry
from foundation.documents.checks import check_upload
from foundation.documents.models import Document
from services.models import Standard
from tests import cast
from tests.answers import right_answers
from tests.applications import scenes
from tests.applications.scenes import refused

pytestmark = pytest.mark.django_db
CODE = "kartu-anggota-perpustakaan"


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


@pytest.fixture
def draft(sari, now):
    return cast.drafted(CODE, by=sari, now=now)


# --- Beginning ------------------------------------------------------------------------------------


def test_ten_drafts_are_enough_until_one_is_sent_or_removed(sari, now):
    drafts = [workflow.start_draft(cast.standard(CODE), by=sari, now=now) for _ in range(10)]
    refusal = refused(workflow.start_draft, cast.standard("kia"), by=sari, now=now)
    assert refusal.code == "too_many"
    assert refusal.messages == [
        "Anda sudah punya 10 draf. Kirim atau hapus salah satunya sebelum membuat yang baru."
    ]
    workflow.discard(drafts[0].pk, by=sari, now=now)
    workflow.start_draft(cast.standard(CODE), by=sari, now=now)


def test_the_drafts_of_others_do_not_count(sari, now):
    joko = cast.citizen("Joko")
    for _ in range(10):
        workflow.start_draft(cast.standard(CODE), by=joko, now=now)
    assert workflow.start_draft(cast.standard(CODE), by=sari, now=now).filed_by == sari


def test_beginning_is_recorded_with_the_service_and_no_person(sari, now):
    draft = workflow.start_draft(cast.standard(CODE), by=sari, now=now)
    entry = Entry.objects.about(draft).get()
    assert (entry.action, entry.actor, entry.params) == ("application.start_draft", sari, {"service": CODE})


@pytest.mark.parametrize("missing", ["full_name", "nik_hash", "birth_date", "address"])
def test_a_profile_must_be_complete_to_begin_and_to_send(sari, draft, now, missing):
    empty = None if missing == "birth_date" else ""
    CitizenProfile.objects.filter(user=sari).update(**{missing: empty})
    for act, subject in ((workflow.start_draft, cast.standard(CODE)), (workflow.submit, draft.pk)):
        refusal = refused(act, subject, by=sari, now=now)
        assert refusal.messages[0].startswith("Lengkapi profil Anda lebih dulu")


def test_an_officer_without_a_profile_is_asked_for_one(catalogue, now):
    ratna = cast.officer("Ratna", Role.VERIFIER, "dinkes")
    assert (
        "Lengkapi profil" in refused(workflow.start_draft, cast.standard(CODE), by=ratna, now=now).messages[0]
    )


@pytest.mark.parametrize("channel", ["redirect", "counter"])
def test_only_services_that_are_applied_for_here(sari, now, channel):
    elsewhere = Standard.objects.published().filter(service__channel=channel).first()
    assert (
        "tidak diajukan di portal" in refused(workflow.start_draft, elsewhere, by=sari, now=now).messages[0]
    )


def test_an_old_version_of_a_standard_begins_nothing(sari, now):
    old = cast.standard(CODE)
    scenes.published(CODE, now, name="Kartu Anggota Baru")
    old.refresh_from_db()
    assert "sudah diperbarui" in refused(workflow.start_draft, old, by=sari, now=now).messages[0]


def test_she_files_for_her_own_organisation_and_her_own_child_only(sari, now):
    joko = cast.citizen("Joko")
    theirs = {
        "organisation": Organisation.objects.create(representative=joko.profile, name="CV Joko"),
        "dependant": Dependant.objects.create(guardian=joko.profile, full_name="Anak Joko"),
    }
    hers = {
        "organisation": Organisation.objects.create(
            representative=sari.profile, name="CV Sari", nib="1234567890123"
        ),
        "dependant": Dependant.objects.create(guardian=sari.profile, full_name="Anak Sari"),
    }
    for kind in theirs:
        before = scenes.rows()
        with pytest.raises(PermissionDenied), transaction.atomic():
            workflow.start_draft(cast.standard(CODE), by=sari, now=now, **{kind: theirs[kind]})
        assert scenes.rows() == before
        draft = workflow.start_draft(cast.standard(CODE), by=sari, now=now, **{kind: hers[kind]})
        assert draft.behalf == hers[kind]


@pytest.mark.parametrize("kind", ["organisation", "dependant"])
def test_the_product_is_for_whom_it_was_asked(sari, now, kind):
    rows = {
        "organisation": lambda: Organisation.objects.create(representative=sari.profile, name="CV Mawar"),
        "dependant": lambda: Dependant.objects.create(guardian=sari.profile, full_name="Mawar"),
    }
    behalf = rows[kind]()
    draft = workflow.start_draft(
        cast.standard(CODE), by=sari, now=now, answers=right_answers(CODE, now), **{kind: behalf}
    )
    cast.attach_all(draft, by=sari, now=now)
    file = workflow.submit(draft.pk, by=sari, now=now)
    assert file.identity["holder"] == str(getattr(behalf, "name", "") or behalf.full_name)
    assert file.applicant_name.endswith("– Sari")


# --- Keeping and attaching ---------------------------------------------------------------------------


def test_a_draft_keeps_what_was_typed_even_when_it_is_wrong(sari, draft, now):
    workflow.save_draft(draft.pk, {"kategori": "bukan"}, by=sari, now=now)
    assert scenes.file_of(draft).answers == {"kategori": "bukan"}


def test_a_page_drawn_before_another_save_is_stale(sari, draft, now):
    seen = draft.version
    workflow.save_draft(draft.pk, {"kategori": "umum"}, by=sari, now=now, seen=seen)
    refusal = refused(workflow.save_draft, draft.pk, {}, by=sari, now=now, seen=seen)
    assert refusal.code == "state"
    assert scenes.file_of(draft).answers == {"kategori": "umum"}


def test_a_newer_document_takes_the_place_of_the_older_one_and_both_stay(sari, draft, now):
    first = draft.attachments.current().first()
    scenes.upload_again(draft, first.requirement.code, by=sari, now=now + timedelta(minutes=1))
    versions = draft.attachments.filter(requirement=first.requirement).order_by("version")
    assert [(one.version, one.replaced_at) for one in versions] == [
        (1, now + timedelta(minutes=1)),
        (2, None),
    ]


def test_a_version_number_never_comes_twice(sari, draft, now):
    first = draft.attachments.current().first()
    workflow.detach(draft.pk, first.pk, by=sari, now=now)
    scenes.upload_again(draft, first.requirement.code, by=sari, now=now)
    assert draft.attachments.current().get(requirement=first.requirement).version == 2


def test_a_requirement_of_another_service_takes_no_document(sari, draft, now):
    foreign = cast.standard("kia").requirements.filter(kind="file").first()
    checked = check_upload(cast.upload(foreign.accept), accept=foreign.accept, max_mb=5)
    assert (
        "tidak ada pada layanan"
        in refused(workflow.attach, draft.pk, foreign, checked, by=sari, now=now).messages[0]
    )


def test_a_file_holds_so_much_and_no_more(sari, draft, now, settings):
    settings.APPLICATION_MAX_FILES = draft.attachments.count()
    requirement = draft.attachments.first().requirement
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=5)
    assert (
        "paling banyak"
        in refused(workflow.attach, draft.pk, requirement, checked, by=sari, now=now).messages[0]
    )


def test_taking_out_the_document_of_another_file_does_nothing(sari, draft, now):
    joko = cast.citizen("Joko")
    theirs = cast.drafted(CODE, by=joko, now=now).attachments.first()
    before = scenes.rows()
    workflow.detach(draft.pk, theirs.pk, by=sari, now=now)
    assert scenes.rows() == before


def test_a_discarded_draft_is_gone_with_its_documents_and_its_entry_stays(sari, draft, now):
    workflow.discard(draft.pk, by=sari, now=now)
    assert not Application.objects.exists()
    assert not Attachment.objects.exists()
    assert not Document.objects.exists()
    assert Entry.objects.filter(target_id=str(draft.pk), action="application.discard").count() == 1
