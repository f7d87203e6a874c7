"""How often one account, or one address without account, may ask in a minute. Counted by one statement.

The counters stand in the table of the shared cache; read through the cache they would cost five statements each.
A counter is named by a keyed hash, and each count takes away some that are over: a table that kept who asked, from
where, in which minute would tell who came when an anonymous complaint did. A hall of sixty people sits behind one
address, so addresses get room.
"""

import time

from django.conf import settings
from django.db import connection
from rest_framework.throttling import BaseThrottle

from foundation.vault.crypto import keyed_hash

WINDOW = 60  # seconds
COUNT = """
WITH gone AS (
    DELETE FROM shared_cache WHERE cache_key IN (
        SELECT cache_key FROM shared_cache WHERE expires < now() ORDER BY expires LIMIT 20 FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO shared_cache AS c (cache_key, value, expires)
VALUES (%s, '1', now() + interval '1 second' * %s)
ON CONFLICT (cache_key) DO UPDATE SET value = (c.value::int + 1)::text
RETURNING value::int
"""


def count(key: str, *, window: int = WINDOW) -> int:
    """One more for this key, which names its minute (or its window of other length); how many that makes."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [f"rate:{keyed_hash(key, 'rate')}", 2 * window])
        return cursor.fetchone()[0]


def count_address(request, what: str = "request", *, window: int = WINDOW) -> int:
    """One more of these from this address in this minute, or in this window of seconds."""
    # Where a proxy hands it on it may hold letters of the sender's choice; a unix socket has none.
    given = BaseThrottle().get_ident(request) or ""
    address = "".join(one for one in given if one in "0123456789abcdefABCDEF.:")
    return count(f"address:{what}:{address[:45]}:{int(time.time()) // window}", window=window)


def _minute() -> int:
    return int(time.time()) // WINDOW


class RateThrottle(BaseThrottle):
    """`settings.API_RATES`: {"account": n, "address": n} a minute."""

    def allow_request(self, request, view) -> bool:
        if request.user.is_authenticated:
            return count(f"account:{request.user.pk}:{_minute()}") <= settings.API_RATES["account"]
        return count_address(request) <= settings.API_RATES["address"]

    def wait(self) -> int:
        return WINDOW - int(time.time()) % WINDOW
