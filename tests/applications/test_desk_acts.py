"""What an officer does with a file: one wins the claim, refusals keep what was typed, decisions move it on."""

import pytest
from django.utils import timezone

from accounts.models import Role
from applications import workflow
from applications.models import Application, Review, Verdict
from foundation.audit.models import Entry
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import (
    FIVE_TIERS,
    OUTSIDE,
    SERVICE,
    act,
    at_tier,
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


@pytest.fixture
def last(catalogue):
    """A file at its last tier, claimed: (file, step, officer)."""
    application = at_tier(SERVICE, 4, now=before(hours=3))
    step, who = cast.claimed(application, now=before(hours=1))
    return Application.objects.get(pk=application.pk), step, who


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


def test_the_last_desk_approves(last):
    file, step, wayan = last
    answer = act(wayan, file, step, "setujui", **checklist(file))
    assert answer.status_code == 302
    file.refresh_from_db()
    assert file.status == "approved"
    assert file.permit.number


def test_a_rejection_needs_its_legal_ground(last):
    file, step, wayan = last
    answer = act(wayan, file, step, "tolak", **checklist(file, alasan_tolak="Zona ini tertutup."))
    assert answer.status_code == 400
    assert "Penolakan memerlukan dasar hukum dan alasan." in words(answer)
    assert "Zona ini tertutup." in words(answer)
    assert decision_of(step) == ""


def test_the_last_desk_rejects_with_ground_and_reason(last):
    file, step, wayan = last
    said = {"dasar_hukum": "Permendagri 3/2018", "alasan_tolak": "Penelitian tidak memenuhi syarat."}
    assert act(wayan, file, step, "tolak", **checklist(file, **said)).status_code == 302
    file.refresh_from_db()
    assert file.status == "rejected"
    assert Review.objects.get(pk=step.pk).legal_ground == "Permendagri 3/2018"


def test_who_decided_one_tier_cannot_take_the_next(catalogue):
    file = at_tier(FIVE_TIERS, 2, now=before(hours=3))
    budi = Review.objects.get(application=file, tier__order=1).decided_by
    step = cast.open_review(file)
    cast.Membership.objects.create(
        user=budi, role=step.tier.role, agency=step.tier.agency, starts_on=before(days=9).date()
    )
    assert act(budi, file, step, "ambil").status_code == 403
    assert "Anda sudah memutus tahap lain berkas ini." in words(look(budi, "desk_file", file.pk))


def spent(user, file, step, name: str, posted: dict) -> list[str]:
    client = signed_in(user)
    with counted() as queries:
        answer = client.post(f"/petugas/berkas/{file.pk}/langkah/{step.pk}/{name}/", posted)
    assert answer.status_code == 302
    return queries


@pytest.mark.parametrize("tier, name", [(1, "teruskan"), (3, "kembalikan"), (4, "teruskan"), (5, "setujui")])
def test_a_decision_with_entry_and_notices_costs_twenty_queries_at_most(tier, name, catalogue):
    file = at_tier(FIVE_TIERS, tier, now=before(hours=3))
    step, who = cast.claimed(file, now=before(hours=1))
    posted = checklist(file)
    if name == "kembalikan":
        field = file.standard.fields.first().key
        posted |= {f"isian-{field}": "mend", f"catatan-isian-{field}": "Pilih yang benar."}
    queries = spent(who, file, step, name, posted)
    assert len(queries) <= 20, "\n".join(queries)


def outside_product(user, file, **said):
    page = look(user, "desk_file", file.pk)
    posted = {
        "kunci": page.context["product"]["kunci"].value(),
        "nomor": "3574-KK-1",
        "tanggal": "2026-01-01",
    }
    return page, posted | said


@pytest.fixture
def approved(catalogue):
    return cast.decided(cast.submitted(OUTSIDE, now=before(days=3)), now=before(days=2))


def test_the_last_desk_records_a_product_issued_elsewhere(approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    page, posted = outside_product(wayan, approved, tanggal=timezone.localdate().isoformat())
    assert "Catat produk" in words(page)
    client = signed_in(wayan)
    for _twice in range(2):
        assert client.post(f"/petugas/berkas/{approved.pk}/produk/", posted).status_code == 302
    approved.refresh_from_db()
    assert (approved.status, approved.permit.number) == ("issued", "3574-KK-1")
    assert Entry.objects.filter(action="application.record_product").count() == 1


@pytest.mark.parametrize(
    "said, sentence",
    [
        ({"nomor": ""}, "Isi bagian ini."),
        ({"nomor": "x" * 81}, "Paling banyak 80 huruf"),
        ({"tanggal": "31-02-2026"}, "Tanggal ini tidak dikenal."),
        ({"tanggal": "2019-01-02"}, "Tanggal produk harus antara tanggal permohonan dikirim dan hari ini."),
        ({"tanggal": "2099-01-02"}, "Terlalu jauh."),
    ],
)
def test_a_product_that_cannot_be_is_refused_and_kept(said, sentence, approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    _page, posted = outside_product(wayan, approved, **{"tanggal": timezone.localdate().isoformat(), **said})
    answer = signed_in(wayan).post(f"/petugas/berkas/{approved.pk}/produk/", posted)
    assert answer.status_code == 400
    assert sentence in words(answer)
    if posted["nomor"]:
        assert posted["nomor"] in words(answer)
    approved.refresh_from_db()
    assert approved.status == "approved"


def test_a_product_is_recorded_once_only(approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    today = timezone.localdate().isoformat()
    _page, first = outside_product(wayan, approved, tanggal=today)
    _page, second = outside_product(wayan, approved, tanggal=today, nomor="3574-KK-2")
    client = signed_in(wayan)
    assert client.post(f"/petugas/berkas/{approved.pk}/produk/", first).status_code == 302
    assert client.post(f"/petugas/berkas/{approved.pk}/produk/", second).status_code == 409
    approved.refresh_from_db()
    assert approved.permit.number == "3574-KK-1"


def test_a_permit_of_the_portal_is_not_recorded_by_hand(catalogue):
    file = cast.decided(cast.submitted(SERVICE, now=before(days=3)), now=before(days=2))
    wayan = Review.objects.get(application=file, decision="approved").decided_by
    page, posted = outside_product(wayan, file, tanggal=timezone.localdate().isoformat())
    assert "Catat produk" not in words(page)
    assert signed_in(wayan).post(f"/petugas/berkas/{file.pk}/produk/", posted).status_code == 400
