"""Who was told about a file, over which channel, and whether it arrived: for the desk."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from foundation.audit.models import Entry
from foundation.notifications.letters import sms
from foundation.notifications.messages import words
from foundation.notifications.models import Notification
from foundation.notifications.ways import BELL, EMAIL, SMS, masked

MOST = 60
UNREACHED = (Notification.State.FAILED, Notification.State.KEPT)
CHANNELS = {BELL: gettext_lazy("lonceng di portal"), EMAIL: gettext_lazy("surel"), SMS: gettext_lazy("SMS")}


class Notice(NamedTuple):
    """`address` is masked; `kept` is the text of an SMS that no gateway took, for reading it out at the counter."""

    subject: str
    whom: str
    channel: str
    address: str
    at: datetime
    state: str
    label: str
    reason: str
    kept: str


def read_along() -> ArraySubquery:
    """The newest letters about a file, and the bells of its owner; drawn by `notices_of`."""
    owner = Q(recipient=OuterRef("filed_by")) | Q(recipient=OuterRef("applicant__user"))
    rows = Notification.objects.filter(
        Q(channel__in=[EMAIL, SMS]) | owner,
        entry__target_type=Application._meta.label_lower,
        entry__target_id=Cast(OuterRef("pk"), TextField()),
    )
    as_json = JSONObject(
        action="entry__action", params="entry__params", audience="audience", channel="channel",
        address="address", state="state", reason="reason", at="created_at", read_at="read_at",
        recipient="recipient",
    )  # fmt: skip
    return ArraySubquery(rows.order_by("-created_at", "channel")[:MOST].values(json=as_json))


def notices_of(application: Application) -> list[Notice]:
    """For a file with `notices` read along, newest first."""
    return [_drawn(application, row) for row in application.notices]


def _drawn(application: Application, row: dict) -> Notice:
    entry = Entry(action=row["action"], params=row["params"])
    letter = Notification(
        entry=entry,
        audience=row["audience"],
        channel=row["channel"],
        state=row["state"],
        reason=row["reason"],
    )
    is_owner = row["recipient"] in (application.filed_by_id, application.applicant.user_id)
    return Notice(
        subject=words(letter).subject,
        whom=_("Pemohon") if is_owner else _("Petugas"),
        channel=str(CHANNELS[row["channel"]]),
        address=masked(row["address"]),
        at=parse_datetime(row["at"]),
        state=row["state"],
        label=_bell(row) if row["channel"] == BELL else letter.get_state_display(),
        reason=letter.get_reason_display(),
        kept=sms(letter) if row["state"] == Notification.State.KEPT else "",
    )


def _bell(row: dict) -> str:
    return _("Sudah dibaca") if row["read_at"] else _("Belum dibaca")
