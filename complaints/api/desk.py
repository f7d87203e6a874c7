"""The desk's doors: the inbox, one complaint, and the acts of its table."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from complaints import permissions, workflow
from complaints.api.reporter import SHOWN
from complaints.models import Complaint
from complaints.serializers import (
    Archiving,
    CaseShape,
    ComplaintLine,
    Forwarding,
    InboxQuery,
    Releasing,
    Seen,
    SendingBack,
    Verification,
    Words,
)
from foundation.documents.serving import serve
from foundation.rest.views import ApiView


class DeskView(ApiView):
    scope = "desk"
    shows = CaseShape

    def complaint(self, pk) -> Complaint:
        found = Complaint.objects.inbox(self.request.user).select_related(*SHOWN).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def present(self) -> dict:
        complaint = self.complaint(self.kwargs["pk"])
        acts = sorted(workflow.allowed(self.request.user, complaint, now=self.now))
        return {"status": complaint.status, "version": complaint.version, "allowed": acts}


class Inbox(DeskView):
    """What this desk handles or watches, the most urgent first. No words of a reporter."""

    shows, asks = ComplaintLine, InboxQuery
    ordering = ("due_at", "id")

    def get(self, request):
        if not permissions.sees_inbox(request.user):
            raise PermissionDenied(permissions.not_your_task())
        workflow.note_list(by=request.user, now=self.now)
        names = {"category": "category__code", "agency": "assigned_agency__code"}
        filters = {names.get(name, name): value for name, value in self.query.items()}
        rows = Complaint.objects.inbox(request.user).for_desk()
        return self.page(rows.filter(**filters).select_related(*SHOWN))


class Case(DeskView):
    """One complaint; reading it leaves an entry."""

    def get(self, request, pk):
        complaint = self.complaint(pk)
        workflow.note_view(complaint, by=request.user, now=self.now)
        return self.show(complaint)


class CasePhoto(DeskView):
    """The picture itself; opening it leaves an entry."""

    serves_file = True

    def get(self, request, pk, photo_pk):
        complaint = self.complaint(pk)
        photo = complaint.photos.select_related("document").filter(pk=photo_pk).first()
        if photo is None:
            raise Http404
        workflow.note_photo(complaint, by=request.user, now=self.now, photo=photo.order)
        return serve(photo.document, download=True)


class Act(DeskView):
    """`verb` of the table, with what the body gives by the names the verb knows."""

    verb = None

    def post(self, request, pk):
        complaint = self.complaint(pk)
        type(self).verb(complaint.pk, **self.body, by=request.user, now=self.now)
        again = Complaint.objects.select_related(*SHOWN).get(pk=pk)
        return self.show(again)


class Verify(Act):
    takes, verb = Verification, workflow.verify


class Forward(Act):
    takes, verb = Forwarding, workflow.forward


class SendBack(Act):
    takes, verb = SendingBack, workflow.send_back


class AnswerMeanwhile(Act):
    takes, verb = Words, workflow.answer_meanwhile


class Answer(Act):
    takes, verb = Words, workflow.answer


class Archive(Act):
    takes, verb = Archiving, workflow.archive


class Close(Act):
    takes, verb = Seen, workflow.close


class Conceal(Act):
    takes, verb = Seen, workflow.conceal


class Release(Act):
    takes, verb = Releasing, workflow.release
