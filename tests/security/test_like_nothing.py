"""What belongs to somebody else looks, to the byte, like what does not exist: at every route that takes an id."""

import re

import pytest

from accounts.models import Role
from tests import cast
from tests.applications.at_the_counter import local_now
from tests.security.scene import NO_NUMBER, NOTHING, Scene, browser, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

# Their addresses name what is public.
PUBLIC = {
    "service", "service_requirements", "service_leaflet", "apply_start", "permit_check", "kiosk_service",
    "kiosk_service_slip", "mall_look",
}  # fmt: skip
OWN_ACT = {"kunci": "kunci-joko", "versi": "0", "setuju": "on", "keputusan": "setuju", "tombol": "simpan"}


def answer_of(response, address: str) -> tuple:
    """Status, header names and body, but for what changes with every request and the address itself."""
    body = response.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    body = re.sub(r'<span class="code">[0-9a-f]{8}</span>', "", body)
    return response.status_code, sorted(response.headers), body


def pairs(scene):
    """(route, the address of something of Sari's or Budi's, the same with an id that does not exist)."""
    for route in routes().values():
        for name in set(route.takes) - {"act"} if route.name not in PUBLIC else ():
            nothing = NO_NUMBER if isinstance(scene.arguments(route)[name], int) else NOTHING
            yield route.name, scene.address(route), scene.address(route, **{name: nothing})


@pytest.mark.parametrize("role", [None, Role.FRONT_OFFICE, Role.ASSISTANT])
def test_a_stranger_cannot_tell_anothers_id_from_none(role):
    scene = Scene(local_now())
    # Joko's own agency is not among those of Sari's file.
    joko = cast.officer("Joko", role, "dispendukcapil") if role else cast.citizen("Joko")
    client, different = browser(joko), []
    for name, there, nowhere in pairs(scene):
        for method in ("get", "post"):
            found = [
                answer_of(getattr(client, method)(address, OWN_ACT if method == "post" else {}), address)
                for address in (there, nowhere)
            ]
            if found[0] != found[1] or found[0][0] not in (403, 404, 405):
                different.append((name, method, found[0][0], found[1][0]))
    assert not different


def test_parts_of_two_files_are_not_mixed_in_one_address():
    """Joko's own file with a part of Sari's, as citizen and as the officer who holds another file."""
    scene = Scene(local_now())
    joko, all_routes = cast.citizen("Joko"), routes()
    draft = cast.drafted("kk-baru", by=joko, now=scene.now)
    hers = scene.attachment(scene.draft)
    client = browser(joko)
    assert client.post(scene.address(all_routes["apply_detach"], pk=draft.pk)).status_code == 404
    hers.refresh_from_db()
    assert hers.replaced_at is None

    other = cast.submitted("surat-keterangan-penelitian", by=joko, now=scene.now)
    desk = browser(scene.budi)
    address = scene.address(all_routes["desk_act"], pk=other.pk, act="simpan")
    assert desk.post(address, {"versi": other.version}).status_code == 404


def test_a_draft_is_opened_for_nobody_elses_child_or_organisation():
    scene = Scene(local_now())
    client = browser(cast.citizen("Joko"))
    for whose in (f"usaha:{scene.organisation.pk}", f"anak:{scene.child.pk}"):
        form = {"kunci": "kunci-joko", "untuk": whose}
        answer = client.post(scene.address(routes()["apply_start"]), form)
        assert answer.status_code == 400
        assert "Mawar" not in answer.content.decode()
