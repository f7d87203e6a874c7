"""Every form that creates, sent twice with the same key: one row, and the second answer changes nothing."""

import pytest

from accounts.models import Dependant, Organisation, RoleChange, User
from applications import workflow
from applications.models import Application, Attachment, Permit, Review
from tests import cast
from tests.applications.at_the_counter import local_now
from tests.security.rooms import ROOMS
from tests.security.scene import KEY, Scene, browser, routes, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

# What each creating route creates, who may, and what she posts.
CREATING = {
    "account_signup": (User, None, lambda scene: SARI),
    "organisations": (Organisation, "sari", lambda scene: {"name": "CV Melati"}),
    "dependants": (Dependant, "sari", lambda scene: CHILD),
    "person_add": (RoleChange, "ratna", lambda scene: post(scene, email="budi.baru@contoh.id", name="Budi")),
    "post_move": (RoleChange, "ratna", lambda scene: post(scene)),
    "post_end": (RoleChange, "ratna", lambda scene: {"ends_on": today()}),
    "person_account": (RoleChange, "ratna", lambda scene: {}),
    "apply_start": (Application, "sari", lambda scene: {"untuk": "diri"}),
    "apply_documents": (Attachment, "sari", lambda scene: paper(scene, scene.draft)),
    "apply_check": (Review, "sari", lambda scene: {"versi": scene.draft.version, "setuju": "on"}),
    "correct": (Review, "sari", lambda scene: {"versi": scene.returned.version}),
    "desk_record_product": (Permit, "counter", lambda scene: {"nomor": "3574-KK-1", "tanggal": today()}),
    **{route: creating for room in ROOMS for route, creating in room.CREATING.items()},
}
SARI = {"name": "Sari", "email": "baru@contoh.id", "password1": "kuda-terbang-malam"}
CHILD = {"relation": "child", "full_name": "Budi", "birth_date": "17-08-2019"}
# Takes a POST and creates no row of a citizen's or an office's: it changes one that is there, or signs in.
CHANGING = {
    "account_login", "account_logout", "account_reauthenticate", "account_email_verification_sent",
    "account_verify_phone", "account_reset_password", "account_confirm_password_reset_code",
    "account_complete_password_reset", "account_change_password", "account_set_password", "account_email",
    "account_change_phone", "profile", "organisation", "dependant", "role_change", "inbox_open",
    "inbox_read_all", "apply_form", "apply_detach", "discard", "withdraw", "desk_act",
    *(route for room in ROOMS for route in room.CHANGING),
}  # fmt: skip


def today() -> str:
    return local_now().date().isoformat()


def post(scene, **person) -> dict:
    return {"role": "verifier", "agency": scene.post.agency_id, "starts_on": today(), **person}


def paper(scene, file) -> dict:
    requirement = scene.attachment(file).requirement
    return {"persyaratan": requirement.code, "berkas": cast.upload(requirement.accept)}


def returned(scene) -> Application:
    """A file whose one answer waits to be sent: the paper is replaced already."""
    verdicts = cast.fits(scene.file)
    paper = scene.attachment(scene.file)
    verdicts[paper.requirement.code] = ("mend", "Gambar kurang jelas.")
    workflow.return_for_correction(
        scene.file.pk, scene.review.pk, by=scene.budi, now=scene.now, verdicts=verdicts
    )
    checked = cast.check_upload(
        cast.upload(paper.requirement.accept),
        accept=paper.requirement.accept,
        max_mb=paper.requirement.max_mb,
    )
    workflow.attach(scene.file.pk, paper.requirement, checked, by=scene.sari, now=scene.now)
    return Application.objects.get(pk=scene.file.pk)


def address_of(scene, name: str) -> str:
    if name == "correct":
        scene.returned = returned(scene)
    if name == "desk_record_product":
        approved = cast.decided(cast.submitted("kk-baru", now=scene.now), now=scene.now)
        scene.counter = cast.officer("Budi", "front_office", approved.standard.service.agency.code)
        return scene.address(routes()[name], pk=approved.pk)
    return scene.address(routes()[name])


@pytest.mark.parametrize("name", CREATING)
def test_a_form_that_creates_needs_its_key_and_creates_once(name):
    scene = Scene(local_now())
    model, who, posted = CREATING[name]
    address, client = address_of(scene, name), browser(getattr(scene, who) if who else None)
    before, rows = stored(), model.objects.count()
    assert client.post(address, posted(scene)).status_code == 400
    # That an officer saw the file again while her form was refused is an entry.
    assert changed(before) <= {"audit_entry"}

    first = client.post(address, {"kunci": KEY, **posted(scene)})
    assert model.objects.count() == rows + 1
    after = stored()
    second = client.post(address, {"kunci": KEY, **posted(scene)})
    assert (first.status_code, first.get("Location")) == (second.status_code, second.get("Location"))
    # At sign-up the second answer is one more letter to the same address.
    assert changed(after) <= ({"audit_entry", "notifications_notification"} if who is None else set())


def changed(before: dict) -> set[str]:
    return {table for table, found in stored().items() if found != before[table]}


def test_every_route_that_takes_a_post_is_known():
    """405 says that a route takes none; what its guards say comes after."""
    scene = Scene(local_now())
    addresses = {route.name: scene.address(route) for route in routes().values()}
    takes = {
        name for name, address in addresses.items() if browser(scene.sari).post(address).status_code != 405
    }
    assert takes == set(CREATING) | CHANGING
