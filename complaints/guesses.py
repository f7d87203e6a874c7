"""How often, of people whom no account names. Wrong secrets are counted by the number that was typed, known or not:
a hall of sixty sits behind one address. New complaints are, so that one machine fills neither desk nor disk.
"""

import time

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.rest.throttles import count_address
from foundation.vault.crypto import keyed_hash

MOST, WINDOW = 10, 900  # wrong secrets, seconds
MOST_FILED, HOUR = 100, 3600  # without an account, from one address


def check_open(number: str) -> None:
    """Raises ValidationError code "too_many" (429) for a number that was guessed at too often."""
    if cache.get(_name(number), 0) >= MOST:
        raise ValidationError(
            _("Terlalu banyak percobaan untuk nomor ini. Coba lagi 15 menit."), code="too_many"
        )


def count_wrong(number: str) -> bool:
    """One more wrong secret for this number; whether this one locks it."""
    misses = cache.get(_name(number), 0) + 1
    cache.set(_name(number), misses, WINDOW)
    return misses == MOST


def check_pace(request) -> None:
    """One more complaint without an account from this address; raises ValidationError code "too_many" (429).

    Called where it is filed, within that transaction: what was refused or repeated is not counted.
    """
    if count_address(request, "complaint", window=HOUR) > MOST_FILED:
        raise ValidationError(
            _(
                "Terlalu banyak pengaduan dari jaringan ini. Coba lagi satu jam lagi, masuk, atau datang ke loket."
            ),
            code="too_many",
        )


def _name(number: str) -> str:
    return f"complaint-guess:{int(time.time()) // WINDOW}:{keyed_hash(number.strip().upper()[:40], 'number')}"
