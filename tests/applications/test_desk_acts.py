"""What an officer does with a file: one wins the claim, refusals keep what was typed, decisions move it on."""

import pytest
from django.utils import timezone

from accounts.models import Role
from applications import workflow
from applications.models import Application, Review, Verdict
from foundation.audit.models import Entry
from tests import cast
from tests.applications.desk import (
    SERVICE,
    act,
    before,
    checklist,
    look,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(catalogue):
    """A file at the first of its tiers, claimed by nobody."""
    return cast.submitted(SERVICE, now=before(hours=3))


@pytest.fixture
def held(file):
    """The same, claimed: (file, step, officer)."""
    step, who = cast.claimed(file, now=before(hours=2))
    return Application.objects.get(pk=file.pk), step, who


def decision_of(step: Review) -> str:
    return Review.objects.get(pk=step.pk).decision


def test_claiming_leads_to_the_checklist(file):
    step = cast.open_review(file)
    budi = cast.desk_of(step)
    answer = act(budi, file, step, "ambil")
    assert (answer.status_code, answer.url) == (302, f"/petugas/berkas/{file.pk}/#periksa")
    assert Review.objects.get(pk=step.pk).claimed_by == budi


def test_who_comes_second_is_told_who_has_the_file_and_since_when(held):
    file, step, budi = held
    wayan = cast.officer("Wayan", step.tier.role, step.tier.agency.code)
    answer = act(wayan, file, step, "ambil")
    since = timezone.localtime(Review.objects.get(pk=step.pk).claimed_at)
    assert answer.status_code == 409
    assert f"sudah diambil oleh {budi} pukul {since:%H.%M}" in words(answer)
    assert "Ke kotak tugas" in words(answer)
    assert "Dalam verifikasi" in words(answer)


def test_claiming_twice_changes_nothing(held):
    file, step, budi = held
    assert act(budi, file, step, "ambil").status_code == 302
    assert Entry.objects.filter(action="application.claim").count() == 1


def test_a_released_file_is_free_again(held):
    file, step, budi = held
    answer = act(budi, file, step, "lepas")
    assert (answer.status_code, answer.url) == (302, "/petugas/?lanjut=1")
    assert Review.objects.get(pk=step.pk).claimed_by is None


def test_the_coordinator_may_free_a_file_and_a_colleague_may_not(held):
    file, step, _budi = held
    wayan = cast.officer("Wayan", step.tier.role, step.tier.agency.code)
    assert act(wayan, file, step, "lepas").status_code == 403
    assert act(cast.officer("Ratna", Role.COORDINATOR), file, step, "lepas").status_code == 302


def test_nobody_decides_without_a_claim(file):
    step = cast.open_review(file)
    answer = act(cast.desk_of(step), file, step, "teruskan", **checklist(file))
    assert answer.status_code in (403, 409)
    assert decision_of(step) == ""


@pytest.mark.parametrize("name", ["ambil", "lepas", "simpan", "teruskan", "kembalikan", "setujui", "tolak"])
def test_another_agency_finds_no_such_file(name, held):
    file, step, _budi = held
    joko = cast.officer("Joko", Role.FRONT_OFFICE, "dispendukcapil")
    assert act(joko, file, step, name, **checklist(file)).status_code == 404


def test_an_act_nobody_knows_is_not_found(held):
    file, step, budi = held
    assert act(budi, file, step, "terbitkan").status_code == 404


def test_acts_are_not_done_by_looking(held):
    file, step, budi = held
    assert signed_in(budi).get(f"/petugas/berkas/{file.pk}/langkah/{step.pk}/ambil/").status_code == 405


def test_the_checklist_is_kept_as_far_as_it_is_filled_in(held):
    file, step, budi = held
    code = next(iter(cast.fits(file)))
    answer = act(
        budi, file, step, "simpan",
        **{"versi": file.version, f"syarat-{code}": "mend", f"catatan-syarat-{code}": "Buram."},
    )  # fmt: skip
    assert (answer.status_code, answer.url) == (302, f"/petugas/berkas/{file.pk}/#periksa")
    kept = Verdict.objects.get(review=step)
    assert (kept.value, kept.note) == ("mend", "Buram.")
    assert "Buram." in words(look(budi, "desk_file", file.pk))


def test_what_was_said_beside_the_checklist_is_kept_too(held):
    file, step, budi = held
    act(budi, file, step, "simpan", **checklist(file, pendapat="against", alasan="Lokasi belum jelas."))
    page = words(look(budi, "desk_file", file.pk))
    assert "Lokasi belum jelas." in page
    assert decision_of(step) == ""


def test_passing_on_brings_the_file_to_the_next_desk(held):
    file, step, budi = held
    answer = act(budi, file, step, "teruskan", **checklist(file))
    assert (answer.status_code, answer.url) == (302, "/petugas/?lanjut=1")
    assert decision_of(step) == "passed"
    assert cast.open_review(file).tier.order == step.tier.order + 1
    assert f"Berkas {file.number} diteruskan ke tahap berikutnya." in words(signed_follow(budi, answer))


def signed_follow(user, answer):
    client = signed_in(user)
    client.cookies.update(answer.cookies)
    return client.get(answer.url)


def test_every_requirement_wants_a_verdict(held):
    file, step, budi = held
    posted = checklist(file)
    left_out = next(name for name in posted if name.startswith("syarat-"))
    label = file.standard.requirements.get(code=left_out.removeprefix("syarat-")).label
    del posted[left_out]
    answer = act(budi, file, step, "teruskan", **posted)
    assert answer.status_code == 400
    assert "Belum dinilai" in words(answer)
    assert label in words(answer)
    assert decision_of(step) == ""


def test_mend_without_a_note_is_refused_naming_the_requirement(held):
    file, step, budi = held
    posted = checklist(file)
    name = next(name for name in posted if name.startswith("syarat-"))
    label = file.standard.requirements.get(code=name.removeprefix("syarat-")).label
    answer = act(budi, file, step, "kembalikan", **posted | {name: "mend"})
    assert answer.status_code == 400
    assert f"Tulis apa yang harus diperbaiki pada “{label}”." in words(answer)


def test_a_file_with_something_to_mend_does_not_pass(held):
    file, step, budi = held
    posted = checklist(file)
    name = next(name for name in posted if name.startswith("syarat-"))
    posted |= {name: "mend", f"catatan-{name}": "Gambar terpotong di kanan."}
    answer = act(budi, file, step, "teruskan", **posted, alasan="Sudah saya baca")
    page = words(answer)
    assert answer.status_code == 400
    assert "Masih ada yang perlu diperbaiki" in page
    assert "Gambar terpotong di kanan." in page
    assert "Sudah saya baca" in page
    assert f'name="{name}" value="mend" checked' in page
    assert 'value="for" class' in page or 'value="for"' in page


def test_a_return_without_anything_to_mend_is_refused(held):
    file, step, budi = held
    answer = act(budi, file, step, "kembalikan", **checklist(file))
    assert answer.status_code == 400
    assert "Tandai sedikitnya satu persyaratan atau isian" in words(answer)


def test_a_remark_on_an_answer_returns_the_file(held):
    file, step, budi = held
    field = file.standard.fields.exclude(type="boolean").first()
    said = {f"isian-{field.key}": "mend", f"catatan-isian-{field.key}": "Tulis nama lengkap."}
    answer = act(budi, file, step, "kembalikan", **checklist(file, **said))
    assert answer.status_code == 302
    verdict = Verdict.objects.get(review=step, field=field)
    assert (verdict.value, verdict.note) == ("mend", "Tulis nama lengkap.")


def test_a_remark_taken_back_is_gone(held):
    file, step, budi = held
    field = file.standard.fields.exclude(type="boolean").first()
    said = {f"isian-{field.key}": "mend", f"catatan-isian-{field.key}": "Tulis nama lengkap."}
    act(budi, file, step, "simpan", **checklist(file, **said))
    act(budi, file, step, "teruskan", **checklist(file))
    assert not Verdict.objects.filter(review=step, field=field).exists()


def test_an_opinion_against_needs_its_reason(held):
    file, step, budi = held
    answer = act(budi, file, step, "teruskan", **checklist(file, pendapat="against"))
    assert answer.status_code == 400
    assert "Tulis alasan mengapa Anda tidak mendukung." in words(answer)


def test_a_verdict_on_something_the_file_does_not_have_is_refused(held):
    file, step, budi = held
    answer = act(budi, file, step, "teruskan", **checklist(file, **{"syarat-tidak_ada": "fits"}))
    assert answer.status_code == 400
    assert "Daftar periksa memuat hal yang tidak ada" in words(answer)
    assert not Verdict.objects.exists()


def test_a_page_older_than_the_file_is_refused_and_keeps_what_was_typed(held):
    file, step, budi = held
    posted = checklist(file, alasan="Tulisan saya", versi=file.version - 1)
    answer = act(budi, file, step, "teruskan", **posted)
    page = words(answer)
    assert answer.status_code == 409
    assert "berubah sejak halaman Anda dibuka" in page
    assert "Tulisan saya" in page
    assert f'name="versi" value="{file.version}"' in page
    assert decision_of(step) == ""


def test_a_form_without_its_version_is_incomplete(held):
    file, step, budi = held
    posted = checklist(file)
    del posted["versi"]
    answer = act(budi, file, step, "teruskan", **posted)
    assert answer.status_code == 400
    assert "Formulir ini tidak lengkap." in words(answer)


def test_deciding_twice_answers_with_the_present_state(held):
    file, step, budi = held
    posted = checklist(file)
    act(budi, file, step, "teruskan", **posted)
    answer = act(budi, file, step, "teruskan", **posted)
    page = words(answer)
    assert answer.status_code == 409
    assert "Keadaan sekarang" in page
    assert f"<strong>Diteruskan</strong>, Mendukung – {budi}" in page
    assert Entry.objects.filter(action="application.pass_on").count() == 1


def test_a_file_withdrawn_meanwhile_is_shown_as_withdrawn(held):
    file, step, budi = held
    workflow.withdraw(file.pk, by=file.filed_by, now=before(minutes=1))
    answer = act(budi, file, step, "teruskan", **checklist(file))
    assert answer.status_code == 409
    assert "Dibatalkan" in words(answer)


def test_a_reason_longer_than_the_limit_is_refused_and_kept(held):
    file, step, budi = held
    answer = act(budi, file, step, "teruskan", **checklist(file, alasan="a" * 4001))
    assert answer.status_code == 400
    assert "Alasan atau pesan: Paling banyak 4.000 huruf" in words(answer)
    assert "a" * 4001 in words(answer)


def test_the_first_desk_neither_approves_nor_rejects(held):
    file, step, budi = held
    assert act(budi, file, step, "setujui", **checklist(file)).status_code == 403
    assert (
        act(budi, file, step, "tolak", **checklist(file, dasar_hukum="UU", alasan_tolak="x")).status_code
        == 403
    )
