"""Every verb of a complaint as one call, what it should move, who may, and complaints staged at every status."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from accounts.models import Agency, Role
from complaints import workflow
from complaints.models import Complaint
from complaints.permissions import SecretHolder
from complaints.secrets import secret_of
from foundation.documents.photos import check_photo
from tests import cast
from tests.complaints import scenes

STATUSES = ("filed", "verified", "forwarded", "answered", "disputed", "closed", "archived")
OPEN = ("filed", "verified", "forwarded", "answered", "disputed")


def _stays(*statuses: str) -> dict[str, str]:
    return {status: status for status in statuses}


# Verb -> status before -> status after. Written by hand: the project's table is held against it.
MOVES = {
    "add_photo": _stays("filed"),
    "verify": {"filed": "verified"},
    "forward": {"verified": "forwarded", "forwarded": "forwarded", "disputed": "forwarded"},
    "send_back": {"forwarded": "verified"},
    "answer_meanwhile": _stays("forwarded", "disputed"),
    "answer": {"verified": "answered", "forwarded": "answered", "disputed": "answered"},
    "reply": _stays(*OPEN),
    "dispute": {"answered": "disputed"},
    "accept": {"answered": "closed"},
    "close": {"answered": "closed"},
    "close_by_silence": {"answered": "closed"},
    "archive": {"filed": "archived", "verified": "archived"},
    "conceal": _stays(*OPEN, "closed"),
    "release": _stays("answered", "closed"),
}
REPORTER, OFFICER, ROUTER = {"reporter"}, {"handler"}, {"handler", "coordinator"}
OFFICIALS = {"approver", "signatory"}
MAY = {
    "add_photo": REPORTER, "reply": REPORTER, "dispute": REPORTER, "accept": REPORTER, "verify": OFFICER,
    "archive": OFFICER, "conceal": OFFICER, "release": OFFICER, "forward": ROUTER, "close": ROUTER,
    "send_back": OFFICIALS, "answer": OFFICER | OFFICIALS, "answer_meanwhile": OFFICER | OFFICIALS,
    "close_by_silence": set(),
}  # fmt: skip
# With no agency asked, it has no official.
WITH_AN_AGENCY = ("forwarded", "answered", "disputed", "closed")
ELSEWHERE = "dinkes"
# After the reporter's ten days.
LATE = timedelta(days=30)


def staged(status: str, now, **more) -> Complaint:
    complaint = scenes.filed(now=now, **more)
    return complaint if status == "filed" else getattr(scenes, status)(complaint, now=now)


def people(complaint: Complaint) -> dict:
    """Everybody who might knock, by what they are to this complaint."""
    other = scenes.filed(by=AnonymousUser(), now=complaint.filed_at)
    agency = scenes.AGENCY
    return {
        "reporter": scenes.reporter_of(complaint),
        "handler": scenes.handler(),
        "coordinator": scenes.coordinator(),
        "approver": scenes.official(),
        "signatory": cast.officer("Ratna", Role.SIGNATORY, agency),
        "approver elsewhere": scenes.official(ELSEWHERE),
        "verifier": cast.officer("Ratna", Role.VERIFIER, agency),
        "front office": cast.officer("Budi", Role.FRONT_OFFICE, agency),
        "assistant": cast.officer("Ratna", Role.ASSISTANT, agency),
        "editor": cast.officer("Wayan", Role.CATALOGUE_EDITOR),
        "auditor": cast.officer("Ratna", Role.AUDITOR),
        "administrator": cast.officer("Ratna", Role.ADMINISTRATOR),
        "another citizen": cast.citizen("Joko"),
        "holder of another secret": SecretHolder(secret_of(other.pk)),
        "holder of no secret": SecretHolder(""),
        "nobody": AnonymousUser(),
        "the system": None,
    }


def allowed_people(verb: str, status: str) -> set[str]:
    return MAY[verb] - (set() if status in WITH_AN_AGENCY else OFFICIALS)


def add_photo(complaint, *, by, now):
    workflow.add_photo(complaint.pk, check_photo(scenes.photo()), by=by, now=now)


def verify(complaint, *, by, now):
    workflow.verify(complaint.pk, category=complaint.category, confidential=False, by=by, now=now)


def forward(complaint, *, by, now):
    workflow.forward(complaint.pk, Agency.objects.get(code=ELSEWHERE), by=by, now=now)


def _whole(verb: str, *arguments, later=timedelta(0), **more):
    def act(complaint, *, by, now):
        getattr(workflow, verb)(complaint.pk, *arguments, by=by, now=now + later, **more)

    return act


ACTS = {
    "add_photo": add_photo,
    "verify": verify,
    "forward": forward,
    "send_back": _whole("send_back", "Bukan tugas kami."),
    "answer_meanwhile": _whole("answer_meanwhile", "Sedang kami periksa."),
    "answer": _whole("answer", "Sudah kami perbaiki."),
    "reply": _whole("reply", "Terima kasih."),
    "dispute": _whole("dispute", "Masih sama."),
    "accept": _whole("accept"),
    "close": _whole("close", later=LATE),
    "archive": _whole("archive", "too_general", "Sebutkan tempatnya."),
    "conceal": _whole("conceal"),
    "release": _whole("release", text="Tagihan.", answer="Sudah."),
}
