"""The officer's doors: one file, the acts on a step of it, and the product that another system issued."""

from django.http import Http404

from applications import workflow
from applications.api import examples
from applications.api.answering import Clocked
from applications.api.shown_desk import DeskFileShape, DeskStanding
from applications.dossier import Dossier
from applications.models import Application
from applications.opening import open_file
from applications.serializers import bodies


class DeskFile(Clocked):
    scope, shows = "desk", DeskStanding

    def sees(self, pk) -> None:
        """404 for a file that no desk of hers is about."""
        if not Application.objects.at_desk(self.request.user).filter(pk=pk).exists():
            raise Http404

    def stands(self, pk) -> Dossier:
        return Dossier(open_file(self.request.user, pk), self.request.user)

    def present(self) -> dict:
        return self.show(self.stands(self.kwargs["pk"]), by=DeskStanding).data


class DeskFileView(DeskFile):
    """One file as the desk reads it; that you read it is noted."""

    shows = DeskFileShape

    def get(self, request, pk):
        file = open_file(request.user, pk)
        workflow.note_view(file, by=request.user, now=file.read_at)
        return self.show(Dossier(file, request.user))


class StepAct(DeskFile):
    """`verb` of the table on one step, with what the body gives by the names the verb knows."""

    verb = None

    def post(self, request, pk, review_pk):
        self.sees(pk)
        type(self).verb(pk, review_pk, by=request.user, now=self.now, **self.body)
        return self.show(self.stands(pk))


class ClaimView(StepAct):
    takes, verb = bodies.NothingMore, workflow.claim


class ReleaseView(StepAct):
    takes, verb = bodies.NothingMore, workflow.release


class JudgeView(StepAct):
    """Keep the checklist as far as it is filled in, without deciding."""

    takes, verb, examples = bodies.Judging, workflow.judge, {"takes": examples.JUDGING}


class PassOnView(StepAct):
    takes, verb, examples = bodies.Passing, workflow.pass_on, {"takes": examples.PASSING}


class ReturnView(StepAct):
    takes, verb, examples = bodies.Returning, workflow.return_for_correction, {"takes": examples.RETURNING}


class ApproveView(StepAct):
    takes, verb, examples = bodies.Approving, workflow.approve, {"takes": examples.APPROVING}


class RejectView(StepAct):
    takes, verb, examples = bodies.Rejecting, workflow.reject, {"takes": examples.REJECTING}


class RecordProductView(DeskFile):
    """Number and date of a product issued elsewhere; the file is finished with it."""

    takes, creates, examples = bodies.Recording, True, {"takes": examples.RECORDING}

    def post(self, request, pk):
        self.sees(pk)
        given = dict(self.body)
        self.once(lambda: workflow.record_product(pk, by=request.user, now=self.now, **given))
        return self.show(self.stands(pk), status=201)
