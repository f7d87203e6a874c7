"""Words as a search sees them: plain letters, without those that ask instead of name. Pure."""

import re
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
LONGEST_TEXT, MOST_WORDS, SHORTEST_ROOT = 200, 8, 4
_WORD = re.compile(r"[^\W_]+")
# Indonesian builds words around a root: pernikahan, menikah, dinikahkan.
_BEFORE = "memper diper meng meny mem men me peng peny pem pen per pe ber ter di ke se".split()
_AFTER = ("", "kan", "an", "i", "nya")
# The sound that a prefix swallows: me + tulis is menulis.
_SWALLOWED = dict(zip("men mem meny meng pen pem peny peng".split(), "tpsktpsk", strict=True))


def words_in(text: str) -> list[str]:
    """Small letters and digits, without accents: "Ktp-El, é" is ktp, el, e."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _WORD.findall(bare.lower())


def asked_words(text: str) -> list[str]:
    """What a visitor looks for, each word once; [] where the text only asks: "saya mau urus"."""
    every = dict.fromkeys(words_in(text[:LONGEST_TEXT]))
    return [word for word in every if word not in stop_words() and len(word) > 1][:MOST_WORDS]


@cache
def stop_words() -> frozenset[str]:
    return frozenset((DATA / "stop_words.txt").read_text(encoding="utf-8").split())


def roots(word: str) -> set[str]:
    """Shorter forms it may be built from: pernikahan -> nikahan, pernikah, nikah."""
    found = set()
    for before in filter(word.startswith, ["", *_BEFORE]):
        rest = word.removeprefix(before)
        for start in {rest, _SWALLOWED.get(before, "") + rest}:
            found |= {start.removesuffix(after) for after in _AFTER}
    return {one for one in found if len(one) >= SHORTEST_ROOT} - {word}
