"""What may happen to timers, and to the calendar they count by. The owner of a timer calls its verbs."""

from sla.workflow.registers import load_calendar, recount_all
from sla.workflow.timers import (
    mark_rung,
    mark_warned,
    pause,
    recount,
    restart,
    resume,
    start,
    stop,
    write,
)

__all__ = [
    "load_calendar",
    "mark_rung",
    "mark_warned",
    "pause",
    "recount",
    "recount_all",
    "restart",
    "resume",
    "start",
    "stop",
    "write",
]
