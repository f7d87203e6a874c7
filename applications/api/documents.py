"""Documents of a file: put one, read one, take one out."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from applications.api.answering import OwnFile, hand_over
from applications.forms.uploading import UploadForm, unknown_requirement
from applications.models import Application, Attachment
from applications.opening import open_document
from applications.serializers.bodies import NewDocument
from applications.serializers.pieces import StoredDocument
from applications.workflow import attach, detach
from foundation.registry.refusals import status_of_form


class DocumentsView(OwnFile):
    """Put one file under a requirement of your draft, or in the place of one that was to be mended."""

    shows, takes, creates = StoredDocument, NewDocument, True
    parser_classes = [MultiPartParser]

    def post(self, request, pk):
        form = self._checked(self.own(pk))
        requirement, checked = form.requirement, form.checked
        put = self.once(lambda: attach(pk, requirement, checked, by=request.user, now=self.now))
        rows = Attachment.objects.select_related("requirement", "document")
        return self.show(get_object_or_404(rows, pk=put), status=201)

    def _checked(self, file: Application) -> UploadForm:
        requirements = file.standard.requirements.filter(kind="file", code=self.body["requirement"])
        requirement = requirements.first()
        if requirement is None:
            raise ValidationError({"requirement": unknown_requirement()})
        upload = {"berkas": self.body["file"]}
        form = UploadForm({"kunci": "api"}, upload, application=file, requirement=requirement)
        if not form.is_valid():
            faults = form.errors.as_data()["berkas"]
            raise ValidationError({"file": faults} if status_of_form(form) == 400 else faults)
        return form


class DocumentView(OwnFile):
    """One stored document: its bytes for you, and for the officer who holds your file."""

    serves_file = True

    def get(self, request, pk, document_pk):
        self.own_unless_desk(pk)
        if not Attachment.objects.filter(pk=document_pk, application=pk).exists():
            raise Http404
        return hand_over(open_document(request.user, document_pk, now=self.now).document)

    def delete(self, request, pk, document_pk):
        attachment = get_object_or_404(self.own(pk).attachments, pk=document_pk)
        detach(pk, attachment.pk, by=request.user, now=self.now)
        return Response(status=204)
