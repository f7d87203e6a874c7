"""How well a service answers a search. Pure.

A service's text has three lines: its titles and tags; what people call it; what it says of itself. A word
weighs more the fewer services hold it: of "surat nikah" it is "nikah" that counts.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

# Points on each line for the whole word, for its beginning, for a part of it.
TITLE, CALLED, TOLD = (10, 7, 5), (9, 6, 4), (4, 3, 2)
SHORTEST_PART = 4
NEIGHBOURS, WHOLE_TITLE = 4, 3
WORTH_SHOWING = 0.45

Meanings = Sequence[Sequence[str]]


class Ranked(NamedTuple):
    """`keys`: best first. `is_loose`: no service holds every word, so those with the telling ones are there."""

    keys: list[int]
    is_loose: bool


def ranked(texts: Mapping[int, str], meanings: Meanings) -> Ranked:
    """`texts`: key -> text of each service that may fit. `meanings`: of each asked word, what it may stand for."""
    lines = {key: [line.split() for line in text.split("\n")] for key, text in texts.items()}
    points = {
        key: [max(_points(one, of) for one in words) for words in meanings] for key, of in lines.items()
    }
    weights = [1 / (1 + log(max(1, count))) for count in _holders(points, len(meanings))]
    total = {
        key: sum(one * weight for one, weight in zip(mine, weights, strict=True))
        + _extra(lines[key], meanings)
        for key, mine in points.items()
        if any(mine)
    }
    best = sorted(total, key=lambda key: (-total[key], len(texts[key]), key))
    strict = [key for key in best if all(points[key])]
    if strict or not best:
        return Ranked(strict, False)
    return Ranked([key for key in best if total[key] >= WORTH_SHOWING * total[best[0]]], True)


def fits(word: str, text: str) -> bool:
    return _points(word, [line.split() for line in text.split("\n")]) > 0


def _holders(points, count) -> list[int]:
    return [sum(1 for mine in points.values() if mine[place]) for place in range(count)]


def _points(word: str, lines: list[list[str]]) -> int:
    return max(_on_line(word, line, scale) for line, scale in zip(lines, (TITLE, CALLED, TOLD), strict=False))


def _on_line(word: str, line: list[str], scale) -> int:
    whole, beginning, part = scale
    if word in line:
        return whole
    if len(word) >= SHORTEST_PART - 1 and any(one.startswith(word) for one in line):
        return beginning
    return part if len(word) >= SHORTEST_PART and any(word in one for one in line) else 0


def _extra(lines, meanings) -> float:
    """More for words that stand side by side as they were typed, and for a title of little else."""
    title, called = lines[0], lines[1] if len(lines) > 1 else []
    side_by_side = sum(
        any((a, b) in pairs for a in first for b in second)
        for pairs in ({*zip(title, title[1:], strict=False), *zip(called, called[1:], strict=False)},)
        for first, second in zip(meanings, meanings[1:], strict=False)
    )
    every = {word for words in meanings for word in words}
    return NEIGHBOURS * side_by_side + WHOLE_TITLE * len(every.intersection(title)) / (len(title) or 1)
