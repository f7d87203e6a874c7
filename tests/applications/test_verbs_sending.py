"""Sending a draft, what it is refused for, its number, and taking it back."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from accounts.models import CitizenProfile
from applications import workflow
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


# --- Sending --------------------------------------------------------------------------------------


def test_sending_says_everything_that_is_missing_and_keeps_the_draft(sari, now):
    draft = cast.drafted(CODE, by=sari, now=now, answers={}, files=False)
    refusal = refused(workflow.submit, draft.pk, by=sari, now=now)
    assert set(refusal.message_dict) == {"answers", "documents"}
    assert refusal.message_dict["documents"][0].startswith("Unggah berkas “")
    needed = [field for field in draft.standard.fields.all() if field.required and not field.show_if]
    assert len(refusal.message_dict["answers"]) == len(needed)
    assert scenes.file_of(draft).status == "draft"


def test_a_field_the_service_does_not_have_is_refused_before_it_is_kept(sari, draft, now):
    refusal = refused(workflow.save_draft, draft.pk, {**draft.answers, "diskon": "100"}, by=sari, now=now)
    assert "“diskon” tidak ada" in str(refusal.message_dict["answers"])


def test_a_condition_that_holds_asks_for_its_document(sari, now):
    draft = cast.drafted(
        CODE, by=sari, now=now, answers=right_answers(CODE, now, kategori="umum"), files=False
    )
    for requirement in draft.standard.requirements.filter(kind="file", presence="required"):
        scenes.upload_again(draft, requirement.code, by=sari, now=now)
    refusal = refused(workflow.submit, draft.pk, by=sari, now=now)
    label = draft.standard.requirements.get(code="ktp_el").label
    assert refusal.message_dict == {"documents": [f"Unggah berkas “{label}”."]}


def test_a_draft_of_a_standard_that_was_replaced_is_refused_with_a_sentence(sari, draft, now):
    scenes.published(CODE, now, name="Kartu Anggota Baru")
    refusal = refused(workflow.submit, draft.pk, by=sari, now=now)
    assert refusal.messages == [
        "Persyaratan layanan ini sudah diperbarui. Buat permohonan baru dari halamannya."
    ]


def test_a_running_file_keeps_the_standard_it_was_filed_under(sari, draft, now):
    file = workflow.submit(draft.pk, by=sari, now=now)
    due = file.timer.due_at
    scenes.published(CODE, now, orders=[1], sla_working_days=Decimal(9), product="Kartu lain")
    finished = scenes.finished(file, now=now)
    assert finished.standard_id == draft.standard_id != cast.standard(CODE).pk
    assert finished.timer.due_at == due
    assert finished.permit.product == draft.standard.product


def test_what_was_sent_is_kept_whatever_becomes_of_the_profile(sari, draft, now):
    workflow.submit(draft.pk, by=sari, now=now)
    CitizenProfile.objects.filter(user=sari).update(full_name="Sari Baru", address="Jalan Melati 9")
    identity = scenes.file_of(draft).identity
    assert (identity["full_name"], identity["address"]) == ("Sari", "Jalan Mawar 7")


def test_numbers_follow_each_other_without_gaps_across_services(sari, now):
    numbers = [cast.submitted(code, now=now).number for code in (CODE, "kk-baru", CODE)]
    assert numbers == ["MPP-2026-000001", "MPP-2026-000002", "MPP-2026-000003"]


def test_a_number_of_a_sending_that_failed_is_drawn_again(sari, draft, now):
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.submit(draft.pk, by=sari, now=now)
        raise RuntimeError("the machine stopped before the commit")
    assert scenes.file_of(draft).number is None
    assert workflow.submit(draft.pk, by=sari, now=now).number == "MPP-2026-000001"


def test_the_year_of_a_number_is_the_malls_own(sari, now):
    zone = ZoneInfo("Asia/Jakarta")
    evening = datetime(2026, 12, 31, 23, 30, tzinfo=zone)
    numbers = [
        cast.submitted(CODE, now=moment.astimezone(UTC)).number
        for moment in (evening, evening + timedelta(hours=1))
    ]
    assert numbers == ["MPP-2026-000001", "MPP-2027-000001"]


def test_tracking_codes_differ_and_cannot_be_counted_up(sari, now):
    codes = [cast.submitted(CODE, now=now).tracking_code for _ in range(5)]
    assert len(set(codes)) == 5
    assert all(len(code) == 11 for code in codes)


# --- Taking back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["sent", "claimed", "returned"])
def test_it_can_be_taken_back_until_it_is_approved(sari, now, stage):
    file = cast.submitted("izin-pemakaman", now=now)
    if stage == "claimed":
        cast.claimed(file, now=now)
    if stage == "returned":
        scenes.returned(cast.open_review(file), now=now)
    workflow.withdraw(file.pk, by=sari, now=now)
    assert scenes.file_of(file).status == "withdrawn"
    assert not file.reviews.open().exists()


def test_an_approved_file_is_not_taken_back(sari, now):
    file = scenes.agreed(cast.submitted("izin-pemakaman", now=now), now=now)
    assert refused(workflow.withdraw, file.pk, by=sari, now=now).code == "state"
