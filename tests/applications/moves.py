"""Every verb as one call, what it should move, and files staged at every status."""

import uuid
from datetime import timedelta

from accounts.models import Role
from applications import workflow
from applications.models import Application
from foundation.documents.checks import check_upload
from tests import cast
from tests.applications import scenes

STATUSES = (
    "draft", "submitted", "in_review", "needs_correction", "approved", "issued", "rejected", "withdrawn",
    "lapsed",
)  # fmt: skip
# Verb -> status before -> status after. Written by hand: the project's table is held against it.
STAYS = {"in_review": "in_review", "needs_correction": "needs_correction"}
MOVES = {
    "save_draft": {"draft": "draft"},
    "attach": {"draft": "draft", "needs_correction": "needs_correction"},
    "detach": {"draft": "draft"},
    "discard": {"draft": None},
    "submit": {"draft": "submitted"},
    "claim": {"submitted": "in_review", **STAYS},
    "release": STAYS,
    "judge": STAYS,
    "pass_on": STAYS,
    "return_for_correction": {"in_review": "needs_correction", "needs_correction": "needs_correction"},
    "answer": {"needs_correction": "in_review"},
    "approve": STAYS,
    "reject": {"in_review": "rejected", "needs_correction": "rejected"},
    "withdraw": {"submitted": "withdrawn", "in_review": "withdrawn", "needs_correction": "withdrawn"},
    "record_product": {"approved": "issued"},
    "issue": {"approved": "issued"},
    "lapse": {"needs_correction": "lapsed"},
}
CITIZENS = ("save_draft", "attach", "detach", "discard", "submit", "answer", "withdraw")
SYSTEMS = ("issue", "lapse")
ON_A_STEP = ("claim", "release", "judge", "pass_on", "return_for_correction", "approve", "reject")
NEEDS_CLAIM = tuple(verb for verb in ON_A_STEP if verb != "claim")
# The acting tier has a neighbour of the same order, so that it can act while the other one waits.
SHAPES = {"desk": ([1, 2, 2, 3], 2), "deciding": ([1, 2, 3, 3], 3), "outside": ([1, 2], 1)}
RECORDER = Role.APPROVER
SERVICE_OF = {"desk": "izin-pemakaman", "deciding": "izin-pemakaman", "outside": "pbb-salinan-sppt"}
VERBS_OF = {
    "desk": [verb for verb in MOVES if verb not in ("approve", "reject", "record_product")],
    "deciding": ["approve", "reject"],
    "outside": ["record_product"],
}


def staged(shape: str, status: str, now) -> Application:
    orders, order = SHAPES[shape]
    scenes.published(SERVICE_OF[shape], now, orders=orders)
    draft = cast.drafted(SERVICE_OF[shape], by=cast.citizen("Sari"), now=now)
    if status == "draft":
        return draft
    file = workflow.submit(draft.pk, by=cast.citizen("Sari"), now=now)
    if status in ("approved", "issued"):
        (scenes.agreed if status == "approved" else scenes.finished)(file, now=now)
    elif status == "rejected":
        scenes.passed_until(file, max(orders), now=now)
        step = scenes.open_steps(file)[0]
        ACTS["reject"](file, step, by=scenes.claimed(step, now=now), now=now)
    elif status != "submitted":
        _under_way(file, order, status, now)
    return scenes.file_of(file)


def _under_way(file, order: int, status: str, now) -> None:
    scenes.passed_until(file, order, now=now)
    acting, *beside = scenes.open_steps(file)
    if beside or status == "in_review":
        scenes.claimed(acting, now=now)
    if status in ("needs_correction", "lapsed"):
        scenes.returned(beside[0] if beside else acting, now=now)
    if status == "withdrawn":
        workflow.withdraw(file.pk, by=cast.citizen("Sari"), now=now)
    if status == "lapsed":
        workflow.lapse(file.pk, now=now + timedelta(days=30))


def acting_step(file, shape: str):
    """The step the desk's verbs are about: the acting tier's, at `submitted` the first, for a draft none."""
    steps = list(file.reviews.select_related("tier__agency").order_by("tier__order", "tier__id", "round"))
    order = SHAPES[shape][1]
    return next((step for step in steps if step.tier.order == order), steps[0] if steps else None)


def attach(file, step, *, by, now):
    requirement = file.attachments.current().first().requirement
    checked = check_upload(cast.upload(requirement.accept), accept=requirement.accept, max_mb=9)
    workflow.attach(file.pk, requirement, checked, by=by, now=now)


def typed(file) -> dict:
    """One answer that its form asks for."""
    return {file.standard.fields.filter(type="text").first().key: "Sari"}


def on_step(verb, **more):
    def act(file, step, *, by, now):
        getattr(workflow, verb)(file.pk, step.pk if step else uuid.uuid4(), by=by, now=now, **more)

    return act


def with_checklist(verb, checklist, **more):
    def act(file, step, *, by, now):
        on_step(verb, verdicts=checklist(file), **more)(file, step, by=by, now=now)

    return act


def whole(verb, *arguments, **more):
    return lambda file, step, *, by, now: getattr(workflow, verb)(file.pk, *arguments, by=by, now=now, **more)


def detach(file, step, *, by, now):
    workflow.detach(file.pk, file.attachments.current().first().pk, by=by, now=now)


def record_product(file, step, *, by, now):
    workflow.record_product(file.pk, by=by, now=now, number="LUAR/1", issued_on=now.date())


ACTS = {
    "save_draft": lambda file, step, *, by, now: workflow.save_draft(file.pk, typed(file), by=by, now=now),
    "attach": attach,
    "detach": detach,
    "discard": whole("discard"),
    "submit": whole("submit"),
    "claim": on_step("claim"),
    "release": on_step("release"),
    "judge": with_checklist("judge", cast.fits),
    "pass_on": with_checklist("pass_on", cast.fits, opinion="for"),
    "return_for_correction": with_checklist(
        "return_for_correction", lambda file: scenes.with_fault(file)[0], reason="Rahasia petugas"
    ),
    "answer": whole("answer"),
    "approve": with_checklist("approve", cast.fits),
    "reject": on_step("reject", legal_ground="Perda 1/2026", reason="Sudah penuh."),
    "withdraw": whole("withdraw"),
    "record_product": record_product,
    "issue": lambda file, step, *, by, now: workflow.issue(file.pk, cast.pdf_bytes(), now=now),
    "lapse": lambda file, step, *, by, now: workflow.lapse(file.pk, now=now + timedelta(days=30)),
}
