"""A creating request may be repeated: the same key and content give the same row again, other content is refused."""

import json
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation.registry.models import Receipt
from foundation.vault.crypto import keyed_hash

MAX_KEY_LENGTH = 64


def _hash(content) -> str:
    return keyed_hash(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True), "receipt")


def once(scope: str, key: str, content, create: Callable[[], object], *, now: datetime) -> tuple[str, bool]:
    """Call `create` at most once for (scope, key); returns (id of the row as text, whether it is new).

    `create` returns the created row and runs in the same transaction as the receipt. `content` is what the request
    asked, as plain values. Raises ValidationError code "idempotency" when the key was used for other content (doors
    answer 422), code "idempotency_key" when the key is missing or too long (400).
    """
    if not key or len(key) > MAX_KEY_LENGTH:
        raise ValidationError(
            _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."), code="idempotency_key"
        )
    request_hash = _hash(content)
    try:
        with transaction.atomic():
            found = Receipt.objects.filter(scope=scope, key=key).first()
            if found is None:
                row = create()
                Receipt.objects.create(
                    scope=scope, key=key, request_hash=request_hash, created_id=str(row.pk), created_at=now
                )
                return str(row.pk), True
    except IntegrityError:
        # A twin of this request committed between our look and our insert; its row is the answer.
        found = Receipt.objects.filter(scope=scope, key=key).first()
        if found is None:
            raise
    if found.request_hash != request_hash:
        raise ValidationError(
            _("Formulir ini sudah dikirim dengan isi lain. Muat ulang halaman sebelum mengirim yang baru."),
            code="idempotency",
        )
    return found.created_id, False
