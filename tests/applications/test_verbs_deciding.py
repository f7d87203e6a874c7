"""The decision and what the service gives: numbers, dates, legal grounds."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Role
from applications import workflow
from applications.models import Permit, Review
from applications.tasks import produce, produce_permits
from applications.workflow.deciding import valid_until
from foundation.audit.models import Entry
from foundation.documents.models import Document
from tests import cast
from tests.applications import scenes
from tests.applications.scenes import refused

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"
GROUND = {"legal_ground": "Perda Kota Probolinggo 1/2026", "reason": "Objek pajak tidak ditemukan."}


@pytest.fixture
def short(catalogue, now):
    """One desk decides and the portal issues."""
    return scenes.published(CODE, now, orders=[1], product_kind="permit")


def at_decision(now, code=CODE):
    """(file, its last step, claimed by whom)"""
    file = cast.submitted(code, now=now)
    scenes.passed_until(file, max(tier.order for tier in file.standard.tiers.all()), now=now)
    step = cast.open_review(file)
    return file, step, scenes.claimed(step, now=now)


def approved(now, code=CODE):
    file, step, by = at_decision(now, code)
    return workflow.approve(file.pk, step.pk, by=by, now=now, verdicts=cast.fits(file))


# --- Refusing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ground", "reason"), [("", "Alasan."), ("  ", "Alasan."), ("Perda 1/2026", ""), ("Perda 1/2026", "\n")]
)
def test_a_rejection_needs_a_legal_ground_and_a_reason(catalogue, now, ground, reason):
    file, step, by = at_decision(now)
    refusal = refused(workflow.reject, file.pk, step.pk, by=by, now=now, legal_ground=ground, reason=reason)
    assert refusal.messages == ["Penolakan memerlukan dasar hukum dan alasan. Isi keduanya."]


def test_a_legal_ground_has_room_for_a_law_and_not_for_its_text(catalogue, now):
    file, step, by = at_decision(now)
    acts = {"by": by, "now": now, "reason": "Alasan."}
    assert (
        "250 huruf" in refused(workflow.reject, file.pk, step.pk, legal_ground="x" * 251, **acts).messages[0]
    )
    workflow.reject(file.pk, step.pk, legal_ground="x" * 250, **acts)


def test_a_rejection_ends_the_file_and_keeps_its_ground(catalogue, now):
    file, step, by = at_decision(now)
    workflow.reject(file.pk, step.pk, by=by, now=now, **GROUND)
    kept, ended = Review.objects.get(pk=step.pk), scenes.file_of(file)
    assert (kept.legal_ground, kept.reason, kept.decided_by) == (GROUND["legal_ground"], GROUND["reason"], by)
    assert (ended.status, ended.decided_at, ended.closed_at) == ("rejected", now, now)
    assert ended.timer.stopped_at == now
    assert not Permit.objects.exists()
    for verb, more in (("approve", {"verdicts": {}}), ("reject", GROUND)):
        assert refused(getattr(workflow, verb), file.pk, step.pk, by=by, now=now, **more).code == "state"


def test_an_approval_is_final(catalogue, now):
    file, step, by = at_decision(now)
    workflow.approve(file.pk, step.pk, by=by, now=now, verdicts=cast.fits(file))
    assert refused(workflow.reject, file.pk, step.pk, by=by, now=now, **GROUND).code == "state"


# --- Numbers --------------------------------------------------------------------------------------


def sequence(permits) -> list[int]:
    return [int(permit.number.split("/")[1]) for permit in permits]


def test_permit_numbers_follow_each_other_across_services_and_agencies(short, now):
    for code in (CODE, "izin-pemakaman", CODE):
        approved(now, code)
    permits = list(Permit.objects.order_by("application__number"))
    assert sequence(permits) == [1, 2, 3]
    assert [permit.number for permit in permits] == [
        "500.16.7/001/BPPKAD/XI/2026",
        "500.16.7/002/DPUPR-PKP/XI/2026",
        "500.16.7/003/BPPKAD/XI/2026",
    ]


def test_an_approval_that_failed_uses_no_number(short, now):
    file, step, by = at_decision(now)
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.approve(file.pk, step.pk, by=by, now=now, verdicts=cast.fits(file))
        assert sequence(Permit.objects.all()) == [1]
        raise RuntimeError("the machine stopped before the commit")
    assert not Permit.objects.exists()
    approved(now)
    workflow.approve(file.pk, step.pk, by=by, now=now, verdicts=cast.fits(file))
    assert sorted(sequence(Permit.objects.all())) == [1, 2]


def test_each_year_of_the_mall_begins_its_series_anew(short, now):
    evening = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
    for moment in (now, evening, evening + timedelta(hours=1), evening + timedelta(days=1)):
        approved(moment)
    permits = Permit.objects.order_by("application__decided_at")
    assert [permit.number.split("/")[1::2] for permit in permits] == [
        ["001", "XI"], ["002", "XII"], ["001", "I"], ["002", "I"],
    ]  # fmt: skip
    assert [permit.number[-4:] for permit in permits] == ["2026", "2026", "2027", "2027"]
    assert [permit.issued_on for permit in permits][1:3] == [date(2026, 12, 31), date(2027, 1, 1)]


def test_a_rejected_file_draws_no_number(short, now):
    file, step, by = at_decision(now)
    workflow.reject(file.pk, step.pk, by=by, now=now, **GROUND)
    approved(now)
    assert sequence(Permit.objects.all()) == [1]


def test_public_codes_are_random_and_long(short, now):
    for _ in range(4):
        approved(now)
    codes = set(Permit.objects.values_list("code", flat=True))
    assert len(codes) == 4
    assert all(len(code) == 26 for code in codes)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 4, 17), 12, date(2027, 4, 16)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 4, 17), None, None),
    ],
)
def test_the_last_day_is_the_day_before_the_same_day_months_later(day, months, last):
    assert valid_until(day, months) == last


# --- The portal's own product ---------------------------------------------------------------------


def test_a_permit_is_made_once_however_often_the_worker_is_told(short, now):
    file = approved(now)
    for _ in range(3):
        produce(file.pk)
        produce_permits()
    issued = scenes.file_of(file)
    assert issued.status == "issued"
    assert Entry.objects.about(file).filter(action="application.issue").count() == 1
    assert issued.permit.document.name.startswith("500.16.7-001-BPPKAD-XI-2026")
    assert refused(workflow.issue, file.pk, cast.pdf_bytes(), now=now).code == "state"


def test_a_service_of_the_portal_takes_no_number_from_elsewhere(short, now):
    file = approved(now)
    by = cast.officer("Budi1", Role.FRONT_OFFICE, "bppkad")
    refusal = refused(workflow.record_product, file.pk, by=by, now=now, number="1", issued_on=now.date())
    assert "diterbitkan portal" in refusal.messages[0]


def test_nothing_is_issued_for_a_product_of_another_system(catalogue, now):
    file = approved(now)
    assert refused(workflow.issue, file.pk, cast.pdf_bytes(), now=now).code == "state"


# --- A product of another system ------------------------------------------------------------------


@pytest.fixture
def elsewhere(catalogue, now):
    """Approved, and its product is made by another system; with the officer of the owner's front office."""
    return approved(now), cast.officer("Budi1", Role.FRONT_OFFICE, "bppkad")


def record(file, by, now, **more):
    return {"by": by, "now": now, "number": "35.74/0001", "issued_on": now.date(), **more}


@pytest.mark.parametrize("days", [-1, 4])
def test_its_date_lies_between_sending_and_today(elsewhere, now, days):
    file, by = elsewhere
    later, day = now + timedelta(days=3), now.date() + timedelta(days=days)
    refusal = refused(workflow.record_product, file.pk, **record(file, by, later, issued_on=day))
    assert list(refusal.message_dict) == ["issued_on"]


@pytest.mark.parametrize("days", [0, 3])
def test_both_bounds_are_good(elsewhere, now, days):
    file, by = elsewhere
    day = now.date() + timedelta(days=days)
    permit = workflow.record_product(file.pk, **record(file, by, now + timedelta(days=3), issued_on=day))
    assert (permit.kind, permit.issued_on, permit.number) == ("outside", day, "35.74/0001")


def test_the_bounds_are_days_of_the_mall(catalogue, now):
    """Sent at half past eleven at night, recorded half an hour later: yesterday and today are both good."""
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
    file = approved(evening)
    by = cast.officer("Budi1", Role.FRONT_OFFICE, "bppkad")
    late = evening + timedelta(hours=1)
    wrong = record(file, by, late, issued_on=date(2026, 11, 22))
    assert list(refused(workflow.record_product, file.pk, **wrong).message_dict) == ["issued_on"]
    workflow.record_product(file.pk, **record(file, by, late, issued_on=date(2026, 11, 24)))


@pytest.mark.parametrize("number", ["", "   ", "9" * 81])
def test_its_number_is_needed_and_bounded(elsewhere, now, number):
    file, by = elsewhere
    refusal = refused(workflow.record_product, file.pk, **record(file, by, now, number=number))
    assert list(refusal.message_dict) == ["number"]


def test_it_is_recorded_once_and_its_proof_printed_once(elsewhere, now):
    file, by = elsewhere
    workflow.record_product(file.pk, **record(file, by, now))
    assert refused(workflow.record_product, file.pk, **record(file, by, now)).code == "state"
    produce(file.pk)
    before = scenes.rows()
    workflow.keep_proof(file.pk, cast.pdf_bytes(), now=now)
    assert scenes.rows() == before
    proof = Entry.objects.about(file).get(action="application.keep_proof")
    assert proof.actor is None
    assert Document.objects.filter(pk=Permit.objects.get().document_id, kind="application/pdf").exists()


def test_two_systems_may_have_given_the_same_number(elsewhere, now):
    file, by = elsewhere
    other = approved(now)
    for one in (file, other):
        workflow.record_product(one.pk, **record(one, by, now))
    assert Permit.objects.filter(number="35.74/0001").count() == 2


def test_she_does_not_record_her_own(catalogue, now):
    sari = cast.citizen("Sari")
    sari.memberships.create(
        role=Role.FRONT_OFFICE, agency=cast.standard(CODE).service.agency, starts_on=date(2024, 1, 1)
    )
    file = approved(now)
    with pytest.raises(PermissionDenied, match="berkas sendiri"):
        workflow.record_product(file.pk, **record(file, scenes.fresh(sari), now))
