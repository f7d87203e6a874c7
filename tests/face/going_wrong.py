"""The pages nobody hopes to see, each drawn by what really goes wrong: (name, actor, how to get there, status)."""

from django.db import connection
from django.test import Client
from django.urls import reverse

from mpp_portal.expired import writer_of
from tests import cast
from tests.access.doors import KEY


def too_many_fields(visitor, stage):
    return visitor.post(reverse("account_login"), {f"isian{number}": "1" for number in range(5000)})


def not_allowed(visitor, stage):
    return visitor.get(reverse("people"))


def without_its_key(visitor, stage):
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    return strict.post(visitor.there(reverse("account_login")), {"login": "sari"})


OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
TYPED = {"text": "Loket tutup\nsebelum waktunya.", "nik": "3574015708900001"}


def typed(client, visitor, **more):
    """A form of ours that comes too late, with a photo."""
    photo = cast.upload(["jpg"], name="loket")
    address = visitor.there(reverse("complaint_file"))
    return client.post(address, {**TYPED, "photos": photo, **more}, headers=OURS)


def after_its_session(visitor, stage):
    return typed(visitor.client, visitor, pengisi="of-an-account-that-left")


def of_another(visitor, stage):
    return typed(visitor.client, visitor, pengisi="of-another-account")


def sent_once_more(visitor, stage):
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    user = stage.people["CO"]
    strict.force_login(user)
    return typed(strict, visitor, pengisi=writer_of(user))


def written_before_signing_in(visitor, stage):
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    strict.force_login(stage.people["CO"])
    return typed(strict, visitor)


def nowhere(visitor, stage):
    return visitor.get("/tidak/ada/di/sini/")


def too_late(visitor, stage):
    file = stage.file("issued")
    return visitor.post(reverse("withdraw", args=[file.pk]), {"versi": file.version, "kunci": KEY})


def too_large(visitor, stage):
    return visitor.post(reverse("complaint_file"), {"text": "x" * 12_000_000})


def too_often(visitor, stage):
    for _ in range(40):
        typed = {"nomor": "081234567890", "kode": "1234 5678", "password1": "sebuah-kata-sandi-baru-88"}
        response = visitor.post(reverse("desk_code"), typed)
        if response.status_code == 429:
            break
    return response


def broken(visitor, stage):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE services_service RENAME TO services_nowhere")
    return visitor.get(reverse("catalogue"))


PAGES = [
    ("400", "AN", too_many_fields, 400),
    ("403", "CO", not_allowed, 403),
    ("403_csrf", "AN", without_its_key, 403),
    ("403: after its session", "AN", after_its_session, 403),
    ("403: of another account", "CO", of_another, 403),
    ("403: sent once more", "CO", sent_once_more, 403),
    ("403: written before signing in", "CO", written_before_signing_in, 403),
    ("404", "AN", nowhere, 404),
    ("409", "CO", too_late, 409),
    ("413", "CO", too_large, 413),
    ("429", "AN", too_often, 429),
    ("500", "AN", broken, 500),
]
