"""The standards among which citizens look for a service."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models
from django.db.models import F, Func, Q, Value

from services.search.nearness import meant, run_together
from services.search.ranking import fits, ranked
from services.search.words import asked_words, roots

# How alike a name must be to be offered when nothing fits: shared groups of three letters, 0 to 1.
LEAST_LIKENESS = 0.4
NEAR_WORDS = """
WITH known AS (
  SELECT DISTINCT unnest(string_to_array(replace(search_text, chr(10), ' '), ' ')) AS word
  FROM services_standard WHERE status = 'published'
)
SELECT word FROM known WHERE length(word) > 1 AND EXISTS (
  SELECT FROM unnest(%s) AS asked
  WHERE abs(length(word) - length(asked)) <= 2 AND (left(word, 1) = left(asked, 1) OR similarity(word, asked) > 0.2)
     OR word = ANY (%s) OR length(word) > 2 AND (starts_with(asked, word) OR asked LIKE '%%' || word)
)
"""


class StandardQuerySet(models.QuerySet):
    def published(self):
        """The present version of each service, with what a list shows."""
        return self.filter(status="published").select_related("service__agency")

    def search(self, text: str) -> tuple["StandardQuerySet", "Reading"]:
        """Those of these that answer the text, best first; and how it was read. Of all published, by two to four
        queries: what stands in no service may be a slip of the fingers.
        """
        asked = asked_words(text)
        reading = Reading(asked)
        texts = self._texts(asked)
        if unknown := [word for word in asked if not any(fits(word, one) for one in texts.values())]:
            reading.correct(unknown, _near_words(unknown))
            texts |= self._texts([word for words in reading.corrected.values() for word in words])
        best = ranked(texts, reading.meanings)
        reading.is_loose, reading.count = best.is_loose, len(best.keys)
        place = Func(
            Value(best.keys, ArrayField(models.BigIntegerField())), F("pk"), function="array_position"
        )
        return self.filter(pk__in=best.keys).order_by(place), reading

    def nearest(self, text: str):
        """The three whose names look most like the text; none where none does."""
        words = " ".join(asked_words(text))
        alike = self.annotate(alike=TrigramWordSimilarity(words, "search_text"))
        return alike.filter(alike__gte=LEAST_LIKENESS).order_by("-alike", "pk")[:3] if words else self.none()

    def _texts(self, words: list[str]) -> dict[int, str]:
        """What a search looks in, of every published standard that holds one of the words."""
        if not words:
            return {}
        held = Q(*(("search_text__contains", word) for word in words), _connector=Q.OR)
        found = self.model.objects.filter(held, status="published")
        return dict(found.order_by().values_list("pk", "search_text"))


class Reading:
    """How a search was read. `corrected`: asked word -> known words; `count`: how many services fit in all."""

    def __init__(self, asked: list[str]):
        self.asked, self.corrected, self.is_loose, self.count = asked, {}, False, 0

    def correct(self, unknown: list[str], known: set[str]) -> None:
        for word in unknown:
            grown = sorted(roots(word) & known, key=len, reverse=True)[:1]
            self.corrected[word] = grown or meant(word, known) or run_together(word, known)

    @property
    def meanings(self) -> list[list[str]]:
        return [self.corrected.get(word) or [word] for word in self.asked]

    @property
    def read_as(self) -> list[tuple[str, str]]:
        """(what was typed, what it was taken for), where they differ."""
        return [(word, " / ".join(words)) for word, words in self.corrected.items() if words]


def _near_words(unknown: list[str]) -> set[str]:
    """Words of the published standards that one of these may stand for; by one query."""
    shorter = sorted({root for word in unknown for root in roots(word)})
    with connection.cursor() as cursor:
        cursor.execute(NEAR_WORDS, [unknown, shorter])
        return {word for (word,) in cursor.fetchall()}
