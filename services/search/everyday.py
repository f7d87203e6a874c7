"""What people call a service, beside its official name, from a table. Pure."""

import csv
from collections.abc import Iterator
from functools import cache

from services.search.words import DATA, words_in

APART = " / "


@cache
def rows() -> list[tuple[frozenset[str], list[str]]]:
    """(words of the catalogue that a service must hold, what people say for it), as the table lists them."""
    with (DATA / "everyday_words.csv").open(encoding="utf-8", newline="") as file:
        return [
            (frozenset(words_in(row["istilah"])), [" ".join(words_in(one)) for one in row["kata"].split(",")])
            for row in csv.DictReader(file, delimiter=";")
        ]


def called(own_words: str) -> Iterator[str]:
    """Everyday words for a service. `own_words`: its code, names, tags and product."""
    held = set(words_in(own_words))
    for terms, sayings in rows():
        if terms <= held:
            yield from sayings
