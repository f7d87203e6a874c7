"""What a citizen's browser posts, and small words for her pages."""

import html
import re
from zoneinfo import ZoneInfo

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from foundation.registry.clock import database_now
from services.conditions import applicable_requirements
from services.forms import topics_of
from tests import cast
from tests.answers import right_answers

SERVICE = "surat-keterangan-penelitian"


def local_now():
    """The moment the pages see: the database's, as the mall's clock shows it."""
    return database_now().astimezone(ZoneInfo(settings.TIME_ZONE))


def browser(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text_of(response) -> str:
    """What a reader sees: no tags, no entities, one space between words."""
    plain = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(plain).split())


def value_of(response, name: str) -> str:
    """The value of a hidden control."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    return html.unescape(re.search(r'value="([^"]*)"', tag[0])[1])


def as_posted(answers: dict) -> dict:
    """Answers under the names of the form; an unticked box is not sent."""
    return {f"isian-{key}": "on" if value is True else value for key, value in answers.items() if value != ""}


def started(client: Client, code: str = SERVICE, **chosen) -> Application:
    """A draft opened on the page."""
    address = reverse("apply_start", args=[code])
    key = value_of(client.get(address), "kunci")
    answer = client.post(address, {"kunci": key, "untuk": "diri", **chosen})
    assert answer.status_code == 302, text_of(answer)
    return Application.objects.get(pk=answer.url.split("/")[2])


def fill(client: Client, draft: Application, button: str = "lanjut", answers: dict | None = None, **changes):
    """Every page of the form posted with right answers and these changes; the answer to the last one posted.

    A page that is refused ends it: nobody goes on from there.
    """
    if answers is None:
        answers = right_answers(draft.standard.service.code, local_now()) | changes
    left = dict(answers)
    for topic in topics_of(draft.standard.fields.all()):
        share = {key: left.pop(key) for key in list(left) if key in topic.keys}
        answer = fill_topic(client, draft, topic.number, button, share)
        if answer.status_code != 302:
            return answer
    # What the service does not ask goes with the first page.
    return fill_topic(client, draft, 1, button, left) if left else answer


def fill_topic(client: Client, draft: Application, number: int, button: str, answers: dict, **more):
    address = address_of_page(draft, number)
    version = value_of(client.get(address), "versi")
    return client.post(address, {**as_posted(answers), "versi": version, "tombol": button, **more})


def fill_page_of(client: Client, draft: Application, key: str, button: str = "lanjut", **changes):
    """Only the page that asks `key` is posted, with right answers and these changes."""
    keys = next((one.keys for one in topics_of(draft.standard.fields.all()) if key in one.keys), set())
    right = right_answers(draft.standard.service.code, local_now())
    answers = {name: value for name, value in right.items() if name in keys} | changes
    return fill_topic(client, draft, number_of_page(draft, key), button, answers)


def number_of_page(draft: Application, key: str) -> int:
    """Of the page that asks `key`; the first one where none does."""
    return next((one.number for one in topics_of(draft.standard.fields.all()) if key in one.keys), 1)


def page_of_form(draft: Application, key: str = "") -> str:
    """The address of the page that asks `key`."""
    return address_of_page(draft, number_of_page(draft, key))


def address_of_page(draft: Application, number: int) -> str:
    return f"{reverse('apply_form', args=[draft.pk])}?bagian={number}"


def upload(client: Client, draft: Application, code: str, file=None, **more):
    address = reverse("apply_documents", args=[draft.pk])
    file = file or cast.upload(draft.standard.requirements.get(code=code).accept)
    key = value_of(client.get(address), "kunci")
    return client.post(address, {"kunci": key, "persyaratan": code, "berkas": file, **more})


def upload_all(client: Client, draft: Application) -> None:
    answers = Application.objects.get(pk=draft.pk).answers
    for requirement in applicable_requirements(list(draft.standard.requirements.all()), answers):
        if requirement.kind == "file" and (requirement.presence == "required" or requirement.condition):
            assert upload(client, draft, requirement.code).status_code == 302


def send(client: Client, draft: Application, **more):
    address = reverse("apply_check", args=[draft.pk])
    page = client.get(address)
    form = {"kunci": value_of(page, "kunci"), "versi": value_of(page, "versi"), "setuju": "on"}
    return client.post(address, form | more)
