"""Sari is a citizen, Budi sits at a counter, Ratna and Wayan administer; Joko must never get in."""

import re
from datetime import date

from accounts.models import Agency, Membership, Role, User
from foundation.notifications.models import Notification

PASSWORD = "sebuah-kata-sandi-panjang"


def account(name: str, **more) -> User:
    return User.objects.create_user(email=f"{name.lower()}@contoh.id", name=name, password=PASSWORD, **more)


def holding(name: str, role: str, agency: Agency | None = None, **more) -> User:
    """An account that holds a role; the same name has one account."""
    user = User.objects.filter(email=f"{name.lower()}@contoh.id").first() or account(name)
    Membership.objects.create(user=user, role=role, agency=agency, starts_on=date(2024, 1, 1), **more)
    return User.objects.get(pk=user.pk)


def administrator(name: str) -> User:
    return holding(name, Role.ADMINISTRATOR)


def last_letter(address: str) -> str:
    """The words of the newest letter to an address."""
    letter = Notification.objects.filter(address=address).order_by("-created_at", "-entry_id").first()
    return letter.message["text"] if letter else ""


def last_code(address: str) -> str:
    """The code in it: the only run of six digits, or two of four."""
    return re.search(r"\b(\d{6}|\d{4}-\d{4})\b", last_letter(address)).group()
