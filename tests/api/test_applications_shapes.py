"""Whatever JSON can spell, in every field of every body: refused by name or taken, never a fault of ours."""

import pytest

from applications.api import examples
from tests import cast
from tests.api.applications_app import HOME, App
from tests.applications import scenes
from tests.applications.at_the_counter import local_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
CODE = "pbb-salinan-sppt"
SHAPES = [
    None,
    True,
    7,
    -1,
    1.5,
    10**40,
    "",
    " ",
    "x" * 4001,
    [],
    ["a"],
    [[]],
    {},
    {"a": None},
    {"a": {"b": 1}},
]


@pytest.fixture
def stage():
    """A draft of Sari's, a returned file, and one that its only desk holds."""
    now = local_now()
    standard = scenes.published(CODE, now, orders=[1])
    sari = cast.citizen("Sari")
    draft = cast.drafted(CODE, by=sari, now=now)
    returned, held = (cast.submitted(CODE, by=sari, now=now) for _ in range(2))
    scenes.returned(cast.open_review(returned), now=now)
    step, budi = cast.claimed(held, now=now)
    field = standard.fields.filter(type="text").first().key
    requirement = standard.requirements.first().code
    desk = f"{HOME}{held.pk}/reviews/{step.pk}/"
    checklist = {code: {"value": value} for code, (value, _note) in cast.fits(held).items()}
    return {
        "sari": App(sari), "budi": App(budi), "field": field, "requirement": requirement,
        "bodies": [
            ("sari", "post", HOME, {"service": CODE, "organisation": None, "dependant": None, "answers": {}}),
            ("sari", "patch", f"{HOME}{draft.pk}/", {"answers": {}, "seen": 999}),
            ("sari", "post", f"{HOME}{draft.pk}/submit/", {"declared": True, "seen": 999}),
            ("sari", "post", f"{HOME}{returned.pk}/correction/", {"answers": {}, "seen": 999}),
            ("budi", "post", f"{desk}verdicts/", {"verdicts": {}, "opinion": "for", "reason": ""}),
            ("budi", "post", f"{desk}pass-on/", {"verdicts": {}, "opinion": "for", "reason": "", "seen": 999}),
            ("budi", "post", f"{desk}return/", {"verdicts": {}, "reason": "", "seen": 999}),
            ("budi", "post", f"{desk}approve/", {"verdicts": checklist, "reason": "", "seen": 999}),
            ("budi", "post", f"{desk}reject/",
             {"verdicts": {}, "legal_ground": "Perda", "reason": "x", "seen": 999}),
            ("budi", "post", f"{HOME}{held.pk}/record-product/",
             {"number": "1", "issued_on": "2026-11-23", "seen": 999}),
        ],
    }  # fmt: skip


def spoiled(body: dict, stage):
    """Each field in turn with each shape; answers and verdicts also one level deeper."""
    for name in body:
        for value in SHAPES:
            yield name, {**body, name: value}
            if name == "answers":
                yield name, {**body, name: {stage["field"]: value}}
            if name == "verdicts":
                yield name, {**body, name: {stage["requirement"]: value}}
                yield name, {**body, name: {stage["requirement"]: {"value": value, "note": "x"}}}
                yield name, {**body, name: {stage["requirement"]: {"value": "mend", "note": value}}}


def test_no_shape_of_any_field_is_a_fault_of_ours(stage):
    wrong, asked = [], 0
    for who, method, address, body in stage["bodies"]:
        for name, sent in spoiled(body, stage):
            asked += 1
            answer = getattr(stage[who], method)(address, **sent)
            # 201: another draft was begun; 200: the checklist or the draft was kept; 429: ten drafts are open.
            if answer.status_code not in (200, 201, 400, 403, 409, 429):
                wrong.append((address, name, str(sent)[:80], answer.status_code))
            elif answer.status_code >= 400 and not answer.json()["detail"]:
                wrong.append((address, name, "no sentence"))
    assert not wrong
    assert asked > 500


def test_what_a_request_may_not_say_is_refused_by_name(stage):
    """J04: a status, an owner, a moment are never taken from outside."""
    for who, method, address, body in stage["bodies"]:
        for name, value in (("status", "approved"), ("owner", 7), ("id", 1), ("created_at", "2020-01-01")):
            answer = getattr(stage[who], method)(address, **body, **{name: value})
            assert answer.status_code == 400, (address, name)
            assert {"field": name, "code": "not_allowed"}.items() <= answer.json()["errors"][0].items()


def test_four_thousand_and_one_letters_are_refused_in_words(stage):
    long = "x" * 4001
    draft = stage["bodies"][1][2]
    answer = stage["sari"].patch(draft, answers={stage["field"]: long})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, stage["field"])
    assert "4.000 huruf" in answer.json()["errors"][0]["detail"]
    for _who, _method, address, body in stage["bodies"]:
        if "reason" in body:
            sent = {name: value for name, value in body.items() if name != "seen"} | {"reason": long}
            assert stage["budi"].post(address, **sent).status_code in (400, 403), address


def test_the_examples_of_the_documents_are_true_to_the_catalogue():
    standard = cast.standard(examples.SERVICE)
    fields = {row.key for row in standard.fields.all()}
    known = {row.code for row in standard.requirements.all()} | {f"field:{key}" for key in fields}
    answered = [body["answers"] for body in vars(examples).values() if _names(body, "answers")]
    judged = [body["verdicts"] for body in vars(examples).values() if _names(body, "verdicts")]
    assert len(answered) == 3 and all(set(answers) <= fields for answers in answered)
    assert len(judged) == 4 and all(set(verdicts) <= known for verdicts in judged)
    draft = App(cast.citizen("Sari")).post(HOME, **examples.NEW_APPLICATION)
    assert (draft.status_code, draft.json()["answers"]) == (201, examples.ANSWERS)


def _names(body, name: str) -> bool:
    return isinstance(body, dict) and name in body
