"""SMS or WhatsApp through the city's own gateway: one small request for each message (see docs/messages.md).

Off until SMS_GATEWAY_URL is set. Certificates are checked, redirects never followed: the message and the token go
to the operator's address and nowhere else.
"""

import json
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 10.0  # seconds
LONGEST_WAIT = timedelta(days=1)


def ask(address: str, text: str, key: str) -> tuple[int, timedelta]:
    """Hand over one message; (status, how long the gateway asks us to wait).

    OSError or HTTPException when there is no answer in ten seconds, or none that is HTTP.
    """
    place = urlsplit(settings.SMS_GATEWAY_URL)
    connection = _connection(place)
    body = {"to": address, "text": text, "id": key}
    if settings.SMS_GATEWAY_SENDER:
        body["from"] = settings.SMS_GATEWAY_SENDER
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    headers = {
        "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
        "Content-Type": "application/json",
        "Idempotency-Key": key,
    }
    try:
        connection.request("POST", path, json.dumps(body).encode(), headers)
        response = connection.getresponse()
        return response.status, _asked_to_wait(response)
    finally:
        connection.close()


def _connection(place) -> HTTPConnection:
    if place.scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(place.hostname, place.port, timeout=PATIENCE, context=context)
    return HTTPConnection(place.hostname, place.port, timeout=PATIENCE)


def _asked_to_wait(response: HTTPResponse) -> timedelta:
    """Retry-After in seconds or as a date; nothing where it cannot be read, a day at most."""
    asked = response.getheader("Retry-After", "").strip()
    if asked.isdecimal():
        seconds = float(asked)
    else:
        try:
            seconds = (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            seconds = 0
    return timedelta(seconds=min(max(seconds, 0), LONGEST_WAIT.total_seconds()))
