"""What a desk must say before a file moves on, back, or out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import Role
from applications import workflow
from applications.models import Review, Verdict
from foundation.audit.models import Entry
from tests import cast
from tests.applications import scenes
from tests.applications.scenes import refused

pytestmark = pytest.mark.django_db
CODE = "pbb-salinan-sppt"  # two desks; one document needed, one that only an officer can ask for


@pytest.fixture
def file(catalogue, now):
    return cast.submitted(CODE, now=now)


@pytest.fixture
def step(file, now):
    step = cast.open_review(file)
    scenes.claimed(step, now=now)
    return Review.objects.get(pk=step.pk)


@pytest.fixture
def last(file, now):
    """The deciding step, claimed."""
    scenes.passed(cast.open_review(file), now=now)
    step = cast.open_review(file)
    scenes.claimed(step, now=now)
    return Review.objects.get(pk=step.pk)


def act(verb, step, now, **more):
    more.setdefault("verdicts", cast.fits(step.application))
    return (
        getattr(workflow, verb),
        (step.application_id, step.pk),
        {"by": step.claimed_by, "now": now, **more},
    )


def sentence(verb, step, now, **more) -> str:
    verb, arguments, named = act(verb, step, now, **more)
    return " ".join(refused(verb, *arguments, **named).messages)


def done(verb, step, now, **more):
    verb, arguments, named = act(verb, step, now, **more)
    return verb(*arguments, **named)


def with_(step, **changes) -> dict:
    return {**cast.fits(step.application), **changes}


MEND = {"ktp_el": ("mend", "Buram.")}


def test_every_requirement_needs_a_verdict_before_anything_moves(step, now):
    verdicts = cast.fits(step.application)
    code, _ = verdicts.popitem()
    label = step.application.standard.requirements.get(code=code).label
    for verb, more in (("pass_on", {"opinion": "for"}), ("return_for_correction", {})):
        said = sentence(verb, step, now, verdicts=verdicts, **more)
        assert said == f"Beri penilaian untuk setiap persyaratan. Belum dinilai: {label}."


def test_a_condition_of_another_answer_asks_for_no_verdict(step, now):
    assert "surat_kuasa" not in cast.fits(step.application)
    done("pass_on", step, now, opinion="for")


def test_nothing_passes_or_is_approved_while_something_is_at_mend(step, now):
    said = "Masih ada yang perlu diperbaiki. Kembalikan berkas, atau ubah penilaiannya lebih dulu."
    assert sentence("pass_on", step, now, opinion="for", verdicts=with_(step, **MEND)) == said
    field = {"field:nop": ("mend", "Keliru.")}
    assert sentence("pass_on", step, now, opinion="for", verdicts=with_(step, **field)) == said


def test_nothing_is_approved_while_something_is_at_mend(last, now):
    assert sentence("approve", last, now, verdicts=with_(last, **MEND)).startswith("Masih ada yang perlu")


def test_a_return_names_what_to_mend_and_how(step, now):
    assert sentence("return_for_correction", step, now).startswith("Tandai sedikitnya satu")
    silent = with_(step, ktp_el=("mend", "   "))
    label = step.application.standard.requirements.get(code="ktp_el").label
    assert sentence("return_for_correction", step, now, verdicts=silent) == (
        f"Tulis apa yang harus diperbaiki pada “{label}”."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ktp_el": ("bagus", "")}, "Pilih penilaian untuk"),
        ({"ktp_el": ("", "")}, "Pilih penilaian untuk"),
        ({"diskon": ("fits", "")}, "Daftar periksa memuat hal yang tidak ada"),
        ({"field:diskon": ("mend", "x")}, "Daftar periksa memuat hal yang tidak ada"),
        ({"field:nop": ("fits", "")}, "Pilih penilaian untuk"),
        ({"surat_kuasa": ("fits", "")}, "Daftar periksa memuat hal yang tidak ada"),
        ({"ktp_el": ("mend", "x" * 1001)}, "paling banyak 1.000 huruf"),
        ({"ktp_el": ("mend", ["Buram"])}, "harus berupa teks"),
        ({"ktp_el": ("mend", "Buram\0")}, "huruf yang tidak dapat disimpan"),
        ({"ktp_el": ("mend", "\ud800")}, "huruf yang tidak dapat disimpan"),
        ({"ktp_el": ({"a": 1}, "")}, "Pilih penilaian untuk"),
        ({"ktp_el": (True, "")}, "Pilih penilaian untuk"),
        ({"ktp_el": "fits"}, "tidak dapat dibaca"),
        ({"ktp_el": None}, "tidak dapat dibaca"),
        ({"sppt_asal": ("fits", "")}, "belum diunggah: pilih “Tidak diperlukan”"),
    ],
)
def test_a_checklist_that_does_not_fit_the_file_is_refused(step, now, changes, words):
    assert words in sentence("pass_on", step, now, opinion="for", verdicts=with_(step, **changes))
    judged = refused(
        workflow.judge, step.application_id, step.pk, with_(step, **changes), by=step.claimed_by, now=now
    )
    assert words in judged.messages[0]


def test_an_opinion_is_for_or_against_and_against_needs_a_reason(step, now):
    for opinion in ("", "mungkin", "x" * 40):
        assert (
            sentence("pass_on", step, now, opinion=opinion)
            == "Pilih pendapat Anda: mendukung atau tidak mendukung."
        )
    assert (
        sentence("pass_on", step, now, opinion="against", reason=" ")
        == "Tulis alasan mengapa Anda tidak mendukung."
    )
    done("pass_on", step, now, opinion="against", reason="Tunggakan belum lunas.")
    kept = Review.objects.get(pk=step.pk)
    assert (kept.decision, kept.opinion, kept.reason) == ("passed", "against", "Tunggakan belum lunas.")
    assert cast.open_review(step.application).tier.order == 2


def test_judging_keeps_the_checklist_and_decides_nothing(step, now):
    before = scenes.file_of(step.application)
    workflow.judge(step.application_id, step.pk, MEND, by=step.claimed_by, now=now, reason="Nanti dulu")
    kept = Review.objects.get(pk=step.pk)
    assert (kept.decision, kept.reason) == ("", "Nanti dulu")
    assert kept.verdicts.get().note == "Buram."
    assert scenes.file_of(before).version == before.version
    said = refused(
        workflow.judge, step.application_id, step.pk, {}, by=step.claimed_by, now=now, opinion="x" * 40
    )
    assert said.code == "opinion"


def test_judging_again_replaces_the_checklist_of_this_step_and_of_no_other(file, now):
    scenes.passed(cast.open_review(file), now=now)
    step = cast.open_review(file)
    by = scenes.claimed(step, now=now)
    workflow.judge(file.pk, step.pk, MEND, by=by, now=now)
    workflow.judge(file.pk, step.pk, {"sppt_asal": ("not_needed", "")}, by=by, now=now)
    rows = Verdict.objects.filter(review__application=file).order_by(
        "review__tier__order", "requirement__order"
    )
    assert [(row.review.tier.order, row.requirement.code, row.value) for row in rows] == [
        (1, "ktp_el", "fits"),
        (1, "sppt_asal", "not_needed"),
        (2, "sppt_asal", "not_needed"),
    ]


def test_a_step_is_decided_once(step, now):
    by = step.claimed_by
    done("pass_on", step, now, opinion="for")
    for verb, more in (
        ("claim", {}),
        ("release", {}),
        ("pass_on", {"verdicts": {}, "opinion": "for"}),
        ("return_for_correction", {"verdicts": {}}),
    ):
        refusal = refused(getattr(workflow, verb), step.application_id, step.pk, by=by, now=now, **more)
        assert refusal.code == "state", verb


def test_a_page_drawn_before_somebody_elses_act_is_stale(step, now):
    seen = scenes.file_of(step.application).version
    assert "berubah sejak halaman" in sentence("pass_on", step, now, opinion="for", seen=seen - 1)
    done("pass_on", step, now, opinion="for", seen=seen)


def test_a_last_tier_does_not_pass_on_and_another_does_not_decide(file, step, now):
    for verb, more in (("approve", {}), ("reject", {"legal_ground": "UU", "reason": "x"})):
        with pytest.raises(PermissionDenied):
            done(verb, step, now, **more)
    done("pass_on", step, now, opinion="for")
    last = cast.open_review(file)
    scenes.claimed(last, now=now)
    with pytest.raises(PermissionDenied):
        done("pass_on", Review.objects.get(pk=last.pk), now, opinion="for")


def test_a_step_of_another_file_is_not_found(step, now):
    other = cast.submitted(CODE, now=now)
    with pytest.raises(Http404):
        workflow.release(other.pk, step.pk, by=step.claimed_by, now=now)


# --- Claims ---------------------------------------------------------------------------------------


def test_claiming_again_changes_nothing(step, now):
    before = scenes.rows()
    workflow.claim(step.application_id, step.pk, by=step.claimed_by, now=now)
    assert scenes.rows() == before


def test_a_released_step_goes_back_to_the_queue_and_a_colleague_takes_it(step, now):
    colleague = cast.officer("Wayan", Role.FRONT_OFFICE, "bppkad")
    workflow.release(step.application_id, step.pk, by=step.claimed_by, now=now)
    freed = Review.objects.get(pk=step.pk)
    assert (freed.claimed_by, freed.claimed_at) == (None, None)
    assert scenes.file_of(step.application).status == "in_review"
    workflow.claim(step.application_id, step.pk, by=colleague, now=now)
    with pytest.raises(PermissionDenied, match="Ambil berkas ini lebih dulu"):
        done("pass_on", step, now, opinion="for")


def test_releasing_what_nobody_holds_leaves_no_entry(file, now):
    ratna = cast.officer("Ratna", Role.COORDINATOR)
    step = cast.open_review(file)
    scenes.claimed(step, now=now)
    for _ in range(3):
        workflow.release(file.pk, step.pk, by=ratna, now=now)
    entry = Entry.objects.about(file).get(action="application.release")
    assert (entry.role, entry.agency, entry.actor) == (Role.COORDINATOR, "", ratna)
