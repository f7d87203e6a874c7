"""What the doors of files share: clocks read once, a file laid out to be shown, a file as bytes."""

import logging
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import timeline
from applications.api.shown_own import ApplicationShape
from applications.forms.drafting import answers_so_far
from applications.forms.uploading import wanted
from applications.models import Application
from applications.workflow import allowed, waiting_verdicts
from foundation.documents.serving import serve
from foundation.rest.refusal import Refusal
from foundation.rest.views import ApiView
from foundation.vault.crypto import WrongKey
from services.models import Tier
from sla.calendars import Calendars

log = logging.getLogger(__name__)
ON_A_LINE = ("standard__service__agency", "applicant", "organisation", "dependant", "timer")


class Clocked(ApiView):
    @cached_property
    def calendars(self) -> Calendars:
        return Calendars()

    @property
    def today(self):
        return timezone.localdate(self.now)


class OwnFile(Clocked):
    """A file of the citizen who asks; anybody else's is 404."""

    scope, shows = "applications", ApplicationShape

    def own(self, pk) -> Application:
        rows = Application.objects.own(self.request.user).select_related(*ON_A_LINE, "permit__document")
        return get_object_or_404(rows, pk=pk)

    def whole(self, pk) -> Application:
        """The file with everything its shape asks for."""
        file = self.own(pk)
        tiers = Prefetch("standard__tiers", queryset=Tier.objects.select_related("agency"))
        prefetch_related_objects(
            [file], tiers, "standard__fields", "standard__requirements", "reviews__timer"
        )
        file.wanted = wanted(file, file.answers if file.number else answers_so_far(file, now=self.now))
        file.to_mend = waiting_verdicts(file)
        file.days = timeline.days(file, self.calendars, self.now) if file.timer else None
        return file

    def own_unless_desk(self, pk) -> None:
        """An app that may only file for her opens nothing of her desk: to it, that is as if it were not there."""
        if self.request.auth is not None and "desk" not in self.request.auth.get_scopes():
            self.own(pk)

    def present(self) -> dict:
        return standing(self.request.user, self.own(self.kwargs["pk"]))


def standing(user, file: Application) -> dict:
    """The present state, for whoever came too late."""
    return {
        "number": file.number, "status": file.status, "status_label": file.get_status_display(),
        "version": file.version, "allowed": sorted(allowed(user, file)),
    }  # fmt: skip


def hand_over(document):
    """The stored file as bytes; 503 while it cannot be read (the log says why)."""
    try:
        return serve(document, download=True)
    except (OSError, WrongKey) as error:
        log.exception("Document %s cannot be read.", document.pk)
        sentence = _("Berkas ini sedang tidak bisa dibuka. Coba lagi nanti atau hubungi loket kami.")
        raise Refusal(503, sentence, retry=60) from error
