"""A creating request may be repeated: same key and content, same row; other content is refused."""

import json
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from foundation.registry.models import Receipt
from foundation.vault.crypto import keyed_hash

MAX_KEY_LENGTH = 64
LOCK_TIMEOUT = "55P03"


def once(scope: str, key: str, content, create: Callable[[], object], *, now: datetime) -> tuple[str, bool]:
    """Call `create` at most once for (scope, key); returns (id of the row as text, whether it is new).

    `create` returns the created row and runs in the same transaction as the receipt. `content` is what the
    request asked, as plain values. Raises ValidationError code "idempotency" when the key was used for other
    content (doors answer 422), "idempotency_key" when the key is missing or not a key (400), "state" when a
    twin of this request is still at work (409).
    """
    if not (0 < len(key or "") <= MAX_KEY_LENGTH and key.isascii() and key.isprintable()):
        raise ValidationError(
            _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."), code="idempotency_key"
        )
    request_hash = keyed_hash(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True), "receipt")
    with transaction.atomic():
        _wait_for_twins(scope, key)
        found = Receipt.objects.filter(scope=scope, key=key).first()
        if found is None:
            row = create()
            Receipt.objects.create(
                scope=scope, key=key, request_hash=request_hash, created_id=str(row.pk), created_at=now
            )
            return str(row.pk), True
    if found.request_hash != request_hash:
        raise ValidationError(
            _("Formulir ini sudah dikirim dengan isi lain. Muat ulang halaman sebelum mengirim yang baru."),
            code="idempotency",
        )
    return found.created_id, False


def _wait_for_twins(scope: str, key: str) -> None:
    """Only one request with this key goes on until its transaction ends; then its receipt is seen.

    Without this the unique receipt alone would let each twin do all the work and be rolled back.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"receipt {scope} {key}"]
            )
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_TIMEOUT:
            raise
        raise ValidationError(
            _("Formulir ini sedang diproses. Tunggu sebentar, lalu muat ulang halaman ini."),
            code="state",
        ) from error
