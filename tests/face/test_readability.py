"""Short sentences: the median has at most 14 words, none has more than 25. Measured over every Indonesian sentence."""

import re
import statistics

import pytest

from tests.face.sentences import ROOT, every_sentence

MEDIAN, LONGEST = 14, 25
# Sentences that are not ours to shorten: beginning of the sentence -> why.
EXEMPT: dict[str, str] = {}
DESK = re.compile(
    r"/desk|desk_code_(?:find|slip)|operations|reports|people|checks\.py|api/|rest/|pieces|samples"
)
END = re.compile(r"(?<=[.!?])[”\"’)]*\s+|\n{2,}|<br>|</?(?:p|li|ul|ol|h\d)[^>]*>")
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
MARKS = {
    r"^---.*?^---": " ",
    r"^#+ .*$": "\n\n",
    r"^\s*(?:[-*]|\d+\.) ": "\n\n",
    r"\[([^\]]*)\]\([^)]*\)": r"\1",
}


def sentences_of(text: str) -> list[str]:
    """Whole sentences; labels, buttons and headings, which end without a stop, are one each."""
    text = VALUE.sub("isi", text)
    return [" ".join(TAG.sub(" ", one).split()) for one in END.split(text) if one and one.strip()]


def words_in(sentence: str) -> int:
    return len([word for word in sentence.split() if re.search(r"\w", word)])


def is_sentence(text: str) -> bool:
    """A label or a button is no sentence: it would only make the median look better."""
    return bool(re.search(r"[.!?][”\"’)]*$", text))


def public_and_desk() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(sentences a citizen reads, sentences an officer reads), each with the place it comes from."""
    public, desk = set(), set()
    for one in every_sentence():
        place = desk if DESK.search(one.where) else public
        place |= {(text, one.where) for text in sentences_of(one.text) if is_sentence(text)}
    return public, desk


def pages_texts() -> set[tuple[str, str]]:
    found = set()
    for path in sorted((ROOT / "pages" / "data").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for mark, instead in MARKS.items():
            text = re.sub(
                mark, instead, text, flags=re.MULTILINE | re.DOTALL if "---" in mark else re.MULTILINE
            )
        found |= {(one, path.name) for one in sentences_of(text) if is_sentence(one)}
    return found


READERS = {
    "citizens, on pages and in letters": lambda: public_and_desk()[0],
    "officers, at the desk": lambda: public_and_desk()[1],
    "everybody, on the pages of the mall": pages_texts,
}


@pytest.mark.parametrize("reader", READERS)
def test_sentences_are_short(reader):
    found = READERS[reader]()
    lengths = [words_in(text) for text, _where in found]
    long = {
        f"{words_in(text)} {where}: {text}"
        for text, where in found
        if words_in(text) > LONGEST and not any(text.startswith(start) for start in EXEMPT)
    }
    print(f"{reader}: {len(found)} sentences, median {statistics.median(lengths)}, longest {max(lengths)}")
    assert len(lengths) > 20
    assert not long, "\n".join(sorted(long))
    assert statistics.median(lengths) <= MEDIAN


def test_what_is_exempt_is_still_said():
    said = {text for found in READERS.values() for text, _where in found()}
    assert {start for start in EXEMPT if not any(text.startswith(start) for text in said)} == set()


def test_the_reader_counts_what_a_person_reads():
    text = "Ukuran berkas <strong>%(name)s</strong> melebihi %(mb)d MB. Kecilkan berkas, lalu unggah lagi."
    assert [words_in(one) for one in sentences_of(text)] == [6, 5]
