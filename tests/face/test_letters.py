"""Every message the portal can send, drawn in both languages: short, complete, with its number and its link."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from foundation.notifications.choosing import choose_news
from foundation.notifications.letters import letter, septets, sms
from foundation.notifications.messages import MESSAGES
from foundation.notifications.models import Notification
from foundation.notifications.outbox import notify, post
from foundation.registry.clock import database_now
from reports import notices as digest
from reports.pressing import Clocks, Morning
from tests.foundation.scene import NOW, an_entry, person

LANGUAGES = ["id", "en"]
NUMBER = "MPP-2026-000123"
LINK = "/pemberitahuan/"
MOST_WORDS = 25
# What the entries of these rooms carry beside a number.
CARRIED = {
    "report.digest": {
        "day": "2026-11-23", "promises_late": 1, "promises_today": 2, "steps_late": 3, "steps_today": 4,
    },
    "page.approved": {"effective_on": "2026-11-23"},
}  # fmt: skip
NUMBERED = ("application.", "complaint.")
ACCOUNT_LETTERS = [
    "account_already_exists", "email_confirmation", "email_confirmation_signup", "password_reset_code",
]  # fmt: skip


@pytest.fixture
def sari(db):
    return person("Sari")


def reader(user, language: str):
    choose_news("email", language=language, by=user, now=database_now())
    return type(user).objects.get(pk=user.pk)


def sent(user, name: str) -> Notification:
    action, _colon, audience = name.partition(":")
    params = CARRIED.get(action, {"number": NUMBER} if name.startswith(NUMBERED) else {})
    entry = an_entry(user, action, **params)
    notify([user], entry, at=NOW, link=LINK, audience=audience)
    return Notification.objects.get(entry=entry, channel="email")


def sentences(text: str) -> list[str]:
    without_links = re.sub(r"https?://\S+", "", text)
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n\s*\n|\n", without_links) if one.strip(" -\n")]


def too_long(text: str) -> list[str]:
    return [one for one in sentences(text) if len(one.split()) > MOST_WORDS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_message_says_what_happened_what_to_do_its_number_and_one_link(sari, name, language):
    row = sent(reader(sari, language), name)
    subject, text, html = letter(row)
    said = text.split("\n\n--\n")[0]
    assert subject and "–" not in said and "%(" not in subject + text + html
    assert len(sentences(said.split("\n\n")[0])) >= 2, said
    assert too_long(text) == []
    assert said.count("http") == 1 and f'<html lang="{language}">' in html
    assert (LINK if language == "id" else f"/en{LINK}") in said
    if name.startswith(NUMBERED):
        assert NUMBER in said and NUMBER in unescape(html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_short_message_is_one_sms(sari, settings, name, language):
    settings.PORTAL_URL = "https://mpp.probolinggokota.go.id"
    row = sent(reader(sari, language), name)
    assert septets(sms(row)) <= 160


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ACCOUNT_LETTERS)
def test_the_account_system_s_letters_are_short_and_complete(name, language):
    context = {"code": "493021", "password_reset_url": "https://mpp.contoh.id/kata-sandi/lupa/"}
    with override(language):
        subject = render_to_string(f"account/email/{name}_subject.txt", context)
        text = render_to_string(f"account/email/{name}_message.txt", context)
    assert subject.strip() and "\n" not in subject.strip()
    assert too_long(text) == []
    assert ("493021" in text) != ("https://" in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_morning_s_letter_is_short_lines_and_one_link(settings, language):
    settings.PORTAL_URL = "https://mpp.contoh.id"
    with override(language):
        subject, text = digest.letter(a_morning(), NOW.date(), NOW)
    assert too_long(f"{subject}\n{text}") == []
    assert text.count("https://") == 1
    assert ("https://mpp.contoh.id/en/" in text) == (language == "en")


def a_morning() -> Morning:
    clocks = Clocks(late=1, today=2, near=3)
    return Morning(
        promises=clocks,
        steps=clocks,
        unclaimed=1,
        with_citizen=2,
        complaints=1,
        unsent=0,
        unmade=0,
        urgent=[],
    )


def test_a_letter_reads_in_the_dark_and_fetches_nothing(sari):
    row = sent(sari, "application.submit")
    html = letter(row).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert not re.search(r"<(img|link|script|iframe|style)\b|url\(|@import", html)
    # A colour of its own has its ground beside it; everything else takes the reader's.
    for style in re.findall(r'style="([^"]*)"', html):
        assert ("color:#" in style.replace("background:#", "")) <= ("background:#" in style)


def test_a_code_stands_alone_and_large(sari):
    with override("en"):
        text = render_to_string("account/email/email_confirmation_message.txt", {"code": "493021"})
        post(address="sari@contoh.id", channel="email", subject="x", text=text, entry=an_entry(sari), at=NOW)
    assert "font-size:26px" in letter(Notification.objects.get()).html
