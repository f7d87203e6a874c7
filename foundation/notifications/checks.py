"""`manage.py check`: an operator's mistake about the gateway is found before the first message is lost by it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error


def gateway_is_safe(app_configs, **kwargs) -> list[CheckMessage]:
    """The address must be one, the token set, and neither may travel readable through the world."""
    if not settings.SMS_GATEWAY_URL:
        return []
    found = []
    try:
        place = urlsplit(settings.SMS_GATEWAY_URL)
        is_address = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        return [Error("SMS_GATEWAY_URL is no address.", id="notifications.E001")]
    if not is_address:
        found.append(Error("SMS_GATEWAY_URL is no http(s) address.", id="notifications.E001"))
    elif place.scheme == "http" and not _is_near(place.hostname):
        hint = "Use https, or a gateway on this machine or in its own network."
        found.append(Error("SMS_GATEWAY_URL sends its token readable.", hint=hint, id="notifications.E002"))
    if not settings.SMS_GATEWAY_TOKEN:
        found.append(Error("SMS_GATEWAY_URL is set and SMS_GATEWAY_TOKEN is not.", id="notifications.E003"))
    return found


def _is_near(host: str) -> bool:
    """Loopback or private by its number, or a name without a dot, as in a network of containers."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host
