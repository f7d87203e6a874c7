"""What the form of a complaint posts."""

from django.test import Client
from django.urls import reverse

from tests.complaints import scenes

KEY = "kunci-yang-baru-22-huruf"


def filled(**more) -> dict:
    """A whole form, without photos; a value of None takes its field out."""
    values = {
        "kunci": KEY, "kind": "complaint", "category": scenes.CATEGORY, "title": "Tagihan berbeda",
        "text": "Jumlah tagihan tidak sama dengan surat ketetapan.", "happened_on": "20-11-2026",
        "region": "35.74.03.1001", "place": "Di depan loket 7", **more,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def browser(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def send(user=None, *, client: Client | None = None, **more):
    return (client or browser(user)).post(reverse("complaint_file"), filled(**more))
