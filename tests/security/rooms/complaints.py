"""Routes of complaints that take a POST, and what their addresses take."""

from complaints.models import Complaint, Response
from complaints.secrets import secret_of
from tests.complaints import scenes
from tests.complaints.at_the_form import filled


def said(complaint) -> dict:
    return {"versi": complaint.version, "text": "Masih sama."}


def said_by_secret(complaint) -> dict:
    return {**said(complaint), "nomor": complaint.number, "kode": secret_of(complaint.pk)}


# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {
    "complaint_file": (Complaint, "sari", lambda scene: filled(kunci=None)),
    "complaint_act": (Response, "sari", lambda scene: said(scene.complaint)),
    "complaint_secret_act": (Response, None, lambda scene: said_by_secret(scene.nameless)),
}
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"complaint_case_act", "complaint_track"}


def prepare(scene) -> None:
    """Of Sari's: one that waits for the answer of an agency, one without her name, one that nobody may see."""
    begun = scene.now
    scene.complaint = scenes.forwarded(scenes.filed(now=begun, photos=1), now=begun)
    scene.nameless = scenes.filed(by=scene.sari, now=begun, anonymous=True)
    scene.hidden = scenes.verified(scenes.filed(now=begun, confidential=True), now=begun)


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    if not route.name.startswith(("complaint", "public_complaint")):
        return {}
    pk = {"complaint_photo": scene.complaint.photos.get, "public_complaint": lambda: scene.hidden}
    act = "jawab" if route.name == "complaint_case_act" else "tanggapi"
    found = {"pk": pk.get(route.name, lambda: scene.complaint)().pk, "act": act}
    return {name: found[name] for name in route.takes}
