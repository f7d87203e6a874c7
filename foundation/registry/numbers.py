"""Numbers for eyes and codes for access."""

import secrets

from django.db import connection, transaction

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_SYMBOLS = CROCKFORD + "*~$=U"
TRACKING_LENGTH = 10
READ_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", ".": ""})


def next_number(series: str, year: int) -> int:
    """The next number of a series in a year, gap-free: it commits or vanishes with the caller's transaction.

    The series stays locked until then: draw last, and several series in the order of their names.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number is drawn inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_series AS s (name, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (name, year) DO UPDATE SET last = s.last + 1 RETURNING last",
            [series, year],
        )
        return cursor.fetchone()[0]


def _check_symbol(body: str) -> str:
    value = 0
    for character in body:
        value = value * 32 + CROCKFORD.index(character)
    return CHECK_SYMBOLS[value % 37]


def new_tracking_code() -> str:
    """Ten Crockford base-32 characters (50 random bits) and a check character: coarse status only.

    Drawn again while Crockford's check (modulo 37) is one of the five signs that nobody can dictate.
    """
    while True:
        body = "".join(secrets.choice(CROCKFORD) for _ in range(TRACKING_LENGTH))
        check = _check_symbol(body)
        if check in CROCKFORD:
            return body + check


def read_tracking_code(typed: str) -> str | None:
    """The code as stored, forgiving case, hyphens, O for 0 and I or L for 1; None when its check fails."""
    code = typed.strip().upper()[:40].translate(READ_ALIKE)
    body, check = code[:-1], code[-1:]
    if len(body) != TRACKING_LENGTH or any(c not in CROCKFORD for c in body):
        return None
    return code if check == _check_symbol(body) else None


def show_tracking_code(code: str) -> str:
    """In groups that can be read aloud: ABCDE-FGHJK-M."""
    return f"{code[:5]}-{code[5:10]}-{code[10:]}" if code else ""


def new_public_code() -> str:
    """128 random bits in 26 Crockford characters, for an address that cannot be guessed (permit check)."""
    value = secrets.randbits(128)
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))
