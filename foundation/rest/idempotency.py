"""A creating call carries an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07)."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from foundation.registry.once import MAX_KEY_LENGTH, once
from foundation.rest.refusal import Refusal

HEADER = "Idempotency-Key"
MISSING = _("Kirim kepala Idempotency-Key: teks acak Anda sendiri, lain untuk setiap pembuatan baru.")
NO_KEY = _("Idempotency-Key ini tidak dapat dipakai. Kirim 1 sampai 64 huruf, angka, atau tanda ASCII.")
AT_WORK = _("Permintaan dengan Idempotency-Key ini sedang dikerjakan. Tunggu sebentar, lalu kirim lagi.")
RETRY = 1


def key_of(request) -> str:
    """The key, bare or in quotes as the draft writes it; Refusal 400 when there is none that can be used."""
    header = request.headers.get(HEADER)
    if header is None:
        raise Refusal(400, MISSING, code="idempotency_key")
    key = header[1:-1] if len(header) > 1 and header[0] == header[-1] == '"' else header
    if not (0 < len(key) <= MAX_KEY_LENGTH and key.isascii() and key.isprintable()):
        raise Refusal(400, NO_KEY, code="idempotency_key")
    return key


def create_once(
    request, create: Callable[[], object], *, now: datetime, nameless: bool = False
) -> tuple[str, bool]:
    """`registry.once` for this request: (id of the row as text, whether it is new).

    The key belongs to the address and to the person; without an account, to the address alone. `nameless`:
    the receipt must not say who sent it either, and keeps the hour only.
    """
    key = key_of(request)
    if nameless:
        now = now.replace(minute=0, second=0, microsecond=0)
    try:
        return once(_scope(request, nameless), key, content_of(request), create, now=now)
    except ValidationError as error:
        if isinstance(error.__cause__, OperationalError):
            raise Refusal(409, AT_WORK, code="at_work", retry=RETRY) from error
        if getattr(error, "code", None) == "idempotency":
            raise Refusal(422, code="idempotency") from error
        raise


def _scope(request, nameless: bool) -> str:
    known = request.user.is_authenticated and not nameless
    who = f"user:{request.user.pk}" if known else "nobody"
    place = hashlib.sha256(f"{request.method} {request.path}".encode()).hexdigest()[:32]
    return f"{who}:api:{place}"


def content_of(request) -> dict:
    """What was asked: the JSON, or the fields of a form with a digest of each file."""
    files = request.FILES if hasattr(request.data, "getlist") else {}
    content = {name: value for name, value in request.data.items() if name not in files}
    return content | {f"file:{name}": _digest(file) for name, file in files.items()}


def _digest(file) -> str:
    seen = hashlib.sha256()
    for chunk in file.chunks():
        seen.update(chunk)
    file.seek(0)
    return seen.hexdigest()
