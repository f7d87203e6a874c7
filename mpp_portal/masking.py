"""What may not be written down, taken out of any text by its shape: numbers of people, codes, tokens, addresses.

A sieve, not a licence: nobody logs such things on purpose. It is for what errors of libraries quote.
"""

import re
from ipaddress import AddressValueError, IPv4Address

GONE = "…"
# Ours and harmless, though they look like the rest: ids of rows and tasks, seconds that Celery took.
KEPT = r"(?P<kept>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?<![\w.])\d{1,4}\.\d{6,}(?=s\b))"
# After a name that announces a secret, whatever its shape.
NAMED = (
    r"(?P<name>(?i:authorization|cookie|password|passwd|secret|token|sessionid|csrftoken|kunci|kode)\w*"
    r"[\"']?\s*[=:]\s*[\"']?(?:(?i:bearer|basic)\s+)?)[^\s&;,\"'}\]]+"
)
BEARER = r"(?P<bearer>(?i:bearer)\s+)[\w.~+/-]{8,}=*"
QUERY = r"\?[^\s\"'<>?]*=[^\s\"'<>]*"
CREDENTIALS = r"(?<=://)[^/\s:@]*:[^/\s@]*@"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TRACKING = r"(?<![\w-])(?:(?i:[0-9a-z]{5}-[0-9a-z]{5}-[0-9a-z])|(?=[A-Z]*\d)[0-9A-Z]{11})(?![\w-])"
LONG_SIGNS = (
    r"(?<![\w-])(?:[0-9A-Z]{20,}|(?=[a-z]*\d)[0-9a-z]{32,}"
    r"|(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,})(?![\w-])"
)
NUMBER = r"(?P<number>(?<![\w-])\+?\d(?:[ .-]?\d){8,}(?!\w))"
SECRET = re.compile(
    "|".join((KEPT, NAMED, BEARER, QUERY, CREDENTIALS, EMAIL, TRACKING, LONG_SIGNS, NUMBER)), re.ASCII
)
# A date with its hour has ten digits in groups; a telephone number has eleven or more, NIK and KK sixteen.
MOST_IN_GROUPS = 10
# A word, a slug, a short number, a name of a file without digits, or the id of a row.
STEP = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[a-z]{1,40}|[a-z0-9]{1,6})(?:[-_](?:[a-z]{1,40}|[a-z0-9]{1,6}))*"
    r"|[a-z_-]{1,40}\.[a-z]{2,5}"
)


def mask(text: str) -> str:
    """The text without what looks like somebody's number, code, token, address or password."""
    return SECRET.sub(_without, text)


def mask_path(path: str) -> str:
    """The path of a request: only the steps that plainly are words or ids of ours stay."""
    steps = [step if not step or STEP.fullmatch(step) else GONE for step in path.split("/")]
    return mask("/".join(steps))[:200]


def _without(found: re.Match) -> str:
    if found["kept"]:
        return found["kept"]
    if found["number"] and _is_harmless(found["number"]):
        return found["number"]
    return (found["name"] or found["bearer"] or "") + GONE


def _is_harmless(number: str) -> bool:
    if not number.isdigit() and sum(sign.isdigit() for sign in number) <= MOST_IN_GROUPS:
        return True
    try:
        return bool(IPv4Address(number))
    except AddressValueError:
        return False
