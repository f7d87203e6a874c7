from complaints.workflow import escalate, warn
from sla.signals import timer_rang, timer_warned


def on_warning(sender, *, timer_id, now, **kwargs):
    return warn(timer_id, now=now)


def on_due(sender, *, timer_id, now, **kwargs):
    return escalate(timer_id, now=now)


def connect():
    timer_warned.connect(on_warning, dispatch_uid="complaints.warn")
    timer_rang.connect(on_due, dispatch_uid="complaints.escalate")
