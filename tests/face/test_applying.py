"""Applying as a list of parts: what belongs on one page, what the list says, where each step leads."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from applications import workflow
from applications.forms.progress import COUNTED, DONE, NEW, OPTIONAL, PARTIAL, UNNEEDED, Progress
from applications.models import Application
from applications.workflow.checks import check_complete
from services.forms import topics_of
from services.forms.topics import MOST
from services.models import FormField
from tests import cast
from tests.answers import right_answers
from tests.applications.at_the_counter import (
    SERVICE,
    address_of_page,
    browser,
    fill_topic,
    local_now,
    page_of_form,
    text_of,
    value_of,
)
from tests.catalogue.reader import online

BILLBOARD = "izin-reklame-permanen"
real_forms = pytest.mark.parametrize("code", sorted(set(online()) - {"izin-pentas-keliling"}))


def questions(item: dict) -> list[FormField]:
    kept = ("key", "label", "type", "required", "constraints", "show_if")
    return [
        FormField(order=order, **{name: field[name] for name in kept})
        for order, field in enumerate(item["form_fields"])
    ]


# --- What stands on one page -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(online()))
def test_every_question_stands_on_one_page_in_its_order(code):
    rows = questions(online()[code])
    topics = topics_of(rows)
    assert [row.key for topic in topics for row in topic.rows] == [row.key for row in rows]
    assert [topic.number for topic in topics] == list(range(1, len(topics) + 1))


@pytest.mark.parametrize("code", sorted(online()))
def test_no_page_is_long_and_a_long_form_is_not_one_question_a_page(code):
    rows = questions(online()[code])
    topics = topics_of(rows)
    assert max(len(topic.rows) for topic in topics) <= MOST
    assert len(topics) <= 1 + len(rows) / 3


@pytest.mark.parametrize("code", sorted(online()))
def test_pages_can_be_told_apart_by_their_names(code):
    names = [topic.title or topic.labels for topic in topics_of(questions(online()[code]))]
    assert len(set(names)) == len(names)


def test_a_question_stays_with_those_that_hang_on_its_answer():
    rows = questions(online()["izin-paud"])
    together = next(topic for topic in topics_of(rows) if "jenis_pendiri" in topic.keys)
    assert {"nama_badan_hukum", "nomor_sk_kumham"} <= together.keys


def question(key: str, **more) -> FormField:
    return FormField(**{"key": key, "label": key, "type": "text", "constraints": {}, **more})


def test_a_first_question_that_governs_the_last_of_forty_still_leaves_short_pages():
    rule = {"field": "q0", "in": [True]}
    rows = [question("q0", type="boolean"), *(question(f"q{n}", show_if=rule) for n in range(1, 40))]
    topics = topics_of(rows)
    assert [row for topic in topics for row in topic.rows] == rows
    assert max(len(topic.rows) for topic in topics) <= MOST


def test_a_form_without_questions_has_no_pages():
    assert topics_of([]) == []


# --- What the list says ----------------------------------------------------------------------------------


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


def draft_of(sari, code: str, answers: dict, *, files: bool) -> Application:
    return cast.drafted(code, by=sari, now=local_now(), answers=answers, files=files)


def states(draft: Application) -> dict[str, str]:
    return {part.code: part.state for part in Progress(draft, now=local_now()).parts}


def may_be_sent(draft: Application) -> bool:
    try:
        check_complete(draft, now=local_now())
    except ValidationError:
        return False
    return True


@pytest.mark.django_db
@real_forms
def test_the_list_and_the_sending_never_disagree(sari, code):
    """Empty, complete, and complete but for one required answer of each page."""
    now = local_now()
    right = right_answers(code, now)
    empty = draft_of(sari, code, {}, files=False)
    assert not may_be_sent(empty)
    assert Progress(empty, now=now).faulty
    whole = draft_of(sari, code, right, files=True)
    assert may_be_sent(whole)
    progress = Progress(whole, now=now)
    assert (progress.faulty, progress.next_part()) == ([], None)
    assert progress.done == len(progress.counted)
    for topic in progress.topics:
        key = next((row.key for row in topic.rows if row.required and row.key in right), None)
        if key:
            whole.answers = {name: value for name, value in right.items() if name != key}
            assert not may_be_sent(whole)
            faulty = [part.code for part in Progress(whole, now=now).faulty]
            assert f"isian-{topic.number}" in faulty


@pytest.mark.django_db
def test_a_part_is_not_begun_then_begun_then_finished(sari):
    right = right_answers(BILLBOARD, local_now())
    draft = draft_of(sari, BILLBOARD, {}, files=False)
    assert set(states(draft).values()) == {DONE, NEW}
    draft.answers = {"panjang_m": "banyak"}
    assert states(draft)["isian-2"] == PARTIAL
    draft.answers = {
        key: right[key] for key in right if key in topics_of(Progress(draft, now=local_now()).rows)[1].keys
    }
    assert states(draft)["isian-2"] == DONE


@pytest.mark.django_db
def test_having_looked_at_a_page_finishes_nothing(sari):
    draft = draft_of(sari, BILLBOARD, {}, files=False)
    client = browser(sari)
    tasks = reverse("apply_tasks", args=[draft.pk])
    before = text_of(client.get(tasks))
    client.get(address_of_page(draft, 2))
    client.get(reverse("apply_documents", args=[draft.pk]))
    assert text_of(client.get(tasks)) == before
    assert "1 dari 6 bagian lengkap" in before


@pytest.mark.django_db
def test_a_profile_that_lacks_something_holds_the_sending_back(sari):
    draft = draft_of(sari, SERVICE, right_answers(SERVICE, local_now()), files=True)
    sari.profile.birth_date = None
    sari.profile.save()
    draft = Application.objects.get(pk=draft.pk)
    part = Progress(draft, now=local_now()).parts[0]
    assert (part.state, part.faults[0].url.split("?")[0]) == (PARTIAL, reverse("profile"))


def with_pages_of_their_own(draft: Application) -> None:
    """A form whose second page hangs on a tick of the first, and whose third may stay empty."""
    FormField.objects.filter(standard=draft.standard).delete()
    rule = {"field": "tanya_0", "in": [True]}
    rows = [
        question("tanya_0", type="boolean"),
        *(question(f"tanya_{n}", required=True) for n in range(1, 8)),
    ]
    rows += [question(f"lanjut_{n}", required=True, show_if=rule) for n in range(16)]
    rows += [question(f"bebas_{n}") for n in range(8)]
    for order, row in enumerate(rows):
        row.standard, row.order = draft.standard, order
    FormField.objects.bulk_create(rows)


@pytest.mark.django_db
def test_what_another_page_decides_is_asked_only_then(sari):
    draft = draft_of(sari, SERVICE, {}, files=False)
    with_pages_of_their_own(draft)
    client = browser(sari)
    topics = topics_of(FormField.objects.filter(standard=draft.standard))
    decided = next(topic for topic in topics if all(key.startswith("lanjut") for key in topic.keys))
    far = address_of_page(draft, decided.number)
    assert states(draft)[f"isian-{decided.number}"] == UNNEEDED
    assert "tidak diperlukan untuk isian Anda sekarang" in text_of(client.get(far))
    draft = workflow.save_draft(draft.pk, {"tanya_0": True}, by=sari, now=local_now())
    assert states(draft)[f"isian-{decided.number}"] == NEW
    page = client.get(far).content.decode()
    assert f'name="isian-{decided.rows[0].key}"' in page
    # The tick is on another page: no script and no hint would know it here.
    assert "data-show-if" not in page
    assert "Isi hanya bila" not in page


@pytest.mark.django_db
def test_what_may_stay_empty_is_not_counted_and_holds_nothing_back(sari):
    draft = draft_of(sari, SERVICE, {}, files=False)
    with_pages_of_their_own(draft)
    progress = Progress(draft, now=local_now())
    free = [part for part in progress.topic_parts if part.state == OPTIONAL]
    assert free
    assert not any(part.faults for part in free)
    assert not any(part in progress.counted for part in free)
    assert {part.state for part in progress.counted} <= set(COUNTED)


# --- Where each step leads -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_going_on_leads_to_what_is_not_finished_and_at_last_to_the_check(sari):
    client, now = browser(sari), local_now()
    draft = draft_of(sari, BILLBOARD, {}, files=False)
    right, topics = right_answers(BILLBOARD, now), topics_of(draft.standard.fields.all())
    for topic in topics:
        share = {key: value for key, value in right.items() if key in topic.keys}
        answer = fill_topic(client, draft, topic.number, "lanjut", share)
        more = topic.number < len(topics)
        assert answer.url == (
            address_of_page(draft, topic.number + 1) if more else reverse("apply_documents", args=[draft.pk])
        )
    cast.attach_all(Application.objects.get(pk=draft.pk), by=sari, now=now)
    first = {key: value for key, value in right.items() if key in topics[0].keys}
    assert fill_topic(client, draft, 1, "lanjut", first).url == reverse("apply_check", args=[draft.pk])


@pytest.mark.django_db
def test_saving_one_page_leaves_the_others_as_they_were(sari):
    right = right_answers(BILLBOARD, local_now())
    draft = draft_of(sari, BILLBOARD, right | {"panjang_m": "banyak"}, files=False)
    fill_topic(browser(sari), draft, 1, "simpan", {"isi_reklame": "Warung Sari"})
    kept = Application.objects.get(pk=draft.pk).answers
    assert (kept["isi_reklame"], kept["panjang_m"], kept["status_lahan"]) == (
        "Warung Sari",
        "banyak",
        right["status_lahan"],
    )
    assert "nib" not in kept


@pytest.mark.django_db
def test_two_tabs_on_two_pages_are_told_of_each_other(sari):
    draft, client = draft_of(sari, BILLBOARD, {}, files=False), browser(sari)
    old = value_of(client.get(address_of_page(draft, 2)), "versi")
    fill_topic(client, draft, 1, "simpan", {"isi_reklame": "Dari tab pertama"})
    late = {"isian-panjang_m": "2,5", "versi": old, "tombol": "simpan"}
    answer = client.post(address_of_page(draft, 2), late)
    assert answer.status_code == 409
    assert 'value="2,5"' in answer.content.decode()
    again = client.post(address_of_page(draft, 2), late | {"versi": value_of(answer, "versi")})
    assert again.status_code == 302
    kept = Application.objects.get(pk=draft.pk).answers
    assert (kept["isi_reklame"], kept["panjang_m"]) == ("Dari tab pertama", "2,5")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-1", "5", "99999", "abc", "", "²", "9" * 400])
def test_a_page_the_form_does_not_have_is_not_found(sari, number):
    draft = draft_of(sari, BILLBOARD, {}, files=False)
    address = reverse("apply_form", args=[draft.pk])
    assert browser(sari).get(address, {"bagian": number}).status_code == 404
    assert browser(sari).post(f"{address}?bagian={number}", {"versi": 0}).status_code == 404


@pytest.mark.django_db
def test_each_fault_of_the_last_page_leads_to_its_very_place(sari):
    """Every link of the summary is followed, and what it points at is there, with its sentence."""
    right = right_answers(BILLBOARD, local_now())
    answers = right | {"panjang_m": "banyak", "kelurahan_lokasi": "0", "tanggal_mulai": "besok"}
    draft, client = draft_of(sari, BILLBOARD, answers, files=False), browser(sari)
    page = client.get(reverse("apply_check", args=[draft.pk])).content.decode()
    summary = page.split('class="error-summary"')[1].split("<ul>")[1].split("</ul>")[0]
    links = re.findall(r'href="([^"]+)"', summary)
    needed = draft.standard.requirements.filter(kind="file", presence="required").count()
    assert len(links) == 3 + needed
    for link in links:
        address, place = link.replace("&amp;", "&").split("#")
        there = client.get(address)
        assert there.status_code == 200
        assert f'id="{place}"' in there.content.decode()
    assert "Ini bukan angka." in text_of(client.get(page_of_form(draft, "panjang_m") + "&periksa=1"))


@pytest.mark.django_db
def test_the_draft_is_resumed_from_her_files(sari):
    draft, client = draft_of(sari, BILLBOARD, {"panjang_m": "2"}, files=False), browser(sari)
    assert reverse("application", args=[draft.pk]) in client.get(reverse("my_files")).content.decode()
    words = text_of(client.get(reverse("application", args=[draft.pk]), follow=True))
    assert "Terakhir disimpan:" in words
    assert "Belum lengkap" in words
