"""A complaint without an account is opened by its number and its secret."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from complaints.guesses import check_open, count_wrong
from complaints.models import Complaint
from complaints.secrets import opens
from complaints.workflow import note_guesses

NOBODYS = UUID(
    int=0
)  # Unknown numbers cost the same work: their secret is judged against that of no complaint.
LONGEST_NUMBER = 40


def read_number(typed: str) -> str:
    """As drawn: upper case, without blanks."""
    return "".join(typed.split()).upper()[:LONGEST_NUMBER]


def by_secret(number: str, secret: str, *, now: datetime, counted_as: str = ""):
    """The id of the complaint. Call it outside a transaction: the count of wrong secrets must stay.

    `counted_as`: under what wrong ones are counted where the door knows another name than the number; else a lock
    that shows at both would tell which number belongs to which line of the public list. Raises Http404 alike for an
    unknown number, a wrong secret and one that belongs to an account; ValidationError code "too_many" once a name
    was guessed at too often, known or not. The reporter is told.
    """
    number = read_number(number)
    name = counted_as or number
    check_open(name)
    found = Complaint.objects.only("pk", "reporter_id").filter(number=number).first()
    fits = opens(secret, found.pk if found else NOBODYS)
    if fits and found is not None and found.has_secret:
        return found.pk
    if count_wrong(name) and found is not None and found.has_secret:
        note_guesses(found.pk, now=now)
    raise Http404
