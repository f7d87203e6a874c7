"""The web process dies, or the line breaks, around the COMMIT: the same form sent again gives the same number."""

from http.client import HTTPException
from threading import Thread

from django.urls import reverse

from accounts.models import User
from applications.models import Application
from foundation.registry.clock import database_now
from foundation.registry.models import Series
from mpp_portal.demo.cast import address
from tests import cast
from tests.applications.at_the_counter import text_of, value_of
from tests.foundation.scene import at_once
from tests.resilience.files import PERMIT, entries
from tests.resilience.stage import WEB, Stage, held, waiting_for_lock
from tests.resilience.visitor import Answer, Visitor

CLIENTS = 10
TRIES = 4
SENT, TWIN_AT_WORK = 302, 409


class Sending(Thread):
    """Somebody sends her form; `answer` stays None when the line breaks before there is one."""

    def __init__(self, visitor: Visitor, path: str, form: dict):
        super().__init__()
        self.answer: Answer | None = None
        self.visitor, self.path, self.form = visitor.twin(), path, form
        self.start()

    def run(self):
        try:
            self.answer = self.visitor.post(self.path, self.form)
        except (OSError, HTTPException):
            self.answer = None


def a_draft(office: str) -> Application:
    """Complete, so that nothing is left but to send it."""
    return cast.drafted(PERMIT, by=User.objects.get(email=address(office)), now=database_now())


def last_page(visitor: Visitor, draft: Application) -> tuple[str, dict]:
    """Where the form is sent to, and all that it sends."""
    path = reverse("apply_check", args=[draft.pk])
    page = visitor.get(path)
    return path, {"kunci": value_of(page, "kunci"), "versi": value_of(page, "versi"), "setuju": "on"}


def number_of(draft: Application) -> str | None:
    return Application.objects.values_list("number", flat=True).get(pk=draft.pk)


def sent_again(visitor: Visitor, path: str, form: dict) -> str:
    """What the receipt says."""
    answer = visitor.post(path, form)
    assert answer.status_code == SENT, text_of(answer)
    return text_of(visitor.get(answer.url))


def numbers_are_gap_free_and_drawn_once() -> None:
    numbers = list(Application.objects.exclude(number=None).values_list("number", flat=True))
    assert sorted(int(number[-6:]) for number in numbers) == list(range(1, len(numbers) + 1))
    assert Series.objects.get(name="permohonan").last == len(numbers)
    assert set(entries("application.submit").values()) == {1}
    assert len(entries("application.submit")) == len(numbers)


def killed_before_the_commit(stage: Stage, visitor: Visitor) -> None:
    """Held at the file's lock: nothing is stored, and nothing stands in the way of the next sending."""
    draft = a_draft("pemohon")
    path, form = last_page(visitor, draft)
    before = Series.objects.values_list("last", flat=True).first()
    with held("applications_application", draft.pk):
        sending = Sending(visitor, path, form)
        stage.until(lambda: waiting_for_lock(WEB), "the sending in its transaction")
        stage.kill_web_workers()
        sending.join()
    stage.until_gone(WEB)
    assert sending.answer is None
    assert number_of(draft) is None
    assert str(draft.pk) not in entries("application.submit")
    assert Series.objects.values_list("last", flat=True).first() == before
    receipt = sent_again(visitor, path, form)
    assert number_of(draft) in receipt


def killed_after_the_commit(stage: Stage, visitor: Visitor) -> bool:
    """A frozen Redis keeps the nudge, and so the answer, for a moment; whether the kill came within it."""
    draft = a_draft("pemohon")
    path, form = last_page(visitor, draft)
    with stage.frozen_redis():
        sending = Sending(visitor, path, form)
        stage.until(lambda: number_of(draft), "the COMMIT")
        stage.kill_web_workers()
        sending.join()
    the_number_stays(visitor, draft, path, form)
    return sending.answer is None


def the_citizen_leaves(stage: Stage, visitor: Visitor) -> None:
    """She is gone before there is an answer."""
    draft = a_draft("pemohon")
    path, form = last_page(visitor, draft)
    visitor.post_and_leave(path, form)
    stage.until(lambda: number_of(draft), "the form of the citizen who left")
    the_number_stays(visitor, draft, path, form)


def the_number_stays(visitor: Visitor, draft: Application, path: str, form: dict) -> None:
    number = number_of(draft)
    assert number in sent_again(visitor, path, form)
    assert number_of(draft) == number


def test_the_same_form_gives_the_same_number_whenever_the_line_broke(stage, logins):
    stage.start_web(LOCK_TIMEOUT="60s", STATEMENT_TIMEOUT="60s")
    visitor = Visitor(stage.port).sign_in("pemohon")
    the_citizen_leaves(stage, visitor)
    killed_before_the_commit(stage, visitor)
    in_time = any(killed_after_the_commit(stage, visitor) for _ in range(TRIES))
    assert in_time, "never killed in time: the answer was always faster"
    numbers_are_gap_free_and_drawn_once()


def everybody_sends(visitor: Visitor, path: str, forms: list[dict]) -> list[Answer]:
    """All at one moment; who meets her twin at work is told so, and sends again."""
    twins = [visitor.twin() for _ in forms]
    answers = at_once(len(forms), lambda number: twins[number].post(path, forms[number]))
    assert all(isinstance(answer, Answer) for answer in answers), answers
    assert {answer.status_code for answer in answers} <= {SENT, TWIN_AT_WORK}
    assert any(answer.status_code == SENT for answer in answers)
    return [
        answer if answer.status_code == SENT else visitor.post(path, form)
        for answer, form in zip(answers, forms, strict=True)
    ]


def test_ten_clients_with_one_key_get_one_number(stage, logins):
    stage.start_web()
    visitor = Visitor(stage.port).sign_in("pemohon")
    draft = a_draft("pemohon")
    path, form = last_page(visitor, draft)
    answers = everybody_sends(visitor, path, [form] * CLIENTS)
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (SENT, reverse("receipt", args=[draft.pk]))
    }
    numbers_are_gap_free_and_drawn_once()

    # A form that makes a row: with one key one row, and with ten keys (the control) ten.
    path = reverse("apply_start", args=[PERMIT])
    for office, keys, rows in (("pemohon2", ["satu"] * CLIENTS, 1), ("pemohon3", "abcdefghij", CLIENTS)):
        visitor = Visitor(stage.port).sign_in(office)
        visitor.get(path)
        forms = [{"kunci": key, "untuk": "diri"} for key in keys]
        answers = everybody_sends(visitor, path, forms)
        assert {answer.status_code for answer in answers} == {SENT}
        assert len({answer.url for answer in answers}) == rows
        assert Application.objects.filter(filed_by__email=address(office)).count() == rows
