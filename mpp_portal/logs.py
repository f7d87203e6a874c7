"""The log: one line for each event, as JSON or for people, from the portal's own words and every library's.

No line holds anybody's number, code, token or address (`masking`), and none can be broken in two or coloured by
what somebody typed. `request_id` goes with a request's events, and with the tasks that it woke.
"""

import json
import logging
import logging.config
import re
from typing import Any

import structlog
from celery.signals import celeryd_init, setup_logging
from django.dispatch import receiver
from django_structlog.celery.signals import modify_context_before_task_publish

from mpp_portal.masking import mask

LONGEST = 8_000
# Written by us alone, and needed whole.
OURS = {"timestamp", "level", "logger", "request_id", "task_id", "parent_task_id", "ip"}
HANDED_ON = {"request_id"}
# Signs that end a line, move a cursor, or turn the direction of reading.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
CONTROL_BUT_LINES = re.compile(r"(?!\n)[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_for(form: str, level: str) -> dict:
    """Django's LOGGING. `form`: "json" for machines, "console" for people."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    masked,
                    as_line if form == "console" else as_json,
                ],
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            # What is wrong with an upload is told to its sender; the reader's own words may quote the file.
            "pikepdf": {"level": "CRITICAL"},
            # Each request has a line of its own, without what stood in its address.
            "django.request": {"level": "ERROR"},
            "django.security.csrf": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "celery.redirected": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
    }


def configure() -> None:
    """structlog's own side; the standard library's is Django's LOGGING."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def masked(_logger, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: value if key in OURS else _clean(value) for key, value in event.items()}


def _clean(value):
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**9 else mask(str(value))
    if isinstance(value, dict):
        return {mask(str(key)): _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [_clean(one) for one in value]
    return mask(str(value)[:LONGEST])


def as_json(_logger, _name: str, event: dict[str, Any]) -> str:
    """One line of ASCII: every sign beyond it is escaped."""
    return json.dumps(event, default=str)


def as_line(_logger, _name: str, event: dict[str, Any]) -> str:
    """For people at a terminal: time, level, logger, event, the rest as name=value; a traceback below."""
    head = [str(event.pop(name, "")) for name in ("timestamp", "level", "logger", "event")]
    exception = event.pop("exception", "")
    rest = [f"{name}={value}" for name, value in event.items() if value is not None]
    line = CONTROL.sub(_escaped, " ".join([*head, *rest]))
    return f"{line}\n{CONTROL_BUT_LINES.sub(_escaped, exception)}" if exception else line


def _escaped(found: re.Match) -> str:
    return found[0].encode("unicode_escape").decode()


@receiver(modify_context_before_task_publish)
def keep_the_request_only(context: dict, **more) -> None:
    """A message in Redis says which request woke the task, and nothing about who asked."""
    for name in set(context) - HANDED_ON:
        del context[name]


@celeryd_init.connect
@setup_logging.connect
def keep_this_log(**more) -> None:
    """Celery would put handlers of its own in the place of these; a worker's warnings go the same way."""
    from django.conf import settings

    configure()
    logging.captureWarnings(True)
    logging.config.dictConfig(settings.LOGGING)
