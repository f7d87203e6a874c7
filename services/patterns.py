"""Regular expressions that the catalogue brings along; they run on what strangers type and must be quick."""

import re
import time

LONGEST = 4000
_BUDGET = 0.1


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text has the form; text longer than `LONGEST` never has."""
    return len(text) <= LONGEST and re.fullmatch(pattern, text) is not None


def fault(pattern: str) -> str | None:
    """Why a pattern cannot be used, or None. One that backtracks without end is found by growing probes."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"pola tidak dapat dibaca: {error}"
    for probe in _probes(pattern):
        # Processor time: a busy machine makes no pattern slow.
        started = time.thread_time()
        re.fullmatch(pattern, probe)
        if time.thread_time() - started > _BUDGET:
            return "pola terlalu lambat untuk isian yang tidak cocok"
    return None


def _probes(pattern: str):
    # Short ones first: an exponential pattern spends its budget at some twenty letters, long before it hangs.
    letters = sorted({character for character in pattern if character.isalnum()} | set("aA0 -."))
    units = [*letters, *(letter + " " for letter in letters)]
    for length in (12, 16, 18, 20, 22, 24, 60, 250, 1000):
        for unit in units:
            for ending in ("\x00", " \n"):
                yield (unit * length)[:length] + ending
