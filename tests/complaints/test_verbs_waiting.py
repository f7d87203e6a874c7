"""Who waits for the lock sees the complaint as it is once she has it: also what hangs on it."""

import pytest

from accounts.models import Agency, User
from complaints import workflow
from complaints.models import Category, Complaint
from complaints.workflow import case
from tests.applications.at_once import DONE, Company, in_turn
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def play(monkeypatch):
    """Two acts, of which the second asks for the lock while the first holds it; returns both outcomes."""
    company = Company(2)

    def one_after_the_other(first, second):
        with in_turn(monkeypatch, case.locked, first, second, room=case) as acts:
            return company.at_once(*acts)

    yield one_after_the_other
    company.go_home()


def test_a_reply_arrives_though_the_category_changed_while_it_waited(now, play):
    complaint = scenes.filed(now=now)
    other = Category.objects.choosable().exclude(pk=complaint.category_id).first()
    officer, sari = scenes.handler(), complaint.reporter

    def verify():
        workflow.verify(complaint.pk, category=other, confidential=False, by=officer, now=now)

    def reply():
        workflow.reply(complaint.pk, "Satu hal lagi.", by=User.objects.get(pk=sari.pk), now=now)

    assert play(verify, reply) == [DONE, DONE]
    assert Complaint.objects.get(pk=complaint.pk).category == other


def test_an_interim_answer_names_the_agency_that_was_asked_while_it_waited(now, play):
    complaint = scenes.verified(scenes.filed(now=now), now=now)
    wayan, officer = scenes.official(), scenes.handler()
    agency = Agency.objects.get(code=scenes.AGENCY)

    def forward():
        workflow.forward(complaint.pk, agency, by=officer, now=now)

    def answer():
        wayan_now = User.objects.get(pk=wayan.pk)
        said = workflow.answer_meanwhile(complaint.pk, "Sedang diperiksa.", by=wayan_now, now=now)
        assert said.agency == agency

    assert play(forward, answer) == [DONE, DONE]
