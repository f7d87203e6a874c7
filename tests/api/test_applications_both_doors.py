"""One rule, both doors: every verb of the table through its page and through the API, with the same outcome.

Nothing is patched. A rule that changed in a verb changes what both doors say; one that stood in a door alone
would make them differ.
"""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse

from applications import workflow
from applications.models import Application
from applications.workflow import TRANSITIONS
from tests import cast
from tests.access.posting import decision
from tests.api.applications_app import HOME, App
from tests.applications import scenes
from tests.applications.at_the_counter import as_posted, local_now, text_of
from tests.applications.desk import signed_in
from tests.applications.moves import (
    MOVES,
    NEEDS_CLAIM,
    ON_A_STEP,
    SHAPES,
    STATUSES,
    SYSTEMS,
    VERBS_OF,
    acting_step,
    staged,
    typed,
)
from tests.applications.test_verbs_table import ready, right_person, wrong_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
KEY = "kunci-yang-baru-22-huruf"
WITHOUT_DOOR = {"issue": "the worker prints", "lapse": "the sweep ends what nobody answered"}
PAGE_OF = {
    "claim": "ambil", "release": "lepas", "judge": "simpan", "pass_on": "teruskan",
    "return_for_correction": "kembalikan", "approve": "setujui", "reject": "tolak",
}  # fmt: skip
API_OF = {
    "claim": "claim", "release": "release", "judge": "verdicts", "pass_on": "pass-on",
    "return_for_correction": "return", "approve": "approve", "reject": "reject",
}  # fmt: skip
WORDS_OF = {
    "judge": ("verdicts", "opinion"), "pass_on": ("verdicts", "opinion"), "approve": ("verdicts",),
    "return_for_correction": ("verdicts",), "reject": ("legal_ground", "reason"),
}  # fmt: skip


def fault(verb, file):
    return scenes.with_fault(file)[1] if verb == "return_for_correction" and file.number else None


def paper(file):
    return file.attachments.current().first()


# --- Pages: what a browser posts -------------------------------------------------------------------------


def on_page(verb, user, file, step):
    address, posted = PAGES[verb](verb, file, step)
    return signed_in(user).post(address, posted)


def page_of_file(route, **posted):
    def form(verb, file, step):
        return reverse(route, args=[file.pk]), {"kunci": KEY, "versi": file.version, **posted}

    return form


def page_of_answers(verb, file, step):
    posted = {**as_posted(typed(file)), "versi": file.version, "tombol": "simpan"}
    return reverse("apply_form", args=[file.pk]), posted


def page_of_upload(verb, file, step):
    requirement = paper(file).requirement
    upload = cast.upload(requirement.accept)
    if file.status == "needs_correction":
        posted = {"kunci": KEY, "unggah": requirement.code, f"berkas-{requirement.code}": upload}
        return reverse("correct", args=[file.pk]), posted
    posted = {"kunci": KEY, "persyaratan": requirement.code, "berkas": upload}
    return reverse("apply_documents", args=[file.pk]), posted


def page_of_detaching(verb, file, step):
    return reverse("apply_detach", args=[file.pk, paper(file).pk]), {}


def page_of_act(verb, file, step):
    number = step.pk if step else uuid.uuid4()
    posted = decision(file, mend=fault(verb, file), against=verb == "reject")
    return reverse("desk_act", args=[file.pk, number, PAGE_OF[verb]]), posted


def page_of_product(verb, file, step):
    product = {"kunci": KEY, "nomor": "LUAR/1", "tanggal": f"{day_of(file)}"}
    return reverse("desk_record_product", args=[file.pk]), product


PAGES = {
    "save_draft": page_of_answers,
    "attach": page_of_upload,
    "detach": page_of_detaching,
    "discard": page_of_file("discard"),
    "submit": page_of_file("apply_check", setuju="on"),
    "answer": page_of_file("correct"),
    "withdraw": page_of_file("withdraw"),
    "record_product": page_of_product,
    **dict.fromkeys(PAGE_OF, page_of_act),
}


# --- API: what a program sends ---------------------------------------------------------------------------


def by_api(verb, user, file, step):
    return CALLS[verb](App(user), f"{HOME}{file.pk}/", verb, file, step)


def call_for_upload(app, home, verb, file, step):
    requirement = paper(file).requirement
    return app.upload(f"{home}documents/", requirement=requirement.code, file=cast.upload(requirement.accept))


def call_for_act(app, home, verb, file, step):
    number, mend = step.pk if step else uuid.uuid4(), fault(verb, file)
    checklist = {code: {"value": value} for code, (value, _note) in cast.fits(file).items()}
    if mend:
        checklist[mend] = {"value": "mend", "note": "Gambar kurang jelas. Unggah ulang."}
    words = {
        "verdicts": checklist, "opinion": "for", "legal_ground": "Permendagri 3/2018",
        "reason": "Penelitian tidak memenuhi syarat.",
    }  # fmt: skip
    asked = {name: words[name] for name in WORDS_OF.get(verb, ())}
    return app.post(f"{home}reviews/{number}/{API_OF[verb]}/", **asked)


def call_for_product(app, home, verb, file, step):
    return app.post(f"{home}record-product/", number="LUAR/1", issued_on=f"{day_of(file)}")


CALLS = {
    "save_draft": lambda app, home, verb, file, step: app.patch(home, answers=typed(file)),
    "attach": call_for_upload,
    "detach": lambda app, home, verb, file, step: app.delete(f"{home}documents/{paper(file).pk}/"),
    "discard": lambda app, home, verb, file, step: app.delete(home),
    "submit": lambda app, home, verb, file, step: app.post(f"{home}submit/", declared=True),
    "answer": lambda app, home, verb, file, step: app.post(f"{home}correction/"),
    "withdraw": lambda app, home, verb, file, step: app.post(f"{home}withdraw/"),
    "record_product": call_for_product,
    **dict.fromkeys(API_OF, call_for_act),
}


def day_of(file):
    return (file.submitted_at or file.created_at).astimezone(ZoneInfo("Asia/Jakarta")).date()


# --- The comparison ----------------------------------------------------------------------------------------


def outcome(door, verb, user, file, step):
    """(status class or refusal, status of the file afterwards, the answer); undone again."""
    with transaction.atomic():
        answer = door(verb, scenes.fresh(user), file, step)
        left = Application.objects.filter(pk=file.pk).values_list("status", flat=True).first()
        transaction.set_rollback(True)
    done = answer.status_code in (200, 201, 204, 302)
    return ("done" if done else answer.status_code), left, answer


def differences(verb, who, user, file, step) -> tuple[list[str], object]:
    """What the doors say differently; and what the page said."""
    page, after_page, drawn = outcome(on_page, verb, user, file, step)
    api, after_api, told = outcome(by_api, verb, user, file, step)
    found = []
    if (page, after_page) != (api, after_api):
        found.append(f"{verb} by {who} at {file.status}: page {page} {after_page}, API {api} {after_api}")
    elif page in (403, 409) and told.json()["detail"] not in text_of(drawn):
        found.append(f"{verb} by {who} at {file.status}: {told.json()['detail']!r} is not on the page")
    return found, page


def expected(verb, status):
    if status in MOVES[verb]:
        return "done"
    if status == "draft" and (verb in ON_A_STEP or verb == "record_product"):
        return 404  # No desk knows of it yet.
    return 403 if verb in NEEDS_CLAIM and status == "submitted" else 409


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("shape", SHAPES)
def test_page_and_api_give_every_verb_the_same_outcome(shape, status):
    now = local_now() - timedelta(hours=1)
    file = staged(shape, status, now)
    step = acting_step(file, shape)
    found = []
    for verb in VERBS_OF[shape]:
        if verb in SYSTEMS:
            continue
        with transaction.atomic():
            here = ready(verb, file, step, now) if status in MOVES[verb] else file
            right = right_person(verb, here, step)
            differing, page = differences(verb, "the right person", right, here, step)
            found += differing
            if page != expected(verb, status):
                found.append(f"{verb} at {status}: {page}, expected {expected(verb, status)}")
            if status in MOVES[verb]:
                for who, person in wrong_people(verb, here, step).items():
                    differing, page = differences(verb, who, person, here, step)
                    found += differing
                    if page not in (403, 404):
                        found.append(f"{verb} by {who}: {page}")
            transaction.set_rollback(True)
    assert not found, "\n".join(found)


def test_every_verb_has_both_doors_or_a_reason_why_not():
    assert set(PAGES) == set(CALLS) == set(TRANSITIONS) - set(WITHOUT_DOOR)
    assert set(WITHOUT_DOOR) == set(SYSTEMS)


def test_what_is_offered_is_what_is_done():
    """`allowed` of the API is the table's own answer, for the owner and for the desk."""
    now = local_now() - timedelta(hours=1)
    file = cast.submitted("pbb-salinan-sppt", now=now)
    sari = App(cast.citizen("Sari"))
    assert sari.get(f"{HOME}{file.pk}/").json()["allowed"] == ["withdraw"]
    step = cast.open_review(file)
    budi = cast.desk_of(step)
    line = App(budi).get("/api/v1/queue/").json()["results"][0]
    loaded = Application.objects.select_related("standard", "applicant").get(pk=file.pk)
    step.application = loaded
    assert line["allowed"] == sorted(workflow.allowed(scenes.fresh(budi), loaded, step)) == ["claim"]
