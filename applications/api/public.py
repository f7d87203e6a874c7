"""Doors for anybody: how far a file is, by its code, and whether a permit is known here."""

from django.http import Http404

from applications import timeline
from applications.api.answering import Clocked
from applications.api.shown_own import CheckedPermit, TrackedFile
from applications.models import Permit
from applications.tracking import WINDOW, has_missed_too_often, tracked
from foundation.rest.refusal import Refusal


class Public(Clocked):
    public = True

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response


class TrackingView(Public):
    """How far a file is. Unknown, malformed and secret codes get the same answer."""

    shows = TrackedFile

    def get(self, request, code):
        file = tracked(code[:40])
        if file is None:
            if has_missed_too_often(request.META.get("REMOTE_ADDR", ""), code):
                raise Refusal(429, retry=WINDOW)
            raise Http404
        file.days = timeline.days(file, self.calendars, self.now)
        return self.show(file)


class PermitView(Public):
    """Whether a permit is known here, and holds today."""

    machines = True
    shows = CheckedPermit

    def get(self, request, code):
        permit = Permit.objects.by_code(code)
        if permit is None:
            raise Http404
        return self.show(permit)
