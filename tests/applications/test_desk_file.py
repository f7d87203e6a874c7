"""The file on the desk: what each pair of eyes may read, what the checklist remembers, and the story of the file."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import CitizenProfile, Role
from accounts.validators import nik_hash
from applications import workflow
from applications.models import Application, Review
from foundation.audit.models import Entry
from foundation.documents.checks import check_upload
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import FIVE_TIERS, OUTSIDE, SERVICE, at_tier, before, look, signed_in, words

pytestmark = pytest.mark.django_db
NIK = cast.NIKS["Sari"]


@pytest.fixture
def file(catalogue):
    return cast.submitted(SERVICE, now=before(hours=3))


@pytest.fixture
def budi(catalogue):
    return cast.officer("Budi1", Role.FRONT_OFFICE, "dpmptsp")


def returned(service: str = SERVICE, *, field: bool = False) -> Application:
    """Tier 1 asked for one paper (and one answer) to be mended, and the citizen did."""
    now = before(hours=6)
    application = cast.submitted(service, now=now)
    step, who = cast.claimed(application, now=now + timedelta(minutes=5))
    verdicts = cast.fits(application)
    code = next(code for code, (value, _note) in verdicts.items() if value == "fits")
    verdicts[code] = ("mend", "Gambar terpotong di kanan.")
    asked = next(one for one in application.standard.fields.all() if one.type == "text")
    if field:
        verdicts[f"field:{asked.key}"] = ("mend", "Tulis nama lengkap.")
    now += timedelta(minutes=10)
    workflow.return_for_correction(
        application.pk, step.pk, by=who, now=now, verdicts=verdicts, reason="Satu berkas perlu diulang."
    )
    requirement = application.standard.requirements.get(code=code)
    checked = check_upload(
        cast.upload(requirement.accept), accept=requirement.accept, max_mb=requirement.max_mb
    )
    workflow.attach(
        application.pk, requirement, checked, by=application.filed_by, now=now + timedelta(minutes=5)
    )
    answers = {asked.key: "Sari Wulandari dari Probolinggo"} if field else None
    return workflow.answer(
        application.pk, by=application.filed_by, now=now + timedelta(minutes=9), answers=answers
    )


def test_the_desk_reads_identity_answers_and_documents(file, budi):
    page = words(look(budi, "desk_file", file.pk))
    assert file.number in page
    assert NIK in page
    assert "Jalan Mawar 7" in page
    for label in file.standard.fields.values_list("label", flat=True)[:2]:
        assert label in page
    assert "Ambil berkas untuk membuka dokumen." in page


def test_documents_open_only_for_whoever_holds_the_claim(file, budi):
    attachment = file.attachments.first()
    assert f"/berkas/{attachment.pk}/" not in words(look(budi, "desk_file", file.pk))
    workflow.claim(file.pk, cast.open_review(file).pk, by=budi, now=before(hours=1))
    assert f'href="/berkas/{attachment.pk}/" target="pratinjau"' in words(look(budi, "desk_file", file.pk))
    colleague = cast.officer("Wayan", Role.FRONT_OFFICE, "dpmptsp")
    assert f"/berkas/{attachment.pk}/" not in words(look(colleague, "desk_file", file.pk))


def test_each_document_stands_with_its_requirement_and_its_former_version(catalogue):
    application = returned()
    _step, who = cast.claimed(application, now=before(minutes=5))
    page = words(look(who, "desk_file", application.pk))
    for attachment in application.attachments.select_related("requirement", "document"):
        link = page.split(f'href="/berkas/{attachment.pk}/" target="pratinjau"')[1].split(">")[0]
        assert f'data-kind="{attachment.document.kind}"' in link
        assert f'data-label="{attachment.requirement.label}"' in link
        assert ("versi lama" in link) == (attachment.replaced_at is not None)


def test_looking_at_the_page_opens_no_document(catalogue):
    application = returned()
    _step, who = cast.claimed(application, now=before(minutes=5))
    page = words(look(who, "desk_file", application.pk))
    assert '<iframe name="pratinjau" title=' in page, "empty until a document is chosen"
    assert not Entry.objects.filter(action="application.open_document").exists()


def confirmations(page: str) -> list[str]:
    return [part.split("</details>")[0] for part in page.split('<details class="confirm"')[1:]]


@pytest.mark.parametrize(
    ("service", "order", "expected"),
    [
        (FIVE_TIERS, 1, "Berkas pindah ke meja berikutnya:"),
        (SERVICE, 99, "Dokumennya dibuat otomatis."),
        (OUTSIDE, 99, "Nomor produknya dicatat sesudah ini."),
    ],
)
def test_each_decision_says_first_what_it_does(service, order, expected, catalogue):
    application = at_tier(service, min(order, cast.standard(service).tiers.last().order), now=before(hours=3))
    _step, who = cast.claimed(application, now=before(hours=1))
    steps = confirmations(words(look(who, "desk_file", application.pk)))
    assert expected in steps[0]
    assert "Sesudah itu Anda tidak bisa menariknya kembali." in steps[0]
    assert "Pemohon menerima satu daftar" in steps[1]
    for step in steps:
        assert step.count("formaction=") == 1
    outside = words(look(who, "desk_file", application.pk))
    for step in steps:
        outside = outside.replace(step, "")
    assert "formaction=" not in outside, "no decision without its word"


def test_the_next_desk_is_named(catalogue):
    application = at_tier(FIVE_TIERS, 1, now=before(hours=3))
    _step, who = cast.claimed(application, now=before(hours=1))
    following = application.standard.tiers.get(order=2)
    page = words(look(who, "desk_file", application.pk))
    assert f"{following.name} – {following.agency.short_name}</span>." in page


def test_another_agency_gets_the_page_of_a_file_that_does_not_exist(file):
    joko = cast.officer("Joko", Role.VERIFIER, "dispendukcapil")
    nobody = look(joko, "desk_file", "00000000-0000-4000-8000-000000000000")
    there = look(joko, "desk_file", file.pk)
    assert (there.status_code, nobody.status_code) == (404, 404)
    assert file.number not in words(there)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER, Role.CATALOGUE_EDITOR])
def test_the_file_is_not_there_for(role, file):
    assert look(cast.officer("Joko", role), "desk_file", file.pk).status_code == 404


def test_a_stranger_is_sent_to_the_sign_in(file):
    answer = Client().get(f"/petugas/berkas/{file.pk}/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_draft_is_on_no_desk(catalogue, budi):
    draft = cast.drafted(SERVICE, by=cast.citizen("Sari"), now=before(hours=1), files=False)
    assert look(budi, "desk_file", draft.pk).status_code == 404


def test_nobody_opens_her_own_file_on_the_desk(file):
    sari = file.filed_by
    cast.Membership.objects.create(
        user=sari,
        role=Role.FRONT_OFFICE,
        agency=file.standard.service.agency,
        starts_on=before(days=9).date(),
    )
    assert look(sari, "desk_file", file.pk).status_code == 403


def test_the_coordinator_reads_no_nik_answer_document_or_name(file):
    wayan = cast.citizen("Wayan")
    other = cast.submitted(FIVE_TIERS, by=wayan, now=before(hours=3))
    cast.claimed(other, now=before(hours=2))
    page = words(look(cast.officer("Ratna", Role.COORDINATOR), "desk_file", other.pk))
    assert other.number in page
    assert "Budi1" in page
    assert "W****" in page
    for secret in ("Wayan", cast.NIKS["Wayan"], "Jalan Mawar 7", "ktp_el", "Jenis reklame", "081234567890"):
        assert secret not in page


def test_the_coordinator_reads_no_reason(catalogue):
    application = returned()
    page = words(look(cast.officer("Ratna", Role.COORDINATOR), "desk_file", application.pk))
    assert "Dikembalikan untuk perbaikan" in page
    assert "Satu berkas perlu diulang." not in page
    assert "Gambar terpotong" not in page


def test_the_auditor_reads_and_can_do_nothing(file):
    page = words(look(cast.officer("Ratna", Role.AUDITOR), "desk_file", file.pk))
    assert NIK in page
    assert "/langkah/" not in page
    assert "/berkas/" not in page.replace("/petugas/berkas/", "")


def test_every_look_by_an_officer_leaves_an_entry(file, budi):
    for who in (budi, cast.officer("Ratna", Role.COORDINATOR)):
        look(who, "desk_file", file.pk)
    seen = Entry.objects.filter(action="application.view", target_id=str(file.pk))
    assert list(seen.values_list("actor__name", "role")) == [
        ("Budi1", "front_office"),
        ("Ratna", "coordinator"),
    ]


def test_a_nik_that_says_another_birth_date_is_pointed_out(budi):
    profile = cast.citizen("Wayan").profile
    CitizenProfile.objects.filter(pk=profile.pk).update(birth_date="1999-01-01")
    application = cast.submitted(SERVICE, by=cast.citizen("Wayan"), now=before(hours=1))
    assert "Tanggal lahir pada NIK berbeda" in words(look(budi, "desk_file", application.pk))


def test_a_nik_of_other_profiles_is_pointed_out(file, budi):
    assert "profil lain" not in words(look(budi, "desk_file", file.pk))
    for name in ("Ratna", "Wayan"):
        CitizenProfile.objects.create(full_name=name, nik=NIK, nik_hash=nik_hash(NIK))
    assert "NIK ini juga dipakai pada 2 profil lain." in words(look(budi, "desk_file", file.pk))


def check_of(page, code: str):
    return next(one for one in page.context["dossier"].checks if one.requirement.code == code)


def test_the_next_tier_starts_from_what_the_earlier_one_found(catalogue):
    application = at_tier(SERVICE, 2, now=before(hours=3))
    _step, ratna = cast.claimed(application, now=before(hours=1))
    page = look(ratna, "desk_file", application.pk)
    found = cast.fits(application)
    assert {one.requirement.code: one.value for one in page.context["dossier"].checks} == {
        code: value for code, (value, _note) in found.items()
    }
    assert "Sebagian sudah terisi menurut tahap sebelumnya." in words(page)


def test_a_replaced_document_must_be_judged_anew(catalogue):
    application = returned()
    step, who = cast.claimed(application, now=before(minutes=5))
    page = look(who, "desk_file", application.pk)
    mended = Review.objects.get(application=application, round=1).verdicts.get(value="mend").requirement
    check = check_of(page, mended.code)
    assert (check.value, check.current.number, check.was_replaced) == ("", 2, True)
    assert step.round == 2
    assert "versi lama" in words(page)
    assert "Gambar terpotong di kanan." in words(page)
    others = [one for one in page.context["dossier"].checks if one.requirement != mended and one.current]
    assert {one.value for one in others} == {"fits"}


def test_a_former_answer_stands_beside_the_new_one(catalogue, budi):
    application = returned(field=True)
    page = words(look(budi, "desk_file", application.pk))
    assert "Sari Wulandari dari Probolinggo" in page
    assert "Sebelumnya:" in page
    assert "Tulis nama lengkap." in page


def test_rounds_decisions_and_reasons_are_shown(catalogue, budi):
    page = words(look(budi, "desk_file", returned().pk))
    assert "Putaran 1" in page
    assert "Dikembalikan untuk perbaikan" in page
    assert "Satu berkas perlu diulang." in page
    assert "Putaran 2" in page


def test_every_act_has_its_sentence_in_the_history(catalogue, budi):
    application = returned()
    now = before(hours=3)
    step = cast.open_review(application)
    workflow.claim(application.pk, step.pk, by=budi, now=now)
    workflow.judge(application.pk, step.pk, cast.fits(application), by=budi, now=now)
    workflow.release(application.pk, step.pk, by=budi, now=now)
    application = cast.decided(application, now=now)
    acts = [line.sentence for line in look(budi, "desk_file", application.pk).context["dossier"].history[0]]
    assert not [sentence for sentence in acts if sentence.startswith("Tindakan ")]
    for words_of in (
        "diterima.", "diambil petugas", "Daftar periksa disimpan", "dilepas kembali", "dikembalikan untuk diperbaiki",
        "Perbaikan permohonan", "diteruskan", "disetujui",
    ):  # fmt: skip
        assert any(words_of in sentence for sentence in acts), words_of
    assert "Draf" not in " ".join(acts)


def test_the_history_says_who_in_which_office(catalogue, budi):
    application = at_tier(SERVICE, 3, now=before(hours=3))
    lines = look(budi, "desk_file", application.pk).context["dossier"].history[0]
    assert "Ratna2 – Verifikator teknis, Bakesbangpol" in {line.who for line in lines}
    assert lines[-1].who == "Pemohon"


def test_a_promise_into_a_year_without_a_decree_is_provisional(file, budi):
    timer = cast.open_review(file).timer
    timer.provisional = True
    timer.save(update_fields=["provisional"])
    assert "sementara" in words(look(budi, "desk_file", file.pk))


def test_what_is_typed_is_shown_as_text(catalogue, budi):
    answers = cast.right_answers(SERVICE, before(hours=4))
    plain = (one for one in cast.standard(SERVICE).fields.all() if one.type in ("text", "textarea"))
    key = next(one.key for one in plain if "pattern" not in one.constraints)
    answers[key] = "<script>alert(1)</script>{{7*7}}"
    sari = cast.citizen("Sari")
    draft = cast.drafted(SERVICE, by=sari, now=before(hours=4), answers=answers)
    workflow.submit(draft.pk, by=sari, now=before(hours=3))
    page = words(look(budi, "desk_file", draft.pk))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


@pytest.mark.parametrize("service", [FIVE_TIERS, SERVICE, OUTSIDE])
def test_the_page_costs_fourteen_queries_at_most(service, catalogue):
    application = at_tier(service, 3, now=before(hours=3))
    _step, who = cast.claimed(application, now=before(hours=1))
    client = signed_in(who)
    with counted() as queries:
        assert client.get(f"/petugas/berkas/{application.pk}/").status_code == 200
    assert len(queries) <= 14, "\n".join(queries)


def test_a_second_round_and_a_long_history_cost_no_more(catalogue):
    application = returned(field=True)
    _step, who = cast.claimed(application, now=before(minutes=20))
    client = signed_in(who)
    for _ in range(20):
        client.get(f"/petugas/berkas/{application.pk}/")
    with counted() as queries:
        assert client.get(f"/petugas/berkas/{application.pk}/").status_code == 200
    assert len(queries) <= 14, "\n".join(queries)
