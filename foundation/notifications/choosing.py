"""A person says how she wants news of her files."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation.audit.trail import record
from foundation.notifications.models import NoticeChoice
from foundation.notifications.ways import choices, chosen

SENTENCES = {"notice.chosen": _("Pilihan kabar diubah.")}


@transaction.atomic
def choose_news(news_by: str, *, by, now: datetime) -> NoticeChoice:
    """One's own choice, among those that her addresses allow; choosing the same again writes no entry."""
    if news_by not in choices(by):
        raise ValidationError(_now("Pilihan ini memerlukan surel atau nomor HP yang belum Anda miliki."))
    changed = chosen(by) != news_by
    choice, _new = NoticeChoice.objects.update_or_create(user=by, defaults={"news_by": news_by})
    if changed:
        record("notice.chosen", by, by=by, at=now, news_by=news_by)
    return choice
