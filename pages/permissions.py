"""Who may do what with the texts of the portal. A guard answers with the sentence why not, or ""."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.permissions import holders_of
from pages.models import READERS_OF_DRAFTS, Edition


def writer(user, edition: Edition | None = None) -> str:
    """Editors write, each in everybody's drafts."""
    if user.holds(Role.CATALOGUE_EDITOR):
        return ""
    return _("Halaman ditulis oleh penyunting. Anda tidak memiliki tugas ini.")


def second_person(user, edition: Edition) -> str:
    """A coordinator who wrote nothing in this edition."""
    if not user.holds(Role.COORDINATOR):
        return _("Halaman diputuskan oleh koordinator. Anda tidak memiliki tugas ini.")
    if edition.writers.filter(pk=user.pk).exists():
        return _("Anda ikut menulis naskah ini. Koordinator lain yang memutuskannya.")
    return ""


def reads_drafts(user) -> bool:
    return any(user.holds(role) for role in READERS_OF_DRAFTS)


def second_persons(edition: Edition, day: date) -> QuerySet[User]:
    """Who may decide about the edition on that day."""
    return holders_of(Role.COORDINATOR, day).exclude(pk__in=edition.writers.values("pk"))
