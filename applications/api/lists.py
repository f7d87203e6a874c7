"""The desk's lists: what waits at my desks, what I may record, and what is late."""

from django.core.exceptions import PermissionDenied
from django.db.models import F

from accounts.models import Role
from applications import permissions
from applications.api.answering import Clocked
from applications.api.shown_lists import (
    SERVICES,
    STATES,
    FileToRecord,
    LateLine,
    LateQuery,
    QueueLine,
    QueueQuery,
    as_address,
)
from applications.forms.desk_filters import narrow_queue
from applications.models import Application, Review
from applications.pressing import narrowed, pressing_services, pressing_steps


class DeskList(Clocked):
    scope = "desk"
    ordering = ("due_at", "id")

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.may_see(request.user):
            raise PermissionDenied(permissions.not_your_task())

    def may_see(self, user) -> bool:
        return permissions.works_at_desk(user)

    def page(self, rows):
        return super().page(rows.annotate(due_at=F("timer__due_at")))


class QueueView(DeskList):
    """What waits at your desks, the most pressing first."""

    shows, asks = QueueLine, QueueQuery

    def get(self, request):
        queue = narrow_queue(Review.objects.queue_of(request.user), as_address(self.query), request.user)
        rows = queue.select_related("application__applicant", "application__dependant", "application__timer")
        rows = rows.prefetch_related("application__reviews", "application__standard__tiers")
        return self.page(rows.defer("application__answers", "application__identity"))


class ToRecordView(DeskList):
    """Approved files whose product was issued elsewhere and waits to be recorded."""

    shows = FileToRecord

    def get(self, request):
        files = Application.objects.to_record(request.user)
        rows = files.select_related("standard__service__agency", "timer", "applicant", "dependant")
        return self.page(rows.prefetch_related("standard__tiers").defer("answers", "identity"))


class LateView(DeskList):
    """Clocks that are late or nearly so: of steps, or of services as they were promised."""

    shows, asks = LateLine, LateQuery

    def may_see(self, user) -> bool:
        return user.holds(Role.COORDINATOR)

    def get(self, request):
        asked = dict(self.query)
        of_services = asked.pop("clock") == SERVICES
        rows = pressing_services(request.user, self.now) if of_services else pressing_steps(self.now)
        if state := asked.pop("state", ""):
            asked["state"] = STATES[state]
        return self.page(narrowed(rows, self.now, **asked))
