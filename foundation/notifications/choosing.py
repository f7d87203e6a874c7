"""A person says how she wants news of her files, and in which language."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.audit.trail import record
from foundation.notifications.models import NoticeChoice
from foundation.notifications.ways import Language, choices, chosen, language_of

SENTENCES = {"notice.chosen": _("Pilihan kabar diubah.")}


@transaction.atomic
def choose_news(news_by: str, *, language: str = Language.INDONESIAN, by, now: datetime) -> NoticeChoice:
    """One's own choice, among those that her addresses allow; choosing the same again writes no entry.

    Letters that wait are rendered in the new language; what was sent stays as it was.
    """
    if news_by not in choices(by):
        raise ValidationError(gettext("Pilihan ini memerlukan surel atau nomor HP yang belum Anda miliki."))
    if language not in Language.values:
        raise ValidationError(gettext("Pilih bahasa Indonesia atau bahasa Inggris."))
    changed = (chosen(by), language_of(by)) != (news_by, language)
    chosen_now = {"news_by": news_by, "language": language}
    choice, _new = NoticeChoice.objects.update_or_create(user=by, defaults=chosen_now)
    if changed:
        record("notice.chosen", by, by=by, at=now, **chosen_now)
    return choice
