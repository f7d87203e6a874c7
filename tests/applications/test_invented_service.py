"""A service nobody has seen before, with tiers side by side and parts of days: it works by the same code."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications import workflow
from applications.models import Permit
from foundation.documents.checks import check_upload
from tests import cast
from tests.applications import scenes
from tests.applications.scenes import refused
from tests.catalogue.reader import INVENTED, right, services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
CODE = "izin-pentas-keliling"
ITEM = services(INVENTED)[CODE]
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def drafted(**chosen):
    sari = cast.citizen("Sari")
    answers = right(ITEM, MONDAY.date(), **chosen)
    return cast.drafted(CODE, by=sari, now=MONDAY, answers=answers)


def sent(**chosen):
    draft = drafted(**chosen)
    return workflow.submit(draft.pk, by=draft.filed_by, now=MONDAY)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_parts_of_days_are_promised_to_the_minute():
    """Monday to Thursday 08-14, Friday 08-11: below one day from the moment of receipt, else from an opening."""
    file = sent()
    first = cast.open_review(file)
    assert (file.timer.amount, first.timer.amount) == (
        ITEM["sla_working_days"],
        ITEM["verification_tiers"][0]["working_days"],
    )
    # A quarter of Monday's six hours, from half past nine on.
    assert first.timer.due_at == at(23, 11)
    # Two whole days end on Wednesday; three quarters of Thursday's six hours follow, from its opening.
    assert file.timer.due_at == at(26, 12, 30)
    scenes.passed(first, now=at(23, 10))
    dues = {step.tier.code: step.timer.due_at for step in scenes.open_steps(file)}
    assert dues == {"panggung": at(24, 14), "isi-pentas": at(23, 13)}


def test_its_tiers_side_by_side_belong_to_two_agencies():
    file = sent()
    scenes.passed(cast.open_review(file), now=MONDAY)
    steps = scenes.open_steps(file)
    assert {step.tier.agency.code for step in steps} == {"dinas-panggung", "badan-layar"}
    one, other = steps
    scenes.returned(one, now=at(23, 12))
    scenes.passed(other, now=at(23, 13))
    assert scenes.file_of(file).status == "needs_correction"
    scenes.answered(file, now=at(24, 9))
    assert [step.tier_id for step in scenes.open_steps(file)] == [one.tier_id]
    finished = scenes.finished(file, now=at(24, 10))
    assert finished.status == "issued"


def test_its_product_is_numbered_here_and_good_for_its_months():
    scenes.finished(sent(), now=MONDAY)
    permit = Permit.objects.get()
    assert permit.number == "500.16.7/001/" + permit.agency.short_name + "/XI/2026"
    assert (permit.product, permit.valid_until) == ("Surat Izin Pentas Keliling", date(2027, 5, 22))


def test_an_answer_two_conditions_deep_asks_for_its_document():
    draft = drafted(bentuk="sirkus", ada_satwa=True)
    assert {one.requirement.code for one in draft.attachments.all()} == {
        "denah",
        "daftar_pemain",
        "izin_satwa",
    }
    permit = draft.attachments.get(requirement__code="izin_satwa")
    workflow.detach(draft.pk, permit.pk, by=draft.filed_by, now=MONDAY)
    refusal = refused(workflow.submit, draft.pk, by=draft.filed_by, now=MONDAY)
    assert refusal.message_dict == {"documents": ["Unggah berkas “Izin angkut satwa”."]}


def test_what_is_hidden_is_not_kept():
    draft = drafted(bentuk="wayang")
    smuggled = {**draft.answers, "gaya_musik": "dangdut", "jenis_satwa": "Gajah"}
    workflow.save_draft(draft.pk, smuggled, by=draft.filed_by, now=MONDAY)
    file = workflow.submit(draft.pk, by=draft.filed_by, now=MONDAY)
    assert not {"gaya_musik", "jenis_satwa", "ada_satwa"} & set(scenes.file_of(file).answers)


def test_a_document_that_only_an_officer_can_ask_for():
    """`condition: null`: nothing in the answers tells, the officer judges from the note."""
    file = sent()
    step = cast.open_review(file)
    who = scenes.claimed(step, now=MONDAY)
    verdicts = {**cast.fits(file), "persetujuan_warga": ("mend", "Pentas sampai lewat tengah malam.")}
    workflow.return_for_correction(file.pk, step.pk, by=who, now=MONDAY, verdicts=verdicts)
    refusal = refused(workflow.answer, file.pk, by=file.filed_by, now=MONDAY)
    assert refusal.messages == ["Unggah berkas pengganti untuk “Persetujuan warga sekitar”."]
    requirement = file.standard.requirements.get(code="persetujuan_warga")
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=2)
    workflow.attach(file.pk, requirement, checked, by=file.filed_by, now=MONDAY)
    workflow.answer(file.pk, by=file.filed_by, now=MONDAY + timedelta(hours=1))
    assert cast.open_review(file).round == 2


def test_what_is_told_needs_a_verdict_and_no_document():
    file = sent()
    step = cast.open_review(file)
    who = scenes.claimed(step, now=MONDAY)
    verdicts = cast.fits(file)
    assert verdicts.pop("jadwal") == ("fits", "")
    acts = {"by": who, "now": MONDAY, "opinion": "for"}
    refusal = refused(workflow.pass_on, file.pk, step.pk, verdicts=verdicts, **acts)
    assert refusal.messages == ["Beri penilaian untuk setiap persyaratan. Belum dinilai: Jadwal pentas."]
