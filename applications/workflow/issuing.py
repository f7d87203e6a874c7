"""The paper of a product: kept when it exists, started once more by a person when it could not be made."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from applications.models import Application, Permit
from applications.models.permit import MOST_TRIES
from applications.notices import tell_owner
from applications.permissions import restarter
from applications.workflow.case import Case, begin, locked
from foundation.documents.storing import store_product
from foundation.registry.moves import stale
from sla.workflow import stop


@transaction.atomic
def issue(application_id, pdf: bytes, *, now: datetime) -> Permit:
    """An act of the system: the PDF of the permit exists, so the file is finished."""
    case = begin("issue", application_id, by=None, now=now)
    permit = Permit.objects.filter(application=case.application, kind=Permit.Kind.PERMIT).first()
    if permit is None:
        raise stale(case.application)
    permit.document = store_product(f"{permit.number.replace('/', '-')}.pdf", pdf, by=None, at=now)
    permit.save(update_fields=["document"])
    case.ledger.append(stop(case.application.timer, now=now, by=None, reason="issued"))
    case.change(status=Application.Status.ISSUED, closed_at=now)
    entry = case.close("issue", permit=permit.number)
    tell_owner(case.application, entry, now=now)
    return permit


@transaction.atomic
def keep_proof(application_id, pdf: bytes, *, now: datetime) -> None:
    """An act of the system: put the printed proof of an outside product with the file, once.

    It moves no status, so it stands in no row of the table; the status `issued` was recorded by a person.
    """
    case = Case(locked(application_id), None, None, now)
    permit = Permit.objects.get(application=case.application, kind=Permit.Kind.OUTSIDE)
    if permit.document_id is None:
        permit.document = store_product(f"{case.application.number}.pdf", pdf, by=None, at=now)
        permit.save(update_fields=["document"])
        case.record("keep_proof")


@transaction.atomic
def retry_permit(permit_id, *, by, now: datetime) -> Permit:
    """Let the worker try once more to print a product that has failed; no status moves.

    Raises Http404 for no product, ValidationError (state) for one that has not failed.
    """
    application_id = Permit.objects.filter(pk=permit_id).values_list("application_id", flat=True).first()
    if application_id is None:
        raise Http404
    case = Case(locked(application_id), None, by, now)
    if refusal := restarter(by, case.application):
        raise PermissionDenied(refusal)
    if Permit.objects.failed().filter(pk=permit_id).update(tries=MOST_TRIES - 1) != 1:
        raise ValidationError(_("Dokumen ini tidak sedang macet. Muat ulang daftarnya."), code="state")
    case.record("retry_permit")
    return Permit.objects.get(pk=permit_id)
