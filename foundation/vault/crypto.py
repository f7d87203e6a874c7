"""AES-256-GCM for fields and files, keyed hashes for look-ups, with keys of their own (never SECRET_KEY).

A sealed value is ``key id length (1 byte) | key id | nonce (12 bytes) | ciphertext and tag``. The place where
it belongs (table, column and row) is bound as associated data: a value copied to another row does not open.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class WrongKey(Exception):
    """The value cannot be opened: unknown key, another place, or changed bytes. Never swallowed."""


@cache
def _parse(entries: tuple[str, ...]) -> dict[str, AESGCM]:
    keys = {}
    for entry in entries:
        key_id, _, text = entry.partition(":")
        keys[key_id] = AESGCM(base64.b64decode(text))
    return keys


def _keys() -> dict[str, AESGCM]:
    return _parse(tuple(settings.VAULT_KEYS))


def seal(plain: bytes, place: str) -> bytes:
    """Encrypt with the first key of VAULT_KEYS, bound to `place` ("table:column:row")."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    head = bytes([len(key_id)]) + key_id.encode()
    return head + nonce + key.encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    """Decrypt; raises WrongKey when key, place or bytes are not the ones of sealing."""
    key = _keys().get(_key_id(sealed))
    if key is None:
        raise WrongKey(f"The key of the value at {place} is not in VAULT_KEYS.")
    rest = bytes(sealed[1 + sealed[0] :])
    try:
        return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey(f"The value at {place} does not open.") from error


def is_current(sealed: bytes) -> bool:
    """Whether the key that seals now sealed this value."""
    return _key_id(sealed) == next(iter(_keys()))


def _key_id(sealed: bytes) -> str | None:
    return bytes(sealed[1 : 1 + sealed[0]]).decode(errors="replace") if sealed else None


def keyed_hash(text: str, purpose: str) -> str:
    """HMAC-SHA256 in hex (64 characters), equal for equal text and purpose; for look-ups, never shown."""
    secret = base64.b64decode(settings.VAULT_HASH_KEY)
    return hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
