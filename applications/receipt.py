"""What a receipt tells beside the row: the way ahead with its days, and how to track from anywhere."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.timeline import ENDED, Step, steps
from sla.due import Due


def ahead(application: Application, due: Due | None) -> list[Step]:
    """The way of `steps`, with the time that each step still to come may take.

    Asks `standard.tiers` and `reviews` with their timers, which the view has fetched.
    """
    way = steps(application)
    if application.status in ENDED:
        return way
    received, *middle, product = way
    newest = application.newest_reviews()
    tiers = zip(middle, application.standard.tiers.all(), strict=True)
    timed = [_timed(step, tier, newest.get(tier.pk)) for step, tier in tiers]
    if due and due.at and not product.state:
        product = product._replace(words=_("Selesai paling lambat:"), at=due.at)
    return [received, *timed, product]


def _timed(step: Step, tier, review) -> Step:
    timer = review.timer if review else None
    if step.state == "now" and timer and not (timer.stopped_at or timer.paused_at):
        return step._replace(words=_("Diperiksa paling lambat:"), at=timer.due_at)
    if not step.state:
        return step._replace(words=_("Paling lama %(days)s.") % {"days": tier.promise})
    return step


def tracking_address(application: Application) -> str:
    """Where this very file is tracked, code and all."""
    query = urlencode({"kode": application.shown_code})
    return f"{settings.PORTAL_URL}{reverse('track')}?{query}"


def to_share(application: Application) -> str:
    """The address that opens WhatsApp with a text about this file, for whomever she chooses."""
    text = _("Permohonan %(number)s sudah diterima. Kode lacak: %(code)s. Lacak di %(address)s") % {
        "number": application.number,
        "code": application.shown_code,
        "address": tracking_address(application),
    }
    return f"https://wa.me/?text={quote(text, safe='')}"
