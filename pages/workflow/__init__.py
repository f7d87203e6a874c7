from pages.workflow.deciding import approve, refuse, withdraw
from pages.workflow.loading import load_text
from pages.workflow.table import TRANSITIONS, allowed
from pages.workflow.writing import discard, save, start, submit, take_back

__all__ = [
    "TRANSITIONS",
    "allowed",
    "approve",
    "discard",
    "load_text",
    "refuse",
    "save",
    "start",
    "submit",
    "take_back",
    "withdraw",
]
