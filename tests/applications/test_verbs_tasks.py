"""The worker's rounds: each row on its own, one that fails leaves the rest alone, and a second round does no harm."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import TIER_ROLES, Agency, Role
from applications import workflow
from applications.identity import identity_of
from applications.models import Application, Permit
from applications.tasks import lapse_unanswered, produce_permits
from foundation.audit.models import Entry
from foundation.registry.clock import database_now
from tests import cast
from tests.applications import scenes

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"


@pytest.fixture
def long_ago(catalogue):
    return database_now() - timedelta(days=40)


def entries(verb) -> int:
    return Entry.objects.filter(action=f"application.{verb}").count()


def returned(then):
    file = cast.submitted(CODE, now=then)
    scenes.returned(cast.open_review(file), now=then)
    return file


def status(file) -> str:
    return scenes.file_of(file).status


def test_it_ends_what_nobody_answered_and_nothing_else(long_ago):
    forgotten, young = returned(long_ago), returned(long_ago + timedelta(days=20))
    answered = returned(long_ago)
    scenes.answered(answered, now=long_ago + timedelta(days=1))
    running = cast.submitted(CODE, now=long_ago)
    assert lapse_unanswered() == 1
    assert [status(file) for file in (forgotten, young, answered, running)] == [
        "lapsed", "needs_correction", "in_review", "submitted",
    ]  # fmt: skip
    assert lapse_unanswered() == 0
    assert entries("lapse") == 1


def test_a_file_that_cannot_be_ended_does_not_keep_the_others(long_ago, caplog):
    broken, sound = returned(long_ago), returned(long_ago)
    Application.objects.filter(pk=broken.pk).update(timer=None, version=2**31 - 1)
    assert lapse_unanswered() == 1
    assert (status(broken), status(sound)) == ("needs_correction", "lapsed")
    assert str(broken.pk) in caplog.text


def test_a_permit_that_cannot_be_printed_does_not_keep_the_others(catalogue, now, caplog):
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    broken, sound = (scenes.agreed(cast.submitted(CODE, now=now), now=now) for _ in range(2))
    file = scenes.file_of(broken)
    file.identity = {}
    file.save(update_fields=["identity"])
    assert produce_permits() == 1
    assert (status(broken), status(sound)) == ("approved", "issued")
    assert str(broken.pk) in caplog.text
    assert produce_permits() == 0


def test_a_worker_that_comes_second_makes_no_second_document(catalogue, now):
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    file = scenes.agreed(cast.submitted(CODE, now=now), now=now)
    workflow.issue(file.pk, cast.pdf_bytes(), now=now)
    document = Permit.objects.get().document_id
    assert produce_permits() == 0
    assert Permit.objects.get().document_id == document
    assert entries("issue") == 1


def test_the_longest_names_fit_on_a_permit(catalogue, now):
    """The catalogue allows an agency a short name of eighty letters."""
    Agency.objects.filter(code="bppkad").update(short_name="B" * 80)
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    file = scenes.agreed(cast.submitted(CODE, now=now), now=now)
    assert produce_permits() == 1
    assert "B" * 80 in Permit.objects.get(application=file).number


def unprinted(now, number: int = 1) -> list[Permit]:
    """Approved files whose permit waits for its PDF."""
    scenes.published(CODE, now, orders=[1], product_kind="permit")
    files = [scenes.agreed(cast.submitted(CODE, now=now), now=now) for _ in range(number)]
    return [Permit.objects.get(application=file) for file in files]


def without_identity(permit: Permit) -> Permit:
    """Its sheet cannot be drawn any more."""
    file = scenes.file_of(permit.application)
    file.identity = {}
    file.save(update_fields=["identity"])
    return permit


def test_what_cannot_be_printed_is_tried_five_times_and_then_left_in_peace(catalogue, now):
    """The try is counted before it is made, so one that kills its worker is counted as well."""
    [permit] = unprinted(now)
    without_identity(permit)
    for tried in (1, 2, 3, 4, 5, 5):
        assert produce_permits() == 0
        assert Permit.objects.get(pk=permit.pk).tries == tried
    assert list(Permit.objects.failed()) == [permit]
    assert status(permit.application) == "approved"


def test_an_administrator_has_a_failed_print_tried_once_more(catalogue, now):
    broken, sound = unprinted(now, 2)
    without_identity(broken)
    ratna = cast.officer("Ratna", Role.ADMINISTRATOR)
    assert [produce_permits() for _ in range(6)] == [1, 0, 0, 0, 0, 0]
    assert list(Permit.objects.failed()) == [broken]
    for permit in (sound, Permit.objects.get(pk=sound.pk)):
        assert scenes.refused(workflow.retry_permit, permit.pk, by=ratna, now=now).code == "state"

    workflow.retry_permit(broken.pk, by=ratna, now=now)
    entry = Entry.objects.get(action="application.retry_permit")
    assert (entry.actor, entry.role, entry.target_id) == (ratna, "administrator", str(broken.application_id))
    assert scenes.refused(workflow.retry_permit, broken.pk, by=ratna, now=now).code == "state"
    assert [produce_permits(), produce_permits()] == [0, 0]
    assert list(Permit.objects.failed()) == [broken]

    file = scenes.file_of(broken.application)
    file.identity = identity_of(file)
    file.save(update_fields=["identity"])
    workflow.retry_permit(broken.pk, by=ratna, now=now)
    assert produce_permits() == 1
    assert status(broken.application) == "issued"
    assert not Permit.objects.failed().exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, *TIER_ROLES}))
def test_nobody_else_starts_a_failed_print(catalogue, now, role):
    [permit] = unprinted(now)
    Permit.objects.update(tries=5)
    for person in (
        cast.officer("Budi", role),
        cast.citizen("Sari"),
        cast.officer("Wayan", "approver", "bppkad"),
    ):
        with pytest.raises(PermissionDenied):
            workflow.retry_permit(permit.pk, by=person, now=now)
    assert list(Permit.objects.failed()) == [permit]


def test_a_full_disk_is_no_fault_of_the_permits(catalogue, now, settings, tmp_path):
    [permit] = unprinted(now)
    kept, settings.DOCUMENT_ROOT = settings.DOCUMENT_ROOT, tmp_path / "a-file"
    settings.DOCUMENT_ROOT.write_text("no folder")
    assert [produce_permits() for _ in range(7)] == [0] * 7
    settings.DOCUMENT_ROOT = kept
    assert produce_permits() == 1
    assert Permit.objects.get(pk=permit.pk).tries == 1


def test_two_workers_do_not_print_one_permit_at_the_same_time(catalogue, now):
    [permit] = unprinted(now)
    assert Permit.objects.begin_try(permit, now=now)
    assert not Permit.objects.begin_try(permit, now=now)
