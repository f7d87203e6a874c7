"""Following a file or a report: one line on top, the way behind and before it, her own turn first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from applications import headline, timeline, workflow
from applications.models import Application
from complaints import story
from complaints.models import Complaint
from services.models import Tier
from sla.due import Due
from tests import cast
from tests.applications.at_the_counter import SERVICE, browser, local_now, text_of
from tests.applications.scenes import answered, finished, open_steps, published, returned
from tests.complaints import scenes
from tests.complaints.at_the_form import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def sari():
    return browser(cast.citizen("Sari"))


@pytest.fixture
def sent():
    return cast.submitted(SERVICE, now=local_now())


def own(client, file) -> str:
    return text_of(client.get(reverse("application", args=[file.pk])))


def tracked(file) -> str:
    return text_of(browser().get(reverse("track"), {"kode": file.tracking_code}))


def day(at) -> str:
    return date_format(timezone.localtime(at))


def test_every_status_has_its_line_and_its_pile():
    assert set(headline.ELSEWHERE) == set(Application.Status)
    assert set(story.WHERE) == set(Complaint.Status)
    for piles, statuses in ((timeline.PILES, Application.Status), (story.PILES, Complaint.Status)):
        assert sorted(one for _title, members in piles for one in members) == sorted(statuses)


def test_the_line_says_where_it_is_whose_turn_and_by_when(sari, sent):
    tier = open_steps(sent)[0].tier
    where = f"di meja {tier.agency.short_name} , tahap {tier.name} ."
    turn = f"Giliran kami, paling lambat {day(sent.timer.due_at)}."
    assert f"Berkas Anda {where} {turn}" in own(sari, sent)
    assert f"Berkas ini {where} {turn}" in tracked(sent)


def test_a_promise_that_was_missed_is_owned_up_to():
    file = cast.submitted(SERVICE, now=local_now() - timedelta(days=60))
    assert f"Giliran kami. Batas {day(file.timer.due_at)} sudah lewat, kami minta maaf." in tracked(file)


def test_several_desks_at_once_are_all_named():
    published(SERVICE, local_now(), orders=[1, 1, 2])
    file = cast.submitted(SERVICE, now=local_now())
    one, other = dict.fromkeys(step.tier.agency.short_name for step in open_steps(file))
    assert f"di meja {one} dan {other} ." in tracked(file)


def test_when_it_is_her_turn_the_line_says_until_when(sari, sent):
    returned(open_steps(sent)[0], now=local_now())
    last = day(Application.objects.get(pk=sent.pk).lapses_at)
    assert f"Berkas Anda menunggu perbaikan. Giliran Anda, paling lambat {last}." in own(sari, sent)
    assert f"Berkas ini menunggu perbaikan. Giliran pemohon, paling lambat {last}." in tracked(sent)
    assert "sampai perbaikan dikirim." in own(sari, sent)


def test_a_pause_is_told_with_its_days(sari):
    now = local_now()
    file = cast.submitted(SERVICE, now=now - timedelta(days=28))
    returned(open_steps(file)[0], now=now - timedelta(days=21))
    answered(file, now=now - timedelta(days=14))
    told = f"Dari {day(now - timedelta(days=21))} sampai {day(now - timedelta(days=14))}."
    assert told in own(sari, file) and told in tracked(file)


def test_an_ended_file_says_when(sari, sent):
    finished(sent, now=local_now())
    ended = day(Application.objects.get(pk=sent.pk).closed_at)
    assert f"Permohonan Anda selesai pada {ended}." in own(sari, sent)
    assert "Giliran" not in tracked(sent)


def test_steps_to_come_say_so(sent):
    last = sent.standard.tiers.order_by("order").last()
    assert f"{last.name} – {last.agency.short_name} Belum sampai di sini" in tracked(sent)


def test_a_name_is_shown_as_text_and_marked_as_indonesian(sari, sent):
    Tier.objects.filter(pk=open_steps(sent)[0].tier_id).update(name="<b>100% teliti</b>")
    page = sari.get(reverse("application", args=[sent.pk])).content.decode()
    assert '<span lang="id">&lt;b&gt;100% teliti&lt;/b&gt;</span>' in page
    assert "<b>100%" not in page


def test_a_clock_that_stands_promises_no_day():
    still = Due(None, "paused", "", False)
    with override("id"):
        assert [str(part) for part in headline.our_turn(still)] == ["Giliran kami.", ""]


def test_her_turn_then_drafts_then_the_running_then_the_ended(sari):
    now, her = local_now(), cast.citizen("Sari")
    waiting = cast.submitted(SERVICE, now=now - timedelta(days=3))
    returned(open_steps(waiting)[0], now=now - timedelta(days=2))
    ended = cast.submitted("kk-baru", now=now - timedelta(days=1))
    workflow.withdraw(ended.pk, by=her, now=now)
    cast.drafted(SERVICE, by=her, now=now)
    running = cast.submitted("kk-baru", now=now)
    words = text_of(sari.get(reverse("my_files")))
    order = [
        "Giliran Anda", waiting.number, "Draf yang belum dikirim", "Sedang kami proses", running.number,
        "Sudah berakhir", ended.number,
    ]  # fmt: skip
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_a_reporter_s_own_turn_stands_first_and_on_top(sari):
    now, her = local_now(), cast.citizen("Sari")
    answered_one = scenes.answered(scenes.filed(by=her, now=now - timedelta(days=2)), now=now)
    newer = scenes.filed(by=her, now=now)
    words = text_of(sari.get(reverse("my_complaints")))
    places = [
        words.index(one) for one in ("Giliran Anda", answered_one.number, "Sedang kami proses", newer.number)
    ]
    assert places == sorted(places)
    page = text_of(sari.get(reverse("complaint", args=[answered_one.pk])))
    last = day(answered_one.timer.due_at)
    assert f"Laporan Anda sudah dijawab. Giliran Anda menanggapi, paling lambat {last}." in page
    page = text_of(sari.get(reverse("complaint", args=[newer.pk])))
    assert "Laporan Anda di meja petugas pengaduan. Giliran kami, paling lambat" in page


def test_what_a_report_does_not_need_is_folded_until_it_is_used():
    address = reverse("complaint_file")
    assert "<details>\n        <summary>Tambah keterangan" in browser().get(address).content.decode()
    assert "<details open>" in browser().get(address, {"layanan": SERVICE}).content.decode()
    assert "<details open>" in send(title="").content.decode()


def test_a_receipt_has_a_button_that_prints_only_where_it_can():
    page = send(phone="0812-3456-7890", name="Sari", email="").content.decode()
    assert "data-print hidden" in page and "js/print.js" in page
