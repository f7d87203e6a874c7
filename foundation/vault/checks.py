"""Keys that cannot seal are found at start, not by the first citizen."""

import base64
import binascii

from django.conf import settings
from django.core.checks import Error

KEY_BYTES = 32


def keys_are_usable(app_configs, **kwargs) -> list[Error]:
    """VAULT_KEYS: "id:base64 of 32 bytes", different ids; VAULT_HASH_KEY: base64 of at least 32 bytes."""
    entries = [entry.partition(":") for entry in settings.VAULT_KEYS or []]
    ids = [key_id for key_id, _, _ in entries]
    problems = []
    if not entries or len(set(ids)) < len(ids) or not all(0 < len(key_id) < 100 for key_id in ids):
        problems.append(
            Error("VAULT_KEYS needs keys, each with an id of its own: id:base64.", id="vault.E001")
        )
    if any(_length(text) != KEY_BYTES for _, _, text in entries):
        problems.append(Error("Each key of VAULT_KEYS is the base64 of 32 bytes.", id="vault.E002"))
    if _length(settings.VAULT_HASH_KEY or "") < KEY_BYTES:
        problems.append(Error("VAULT_HASH_KEY is the base64 of 32 bytes or more.", id="vault.E003"))
    return problems


def _length(text: str) -> int:
    try:
        return len(base64.b64decode(text, validate=True))
    except binascii.Error:
        return 0
