"""Which known word a mistyped one stands for. Pure."""

from collections.abc import Iterable

MOST_MEANT = 3


def distance(one: str, other: str) -> int:
    """Letters left out, added, changed, or changed places with their neighbour."""
    before, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, sign in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != sign))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def allowed(word: str) -> int:
    """How many mistakes are forgiven. Among words of one or two letters everything is near."""
    return (0, 0, 0, 1, 1, 1)[len(word)] if len(word) < 6 else 2


def meant(word: str, known: Iterable[str]) -> list[str]:
    """The nearest known words, at most three; those that begin alike first. [] when nothing is near."""
    near = [(distance(word, one), one[:1] != word[:1], -len(one), one) for one in known]
    near = sorted(one for one in near if one[0] <= allowed(word))
    if not near:
        return []
    return [one[-1] for one in near if one[:2] == near[0][:2]][:MOST_MEANT]


def run_together(word: str, known: Iterable[str]) -> list[str]:
    """The two words typed without the space between them, or []."""
    every = set(known)
    for place in range(2, len(word) - 1):
        if word[:place] in every and word[place:] in every:
            return [word[:place], word[place:]]
    return []
