"""The pages nobody hopes to see, each drawn by what really goes wrong: (name, actor, how to get there, status)."""

from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.access.doors import KEY


def too_many_fields(visitor, stage):
    return visitor.post(reverse("account_login"), {f"isian{number}": "1" for number in range(5000)})


def not_allowed(visitor, stage):
    return visitor.get(reverse("people"))


def without_its_key(visitor, stage):
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    return strict.post(visitor.there(reverse("account_login")), {"login": "sari"})


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
    ("404", "AN", nowhere, 404),
    ("409", "CO", too_late, 409),
    ("413", "CO", too_large, 413),
    ("429", "AN", too_often, 429),
    ("500", "AN", broken, 500),
]
