"""Every change of a file is one of these verbs; pages, API, tasks and the demo's seed call nothing else."""

from applications.workflow.clock import escalate, lapse, warn
from applications.workflow.correcting import answer, waiting_verdicts
from applications.workflow.deciding import approve, record_product, reject
from applications.workflow.filing import attach, detach, discard, save_draft, start_draft, submit, withdraw
from applications.workflow.issuing import issue, keep_proof, retry_permit
from applications.workflow.reading import note_document, note_view
from applications.workflow.reviewing import claim, judge, pass_on, release, return_for_correction
from applications.workflow.table import TRANSITIONS, allowed

__all__ = [
    "TRANSITIONS",
    "allowed",
    "answer",
    "approve",
    "attach",
    "claim",
    "detach",
    "discard",
    "escalate",
    "issue",
    "judge",
    "keep_proof",
    "lapse",
    "note_document",
    "note_view",
    "pass_on",
    "record_product",
    "reject",
    "release",
    "retry_permit",
    "return_for_correction",
    "save_draft",
    "start_draft",
    "submit",
    "waiting_verdicts",
    "warn",
    "withdraw",
]
