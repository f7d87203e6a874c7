"""Background work: each task asks the rows what is to be done, may run twice, and lets no failure stop the rest."""

import logging
from functools import partial

from celery import shared_task
from django.core.exceptions import ValidationError

from applications.models import Application, Permit
from applications.products import sheet_for
from applications.sheets import render
from applications.workflow import issue, keep_proof, lapse
from foundation.registry.clock import database_now
from foundation.registry.refusals import status_of
from foundation.registry.ticks import tick

log = logging.getLogger(__name__)
BATCH = 100
STORAGE_AWAY = 503


@shared_task
def produce_permits() -> int:
    """Make the PDF of every product that has none: permits of approved files, proofs of recorded ones."""
    waiting = Permit.objects.waiting().values_list("application_id", flat=True)
    made = sum(_each(produce, _some(waiting)))
    tick("permits")
    return made


def produce(application_id) -> bool:
    """One product: rendered outside the transaction, stored and announced by the verb.

    False when there was nothing to do: it is there, it has failed too often, or another worker is at it.
    """
    now = database_now()
    permit = Permit.objects.select_related(
        "agency", "application__standard__service", "application__applicant"
    ).get(application=application_id)
    if permit.document_id or not Permit.objects.begin_try(permit, now=now):
        return False
    try:
        verb = issue if permit.kind == Permit.Kind.PERMIT else keep_proof
        verb(application_id, render(sheet_for(permit, now=now)), now=now)
    except ValidationError as error:
        if status_of(error) == STORAGE_AWAY:
            Permit.objects.take_back_try(permit)
        raise
    return True


@shared_task
def lapse_unanswered() -> int:
    """End the files whose return nobody answered in time."""
    now = database_now()
    late = Application.objects.filter(status=Application.Status.NEEDS_CORRECTION, lapses_at__lte=now)
    return sum(_each(partial(lapse, now=now), _some(late.values_list("pk", flat=True))))


def _some(ids) -> list:
    """Drawn by lot: what fails each time, or kills the worker, must not stand before the rest for ever."""
    return list(ids.order_by("?")[:BATCH])


def _each(act, ids) -> list[bool]:
    done = []
    for row_id in ids:
        try:
            done.append(act(row_id) is not False)
        except ValidationError as error:
            log.info("Somebody was faster with file %s: %s", row_id, error.messages[0])
        except Exception:
            log.exception("File %s was left for the next round.", row_id)
    return done
