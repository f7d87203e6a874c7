"""A correction: what must be mended, what may be touched, what is kept of before."""

from datetime import timedelta

import pytest

from applications import workflow
from applications.models import Application, FormerAnswers, Verdict
from applications.workflow.checks import editable_fields
from foundation.documents.checks import check_upload
from tests import cast
from tests.answers import right_answers
from tests.applications import scenes
from tests.applications.scenes import refused
from tests.catalogue.reader import INVENTED, right, services

pytestmark = pytest.mark.django_db
CODE = "izin-pemakaman"


@pytest.fixture
def sari(catalogue):
    return cast.citizen("Sari")


def returned(file, now, **remarks) -> None:
    """Sent back by the open step for these form fields, and for no document."""
    step = cast.open_review(file)
    who = scenes.claimed(step, now=now)
    verdicts = cast.fits(scenes.file_of(file))
    verdicts |= {f"field:{key}": ("mend", note) for key, note in remarks.items()}
    workflow.return_for_correction(file.pk, step.pk, by=who, now=now, verdicts=verdicts)


def uploaded(file, code: str, *, by, now):
    requirement = file.standard.requirements.get(code=code)
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=5)
    return workflow.attach(file.pk, requirement, checked, by=by, now=now)


# --- Documents ------------------------------------------------------------------------------------


def test_every_document_at_mend_must_be_replaced(sari, now):
    file = cast.submitted(CODE, now=now)
    step = cast.open_review(file)
    who = scenes.claimed(step, now=now)
    verdicts = {code: ("mend", "Buram.") for code, (value, _) in cast.fits(file).items() if value == "fits"}
    workflow.return_for_correction(
        file.pk, step.pk, by=who, now=now, verdicts={**cast.fits(file), **verdicts}
    )
    labels = {verdict.requirement.label for verdict in workflow.waiting_verdicts(scenes.file_of(file))}
    assert len(labels) == 2
    refusal = refused(workflow.answer, file.pk, by=sari, now=now)
    assert set(refusal.messages) == {f"Unggah berkas pengganti untuk “{label}”." for label in labels}
    scenes.upload_again(file, "ktp_el", by=sari, now=now)
    assert len(refused(workflow.answer, file.pk, by=sari, now=now).messages) == 1
    scenes.upload_again(file, "surat_kematian", by=sari, now=now)
    assert workflow.answer(file.pk, by=sari, now=now).status == "in_review"


def test_only_what_was_asked_may_be_replaced(sari, now):
    file = cast.submitted(CODE, now=now)
    asked = scenes.returned(cast.open_review(file), now=now)
    for requirement in file.standard.requirements.filter(kind="file"):
        if requirement.code == asked:
            continue
        checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=5)
        refusal = refused(workflow.attach, file.pk, requirement, checked, by=sari, now=now)
        assert (refusal.code, refusal.messages) == (
            "state",
            ["Hanya berkas yang diminta diperbaiki yang bisa diganti."],
        )


def test_nothing_is_taken_out_after_sending(sari, now):
    file = cast.submitted(CODE, now=now)
    scenes.returned(cast.open_review(file), now=now)
    attachment = file.attachments.current().first()
    assert refused(workflow.detach, file.pk, attachment.pk, by=sari, now=now).code == "state"


def test_the_verdict_on_a_replaced_document_still_names_the_former_version(sari, now):
    file = cast.submitted(CODE, now=now)
    scenes.passed(cast.open_review(file), now=now)
    code = scenes.returned(cast.open_review(file), now=now)
    scenes.answered(file, now=now)
    scenes.passed(cast.open_review(file), now=now)
    verdicts = Verdict.objects.filter(review__application=file, requirement__code=code)
    told = verdicts.order_by("review__tier__order", "review__round").values_list(
        "review__tier__order", "review__round", "value", "attachment__version"
    )
    assert list(told) == [(1, 1, "fits", 1), (2, 1, "mend", 1), (2, 2, "fits", 2)]


def test_a_mended_answer_may_ask_for_a_document_and_it_may_be_changed_until_it_is_sent(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, jenis_permohonan="Ini permohonan tumpang.")
    mended = right_answers(CODE, now, jenis_permohonan="tumpang")
    asked = {key: mended[key] for key in ("jenis_permohonan", "nomor_izin_lama")}
    refusal = refused(workflow.answer, file.pk, by=sari, now=now, answers=asked)
    assert len(refusal.messages) == 2
    uploaded(file, "izin_lama", by=sari, now=now)
    uploaded(file, "persetujuan_ahli_waris", by=sari, now=now)
    assert uploaded(file, "izin_lama", by=sari, now=now).version == 2
    workflow.answer(file.pk, by=sari, now=now, answers=asked)
    assert scenes.file_of(file).answers["jenis_permohonan"] == "tumpang"


def test_what_a_mended_answer_asked_for_is_closed_again_once_it_was_judged(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, jenis_permohonan="Ini permohonan perpanjangan.")
    mended = right_answers(CODE, now, jenis_permohonan="perpanjangan")
    uploaded(file, "izin_lama", by=sari, now=now)
    asked = {key: mended[key] for key in ("jenis_permohonan", "nomor_izin_lama")}
    workflow.answer(file.pk, by=sari, now=now, answers=asked)
    returned(file, now, jenis_permohonan="Periksa sekali lagi.")
    requirement = file.standard.requirements.get(code="izin_lama")
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=5)
    assert refused(workflow.attach, file.pk, requirement, checked, by=sari, now=now).code == "state"


# --- Answers --------------------------------------------------------------------------------------


def test_only_the_answers_asked_for_may_change(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, nama_tpu="Nama TPU keliru.")
    for key, sentence in (("nama_almarhum", "tidak diminta"), ("diskon", "tidak ada pada layanan ini")):
        refusal = refused(
            workflow.answer, file.pk, by=sari, now=now, answers={"nama_tpu": "TPU Baru", key: "x"}
        )
        assert f"“{key}” {sentence}" in refusal.messages[0]
    before = file.answers
    workflow.answer(file.pk, by=sari, now=now, answers={"nama_tpu": "TPU Baru"})
    assert scenes.file_of(file).answers == {**before, "nama_tpu": "TPU Baru"}


def test_the_former_answers_are_kept_each_time(sari, now):
    file = cast.submitted(CODE, now=now)
    for number, name in enumerate(("TPU Dua", "TPU Tiga")):
        returned(file, now, nama_tpu="Nama TPU keliru.")
        workflow.answer(file.pk, by=sari, now=now + timedelta(days=number), answers={"nama_tpu": name})
    former = FormerAnswers.objects.filter(application=file).order_by("replaced_at")
    assert [row.answers["nama_tpu"] for row in former] == [file.answers["nama_tpu"], "TPU Dua"]
    assert [row.replaced_at for row in former] == [now, now + timedelta(days=1)]


def test_an_answer_that_stays_as_it_was_leaves_no_former_one(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, nama_tpu="Apakah ini benar?")
    workflow.answer(file.pk, by=sari, now=now, answers={"nama_tpu": file.answers["nama_tpu"]})
    assert not FormerAnswers.objects.exists()


def test_a_wrong_answer_is_refused_with_its_label(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, nik_almarhum="NIK keliru.", nama_tpu="Nama keliru.")
    refusal = refused(
        workflow.answer, file.pk, by=sari, now=now, answers={"nik_almarhum": "123", "nama_tpu": "TPU Dua"}
    )
    label = file.standard.fields.get(key="nik_almarhum").label
    assert refusal.messages[0].startswith(f"{label}: ")
    assert scenes.file_of(file).answers == file.answers


def test_a_day_that_has_passed_since_stays_good_where_nobody_asked_about_it(sari, now):
    """`tanggal_pemakaman` may lie at most a week back: weeks later it would be refused in a new form."""
    file = cast.submitted(CODE, now=now)
    later = now + timedelta(days=21)
    returned(file, later, nama_tpu="Nama keliru.")
    workflow.answer(file.pk, by=sari, now=later, answers={"nama_tpu": "TPU Dua"})
    assert scenes.file_of(file).answers["tanggal_pemakaman"] == file.answers["tanggal_pemakaman"]


def test_an_answer_opens_and_closes_the_fields_that_hang_on_it(sari, now):
    file = cast.submitted(CODE, now=now)
    returned(file, now, jenis_permohonan="Ini permohonan perpanjangan.")
    refusal = refused(
        workflow.answer, file.pk, by=sari, now=now, answers={"jenis_permohonan": "perpanjangan"}
    )
    assert file.standard.fields.get(key="nomor_izin_lama").label in refusal.messages[0]


def test_nobody_asked_nothing_may_be_answered(sari, now):
    file = cast.submitted(CODE, now=now)
    assert refused(workflow.answer, file.pk, by=sari, now=now).code == "state"


def test_a_return_is_answered_once(sari, now):
    file = cast.submitted(CODE, now=now)
    scenes.returned(cast.open_review(file), now=now)
    scenes.answered(file, now=now)
    assert refused(workflow.answer, file.pk, by=sari, now=now).code == "state"


def test_what_was_taken_from_the_list_again_is_not_asked_of_the_citizen(sari, now):
    """Ticked and kept for later, then unticked before the return."""
    file = cast.submitted(CODE, now=now)
    step = cast.open_review(file)
    who = scenes.claimed(step, now=now)
    ticked = {**cast.fits(file), "field:nama_tpu": ("mend", "Keliru?")}
    workflow.judge(file.pk, step.pk, ticked, by=who, now=now)
    verdicts, code = scenes.with_fault(file)
    workflow.return_for_correction(file.pk, step.pk, by=who, now=now, verdicts=verdicts)
    asked = workflow.waiting_verdicts(Application.objects.get(pk=file.pk))
    assert [verdict.requirement and verdict.requirement.code for verdict in asked] == [code]


# --- Days measured by another day -------------------------------------------------------------------


@pytest.fixture
def touring(everything, now):
    answers = right(services(INVENTED)["izin-pentas-keliling"], now.date())
    draft = cast.drafted("izin-pentas-keliling", by=cast.citizen("Sari"), now=now, answers=answers)
    return workflow.submit(draft.pk, by=draft.filed_by, now=now)


def test_a_day_measured_by_the_mended_one_is_asked_again(touring, now):
    returned(touring, now, mulai="Panggung baru siap nanti.")
    asked = workflow.waiting_verdicts(scenes.file_of(touring))
    keys = [field.key for field in editable_fields(list(touring.standard.fields.all()), asked)]
    assert keys == ["mulai", "selesai"]
    start, end = (now + timedelta(days=days) for days in (40, 45))
    late = {"mulai": start.date().isoformat(), "selesai": touring.answers["selesai"]}
    refusal = refused(workflow.answer, touring.pk, by=touring.filed_by, now=now, answers=late)
    assert touring.standard.fields.get(key="selesai").label in refusal.messages[0]
    good = {"mulai": start.date().isoformat(), "selesai": end.date().isoformat()}
    workflow.answer(touring.pk, by=touring.filed_by, now=now, answers=good)
    assert scenes.file_of(touring).answers["selesai"] == end.date().isoformat()
