"""Routes of reports and of codes printed at the desk that take a POST, and what their addresses take."""

from accounts.models import DeskCode, User
from accounts.workflow.desk_codes import print_desk_code

PHONES = ("+6281298765432", "+6281298765433")


def prepare(scene) -> None:
    """Two people with a phone and nothing else; for one of them Budi printed a code."""
    for phone in PHONES:
        User.objects.create_user(phone=phone, name="Sari", verified=False)
    scene.desk_code = print_desk_code(
        PHONES[0], purpose=DeskCode.Purpose.PHONE, ktp_seen=True, by=scene.budi, now=scene.now
    )


# route -> (model it creates, who of the scene, what she posts)
CREATING: dict = {
    "desk_code_print": (
        DeskCode, "budi", lambda scene: {"nomor": PHONES[1], "untuk": "phone", "ktp": "on"}
    ),
}  # fmt: skip
# Routes that take a POST and create no row of a citizen's or an office's.
CHANGING: set[str] = {"desk_code", "desk_code_find"}


def arguments(scene, route) -> dict:
    """The arguments of that route's address, {} where it is not of this room."""
    return {"pk": scene.desk_code.pk} if route.name == "desk_code_slip" else {}
