"""The secret of a complaint without an account: derived, never stored, so that a replay can show it again."""

import hmac

from foundation.registry.numbers import CROCKFORD, READ_ALIKE
from foundation.vault.crypto import keyed_hash

LENGTH = 26  # of five bits each: 128 bits


def secret_of(complaint_id) -> str:
    """26 Crockford base-32 characters, a function of the id and the vault's hash key."""
    value = int(keyed_hash(str(complaint_id), "complaint secret")[:32], 16)
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def show_secret(secret: str) -> str:
    """In groups of five that can be read aloud."""
    return "-".join(secret[start : start + 5] for start in range(0, LENGTH, 5))


def read_secret(typed: str) -> str:
    """As derived, forgiving case, hyphens, blanks, O for 0 and I or L for 1."""
    return typed.strip().upper()[:60].translate(READ_ALIKE)


def opens(typed: str, complaint_id) -> bool:
    """Whether this is the secret of that complaint; takes the same time for every wrong one."""
    return hmac.compare_digest(read_secret(typed).encode(), secret_of(complaint_id).encode())
