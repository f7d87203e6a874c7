"""The reporter's doors: by her account, or by the secret of a complaint without one."""

from django.http import Http404
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response as Answer

from complaints import workflow
from complaints.forms.about import sent_files
from complaints.guesses import check_pace
from complaints.models import Complaint, Photo
from complaints.opening import by_secret
from complaints.permissions import SecretHolder, is_own
from complaints.secrets import secret_of
from complaints.serializers import (
    ComplaintLine,
    ComplaintShape,
    NewComplaint,
    OwnQuery,
    PhotoShape,
    PhotoUpload,
    ReceiptShape,
    Seen,
    Tracking,
    Turn,
    Words,
)
from complaints.workflow import Told
from foundation.documents.photos import check_photo
from foundation.documents.serving import serve
from foundation.rest.views import ApiView

SECRET = "Complaint-Secret"  # noqa: S105 - the name of a header
SHOWN = (
    "category",
    "assigned_agency",
    "timer",
    "whole_timer",
    "reporter",
    "application",
    "service",
    "agency",
)


class Complaints(ApiView):
    """One's own complaints, and a new one; filing needs no account."""

    scope = "complaints"
    shows, takes, asks = ComplaintLine, NewComplaint, OwnQuery
    ordering = ("-filed_at", "-id")
    creates = True
    shows_by = {"POST": ReceiptShape}

    @property
    def public(self) -> bool:
        """Filing needs nobody; an app that files for a person needs her consent."""
        request = getattr(self, "request", None)
        return request is None or (request.method == "POST" and not request.auth)

    def get(self, request):
        return self.page(Complaint.objects.own(request.user).filter(**self.query).select_related(*SHOWN))

    def post(self, request):
        told = self._told()
        known = request.user.is_authenticated and not told.anonymous

        def file() -> Complaint:
            if not known:
                check_pace(request)
            return workflow.file(told, by=request.user, now=self.now)

        pk = self.once(file, nameless=told.anonymous)
        complaint = Complaint.objects.select_related(*SHOWN).get(pk=pk)
        self.who = SecretHolder(secret_of(pk)) if complaint.has_secret else request.user
        return self.show(complaint, status=201)

    def get_serializer_context(self):
        return super().get_serializer_context() | {"who": getattr(self, "who", None)}

    def _told(self) -> Told:
        body = dict(self.body)
        wanted = body.pop("application", None)
        if wanted is not None:
            body["application"] = sent_files(self.request.user).filter(pk=wanted).first()
            if body["application"] is None:
                raise Http404
        return Told(**body)


class OwnComplaint(ApiView):
    """Under every address about one complaint: hers by account, or by its secret in the header.

    Unknown, somebody else's and a wrong secret are the same 404.
    """

    scope, opened_by = "complaints", "secret"
    shows = ComplaintShape

    @property
    def public(self) -> bool:
        request = getattr(self, "request", None)
        return request is None or SECRET in request.headers

    def complaint(self, pk) -> Complaint:
        found = Complaint.objects.select_related(*SHOWN).filter(pk=pk).first()
        secret = self.request.headers.get(SECRET)
        self.who = self.request.user if secret is None else SecretHolder(secret)
        if secret is not None:
            by_secret(found.number if found else "", secret, now=self.now, counted_as=str(pk))
        if found is None or not is_own(self.who, found):
            raise Http404
        return found

    def get_serializer_context(self):
        return super().get_serializer_context() | {"who": getattr(self, "who", None)}

    def present(self) -> dict:
        """With 409: how it stands now."""
        complaint = Complaint.objects.get(pk=self.kwargs["pk"])
        return {"status": complaint.status, "version": complaint.version}

    def again(self, pk, *, status: int = 200) -> Answer:
        return self.show(Complaint.objects.select_related(*SHOWN).get(pk=pk), status=status)


class ComplaintDetail(OwnComplaint):
    def get(self, request, pk):
        return self.show(self.complaint(pk))


class Photos(OwnComplaint):
    """One more photo, as long as nobody has verified the complaint."""

    shows, takes = PhotoShape, PhotoUpload
    parser_classes = [MultiPartParser]
    creates = True

    def post(self, request, pk):
        complaint = self.complaint(pk)
        checked = check_photo(self.body["photo"])
        photo = self.once(
            lambda: workflow.add_photo(complaint.pk, checked, by=self.who, now=self.now),
            nameless=complaint.has_secret,
        )
        return self.show(Photo.objects.select_related("document").get(pk=photo), status=201)


class PhotoContent(OwnComplaint):
    """The picture itself."""

    serves_file = True

    def get(self, request, pk, photo_pk):
        photo = self.complaint(pk).photos.select_related("document").filter(pk=photo_pk).first()
        if photo is None:
            raise Http404
        return serve(photo.document, download=True)


class Saying(OwnComplaint):
    """The reporter says something; each is a turn of the conversation."""

    shows, takes = Turn, Words
    creates = True
    verb = None

    def post(self, request, pk):
        complaint, say = self.complaint(pk), type(self).verb
        turn = self.once(
            lambda: say(
                complaint.pk, self.body["text"], by=self.who, now=self.now, seen=self.body.get("seen")
            ),
            nameless=complaint.has_secret,
        )
        return self.show(complaint.responses.get(pk=turn), status=201)


class Reply(Saying):
    verb = workflow.reply


class Dispute(Saying):
    verb = workflow.dispute


class Accept(OwnComplaint):
    """The reporter says that it is settled."""

    takes = Seen

    def post(self, request, pk):
        complaint = self.complaint(pk)
        workflow.accept(complaint.pk, by=self.who, now=self.now, seen=self.body.get("seen"))
        return self.again(complaint.pk)


class Track(ApiView):
    """A complaint without an account, by its number and secret."""

    public = True
    shows, takes = ComplaintShape, Tracking

    def post(self, request):
        pk = by_secret(self.body["number"], self.body["secret"], now=self.now)
        self.who = SecretHolder(self.body["secret"])
        found = Complaint.objects.select_related(*SHOWN).get(pk=pk)
        return self.show(found)

    def get_serializer_context(self):
        return super().get_serializer_context() | {"who": getattr(self, "who", None)}
