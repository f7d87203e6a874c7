"""Every change of a complaint is one of these verbs; pages, API, tasks and the demo's seed call nothing else."""

from complaints.workflow.case import LONGEST
from complaints.workflow.clock import escalate, warn
from complaints.workflow.filing import Told, accept, add_photo, dispute, file, reply
from complaints.workflow.handling import (
    LONGEST_NOTE,
    OVERSIGHT,
    answer,
    answer_meanwhile,
    archive,
    close,
    close_by_silence,
    conceal,
    forward,
    release,
    send_back,
    verify,
)
from complaints.workflow.reading import note_export, note_guesses, note_list, note_photo, note_view
from complaints.workflow.registers import close_category, enter_category, enter_clocks
from complaints.workflow.table import TRANSITIONS, allowed

__all__ = [
    "LONGEST",
    "LONGEST_NOTE",
    "OVERSIGHT",
    "TRANSITIONS",
    "Told",
    "accept",
    "add_photo",
    "allowed",
    "answer",
    "answer_meanwhile",
    "archive",
    "close",
    "close_by_silence",
    "close_category",
    "conceal",
    "dispute",
    "enter_category",
    "enter_clocks",
    "escalate",
    "file",
    "forward",
    "note_export",
    "note_guesses",
    "note_list",
    "note_photo",
    "note_view",
    "release",
    "reply",
    "send_back",
    "verify",
    "warn",
]
