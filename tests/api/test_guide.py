"""docs/api.md is run: every command of it, in its order, against a live portal."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.utils.http import urlencode

from accounts.models import Organisation
from applications.models import Application
from complaints.models import Complaint
from tests import cast
from tests.api.apps import app, token
from tests.snapshot import stand_in_place

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"
RETURN = "https://antre.contoh.id/kembali"


def script() -> str:
    """The guide's `bash` blocks one after the other."""
    return "".join(re.findall(r"^```bash\n(.*?)^```", GUIDE.read_text(), re.DOTALL | re.MULTILINE))


def consent_of(sari, client_id: str) -> str:
    """The code that the app is given when she agrees."""
    browser = Client()
    browser.force_login(sari)
    asked = {"response_type": "code", "client_id": client_id, "redirect_uri": RETURN, "scope": "profile"}
    page = browser.get(f"/profil/aplikasi/izinkan/?{urlencode(asked)}").content.decode()
    signed = re.search(r'name="request" value="([^"]+)"', page)[1]
    agreed = {"request": signed, "scopes": ["profile"], "action": "grant"}
    answer = browser.post("/profil/aplikasi/izinkan/", agreed)
    return re.search(r"code=([^&]+)", answer["Location"])[1]


@pytest.mark.django_db(transaction=True)
def test_every_command_of_the_guide_does_what_it_says(live_server, tmp_path):
    stand_in_place()
    sari = cast.citizen("Sari")
    client, secret = app("Antre Yuk", redirect_uris=[RETURN])
    photo, card = tmp_path / "pas-foto.jpg", tmp_path / "ktp.pdf"
    photo.write_bytes(cast.image_bytes("JPEG"))
    card.write_bytes(cast.pdf_bytes())
    words = {
        "PORTAL": live_server.url,
        "TOKEN": token(sari),
        "CLIENT_ID": client.pk,
        "CLIENT_SECRET": secret,
        "CODE": consent_of(sari, client.pk),
        "KEY": "kunci-dari-panduan",
        "PHOTO": str(photo),
        "KTP": str(card),
    }
    done = subprocess.run(
        ["bash", "-e", "-u", "-x", "-o", "pipefail"],  # noqa: S607
        input=script(),
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, (done.stderr[-1500:], done.stdout[-1500:])
    assert Organisation.objects.filter(representative=sari.profile).count() == 1
    assert Application.objects.get().status == Application.Status.WITHDRAWN
    assert Complaint.objects.get().reporter == sari


def test_the_guide_has_commands_to_run():
    assert script().count("curl ") > 15
