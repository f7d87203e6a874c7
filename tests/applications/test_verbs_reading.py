"""Opening somebody's file leaves an entry, in the role in which it was opened; opening one's own leaves none."""

from datetime import date

import pytest

from accounts.models import Agency, Role
from applications import workflow
from foundation.audit.models import Entry
from tests import cast
from tests.applications import scenes

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"


@pytest.fixture
def file(catalogue, now):
    return cast.submitted(CODE, now=now)


def opened(file) -> list[tuple]:
    found = Entry.objects.about(file).filter(action__in=["application.view", "application.open_document"])
    return [
        (entry.action.removeprefix("application."), entry.actor.name, entry.role, entry.agency)
        for entry in found
    ]


def test_the_owner_reads_her_own_without_a_trace(file, now):
    workflow.note_view(file, by=file.filed_by, now=now)
    workflow.note_document(file.attachments.first(), by=file.filed_by, now=now)
    assert opened(file) == []


def test_an_officer_leaves_her_role_and_agency(file, now):
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "bppkad")
    workflow.note_view(file, by=budi, now=now)
    workflow.note_document(file.attachments.first(), by=budi, now=now)
    assert opened(file) == [
        ("view", "Budi", "front_office", "bppkad"),
        ("open_document", "Budi", "front_office", "bppkad"),
    ]
    params = Entry.objects.get(action="application.open_document").params
    assert params == {"number": file.number, "requirement": "ktp_el", "version": 1}


def test_of_several_roles_the_one_that_opens_the_file_counts(file, now):
    budi = cast.officer("Budi", Role.FRONT_OFFICE, "dinkes")
    budi.memberships.create(
        role=Role.VERIFIER, agency=Agency.objects.get(code="bppkad"), starts_on=date(2024, 1, 1)
    )
    workflow.note_view(file, by=scenes.fresh(budi), now=now)
    assert opened(file) == [("view", "Budi", "verifier", "bppkad")]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR])
def test_the_malls_own_roles_have_no_agency(file, now, role):
    ratna = cast.officer("Ratna", role)
    workflow.note_view(file, by=ratna, now=now)
    assert opened(file) == [("view", "Ratna", role, "")]
