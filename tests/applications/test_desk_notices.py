"""The desk sees whom we told about a file and whether it arrived, and learns no address by it."""

import pytest
from django.core.cache import cache

from accounts.models import Role, User
from foundation.notifications.delivery import deliver
from foundation.notifications.models import Notification
from tests import cast
from tests.applications import scenes
from tests.applications.desk import before, look, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SERVICE = "surat-keterangan-penelitian"


@pytest.fixture
def file():
    return cast.submitted(SERVICE, now=before(hours=4))


@pytest.fixture
def budi():
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


def rows(budi, file) -> list[tuple]:
    page = look(budi, "desk_file", file.pk)
    return [(one.whom, one.channel, one.address, one.label) for one in page.context["dossier"].notices]


def test_bell_and_letter_of_the_owner_are_listed(file, budi):
    waiting = ("Pemohon", "surel", "s***@contoh.id", "Menunggu dikirim")
    assert rows(budi, file) == [("Pemohon", "lonceng di portal", "", "Belum dibaca"), waiting]
    deliver()
    Notification.objects.filter(channel="bell").mark_read(before(hours=1))
    assert [row[3] for row in rows(budi, file)] == ["Sudah dibaca", "Terkirim"]


def test_the_page_says_it_in_words_and_shows_no_address(file, budi):
    page = words(look(budi, "desk_file", file.pk))
    section = page[page.index("<h2>Pemberitahuan</h2>") : page.index("<h2>Riwayat</h2>")]
    assert f"Permohonan {file.number} diterima" in section
    assert "sari@contoh.id" not in section
    assert "2 kabar, tidak ada yang gagal" in section


def test_a_failure_says_why_and_what_to_do(file, budi):
    Notification.objects.filter(channel="email").update(state="failed", reason="unknown")
    page = words(look(budi, "desk_file", file.pk))
    assert "Gagal dikirim" in page
    assert "<details open>" in page and "Ada kabar yang tidak sampai" in page
    assert "Alamat atau nomor tidak dikenal. Hubungi pemohon dengan cara lain." in page


def test_an_sms_without_a_gateway_is_kept_and_can_be_read_out(budi):
    wayan = cast.citizen("Wayan")
    User.objects.filter(pk=wayan.pk).update(email=None, phone="+6281234567890")
    file = cast.submitted(SERVICE, by=User.objects.get(pk=wayan.pk), now=before(hours=1))
    deliver()
    page = words(look(budi, "desk_file", file.pk))
    assert "Portal ini belum dapat mengirim SMS." in page
    assert "••••7890" in page
    assert f"Permohonan {file.number} diterima. Lacak dengan kode pada tanda terimanya." in page


def test_a_warned_officer_is_an_officer_and_other_files_are_left_out(file, budi):
    cast.submitted(SERVICE, by=cast.citizen("Wayan"), now=before(hours=3))
    step = cast.open_review(file)
    scenes.claimed(step, now=before(hours=2))
    scenes.workflow.escalate(step.timer_id, now=step.timer.due_at)
    found = rows(budi, file)
    assert len(found) == 3
    assert found[0][:3] == ("Petugas", "surel", "b***@contoh.id")


def test_the_coordinator_sees_the_states_as_well(file):
    page = words(look(cast.officer("Ratna", Role.COORDINATOR), "desk_file", file.pk))
    assert "s***@contoh.id" in page


def test_a_letter_that_is_tried_again_says_so(file, budi, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    cache.clear()
    deliver()
    assert "Server pengirim tidak menjawab. Kami mencoba lagi." in words(look(budi, "desk_file", file.pk))
