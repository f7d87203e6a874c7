"""The citizen's doors: begin, fill in, send, answer, take back; and what came of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from accounts.models import Dependant, Organisation
from applications import workflow
from applications.api import examples
from applications.api.answering import ON_A_LINE, OwnFile, hand_over
from applications.api.shown_own import (
    ApplicationLine,
    ApplicationShape,
    HistoryOfFile,
    OwnFilesQuery,
    ReceiptOfFile,
)
from applications.history import story
from applications.models import Application
from applications.opening import open_product
from applications.permissions import may_print_receipt, not_your_task
from applications.serializers import bodies
from foundation.registry.moves import stale
from services.models import Standard, Tier

UNKNOWN = _("Ini tidak ada pada akun Anda. Pilih salah satu dari daftar Anda.")
NO_SERVICE = _("Layanan ini tidak ada. Pilih kode dari daftar layanan.")


class MyFilesView(OwnFile):
    """Your own files, the newest first; or begin one."""

    shows, takes, asks = ApplicationLine, bodies.NewApplication, OwnFilesQuery
    ordering, creates = ("-created_at", "-id"), True
    shows_by = {"POST": ApplicationShape}
    examples = {"takes": examples.NEW_APPLICATION}
    present = None  # There is no file yet whose state could be shown.

    def get(self, request):
        names = {"status": "status", "service": "standard__service__code"}
        filters = {names[name]: value for name, value in self.query.items()}
        rows = Application.objects.own(request.user).filter(**filters).select_related(*ON_A_LINE)
        return self.page(rows.defer("answers", "identity"))

    def post(self, request):
        standard = Standard.objects.published().filter(service__code=self.body["service"]).first()
        if standard is None:
            raise ValidationError({"service": NO_SERVICE})
        behalf = {
            "organisation": self._hers("organisation", Organisation, "representative"),
            "dependant": self._hers("dependant", Dependant, "guardian"),
        }
        if all(behalf.values()):
            raise ValidationError(
                {"dependant": _("Pilih salah satu: untuk organisasi atau untuk tanggungan.")}
            )

        def start():
            answers = self.body.get("answers")
            return workflow.start_draft(standard, by=request.user, now=self.now, answers=answers, **behalf)

        return self.show(self.whole(self.once(start)), status=201)

    def _hers(self, name: str, model, owner: str):
        """Somebody else's is as unknown as one that is not there."""
        if not self.body.get(name):
            return None
        row = model.objects.filter(pk=self.body[name], **{f"{owner}__user": self.request.user}).first()
        if row is None:
            raise ValidationError({name: UNKNOWN})
        return row


class MyFileView(OwnFile):
    """One file of yours: read it, change or remove its draft."""

    takes, examples = bodies.DraftChange, {"takes": examples.DRAFT_CHANGE}

    def get(self, request, pk):
        return self.show(self.whole(pk))

    def patch(self, request, pk):
        draft, typed = self.own(pk), self.body["answers"]
        whole = {**draft.answers, **typed} if isinstance(typed, dict) else typed
        seen = self.body.get("seen", draft.version)
        workflow.save_draft(pk, whole, by=request.user, now=self.now, seen=seen)
        return self.show(self.whole(pk))

    def delete(self, request, pk):
        workflow.discard(self.own(pk).pk, by=request.user, now=self.now)
        return Response(status=204)


class SubmitView(OwnFile):
    """Send the draft: it gets its number, and the clock of its promise starts."""

    takes, creates, examples = bodies.Sending, True, {"takes": examples.SENDING}

    def post(self, request, pk):
        self.own(pk)
        seen = self.body.get("seen")
        self.once(lambda: workflow.submit(pk, by=request.user, now=self.now, seen=seen))
        return self.show(self.whole(pk), status=201)


class AnswerView(OwnFile):
    """Send the mended file; documents were uploaded before."""

    takes, creates, examples = bodies.Mending, True, {"takes": examples.MENDING}

    def post(self, request, pk):
        self.own(pk)
        mended = {"answers": self.body.get("answers"), "seen": self.body.get("seen")}
        self.once(lambda: workflow.answer(pk, by=request.user, now=self.now, **mended))
        return self.show(self.whole(pk), status=201)


class WithdrawView(OwnFile):
    """Take a sent file back, until it is approved."""

    takes = bodies.NothingMore

    def post(self, request, pk):
        self.own(pk)
        self.body  # noqa: B018 - a word that nobody asked for is refused
        workflow.withdraw(pk, by=request.user, now=self.now)
        return self.show(self.whole(pk))


class HistoryView(OwnFile):
    """What happened to a file of yours, oldest first."""

    shows = HistoryOfFile

    def get(self, request, pk):
        file = self.own(pk)
        tiers = Tier.objects.select_related("agency")
        prefetch_related_objects([file], Prefetch("standard__tiers", queryset=tiers))
        names = ("at", "text", "office")
        return self.show({"lines": [dict(zip(names, line, strict=True)) for line in story(file)]})


class ReceiptView(OwnFile):
    """What was received, when, and what is promised; also for a front office of the file."""

    shows = ReceiptOfFile

    def get(self, request, pk):
        self.own_unless_desk(pk)
        rows = Application.objects.visible_to(request.user).select_related(*ON_A_LINE)
        file = get_object_or_404(rows, pk=pk)
        if not may_print_receipt(request.user, file):
            raise PermissionDenied(not_your_task())
        if not file.number:
            raise stale(file)
        return self.show(file)


class ProductView(OwnFile):
    """The PDF of what the file gave; 409 while it is being made."""

    serves_file = True

    def get(self, request, pk):
        self.own_unless_desk(pk)
        permit = open_product(request.user, pk, now=self.now)
        if permit.document is None:
            raise ValidationError(
                _("Dokumen ini sedang disiapkan. Coba lagi beberapa menit lagi."), code="state"
            )
        return hand_over(permit.document)
