"""Two languages, each whole: every sentence has its English, no page mixes them, and each page knows its other one."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from tests.face.every_page import HOST, is_in_each_language
from tests.face.markup import Markup
from tests.face.sentences import ROOT, Sentence, every_sentence, translations

PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
LABEL = 8  # signs; a shorter piece of a sentence may stand in another by chance
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%([sd])")
# Frequent words of each language that are no words of the other.
INDONESIAN = """
    yang dan untuk dengan tidak ini itu atau anda dari pada akan oleh dalam sudah belum bisa dapat kami karena bila jika
    agar serta adalah kepada lagi masih hanya semua setiap tanpa lalu lewat hari kerja berkas permohonan layanan pemohon
    petugas instansi pengaduan lihat buka kirim simpan ubah hapus tulis pilih cari isi unggah kembali lanjut nomor nama
    tanggal alamat syarat persyaratan waktu biaya jam loket ke di
"""
ENGLISH = """
    the and for with not this that or you your from will by already yet can we because if so is are was to again still
    only all every without then of file application service applicant officer complaint see open send save change
    delete write choose search upload back next number name date address requirement requirements
"""
SPELLED_THE_SAME = {"di", "ke", "isi", "jam"}
# What people of the scene typed, in whatever language they speak.
TYPED = {
    "Tagihan berbeda", "Uraian yang jelas dan lengkap untuk contoh", "Di depan loket 7", "Sudah diperbaiki.",
    "Jumlah tagihan tidak sama dengan surat ketetapan.", "Tagihan sudah kami perbaiki.", "Loket tutup Jumat siang",
    "Loket tutup pukul 11.00. Datanglah sebelum itu.", "Loket tutup",
}  # fmt: skip
# Values, addresses, names of files, codes.
NO_WORDS = re.compile(r"%\(\w+\)s|\S*(?:@|/|\d|\.\w)\S*")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", NO_WORDS.sub(" ", text).lower()))


def without_english() -> list[Sentence]:
    """A sentence with a plural needs both numbers, in one entry."""
    english = translations(PO)
    return [
        one
        for one in every_sentence()
        if not all(found := english.get((one.context, one.text), [""]))
        or len(found) < (2 if one.plural else 1)
    ]


def test_every_sentence_has_its_english():
    missing = {f"{one.text!r} ({one.where})" for one in without_english()}
    assert not missing, f"{len(missing)} without English:\n" + "\n".join(sorted(missing))


def test_the_english_fills_in_what_the_sentence_fills_in():
    differs = {
        key[1]: said
        for key, forms in translations(PO).items()
        for said in forms
        if said and sorted(map(str, PLACE.findall(said))) != sorted(map(str, PLACE.findall(key[1])))
    }
    assert not differs


def test_no_english_is_kept_for_what_nobody_says():
    said = {(one.context, one.text) for one in every_sentence()}
    framework = {
        key for key in translations(PO) if key not in said and not words_of(key[1]) & words_of(INDONESIAN)
    }
    stale = set(translations(PO)) - said - framework
    assert not stale, "\n".join(sorted(text for _context, text in stale))


def pieces_of(sentence: str) -> set[str]:
    """What of a sentence stands in one text of a page: it is cut where tags and values stand."""
    return {" ".join(piece.split()) for piece in re.split(r"<[^>]+>|%\(\w+\)[sd]", sentence)}


def awaited() -> set[str]:
    """Pieces of sentences whose English is missing, which is told by the first test already."""
    return {
        piece
        for one in without_english()
        for text in (one.text, one.plural)
        for piece in pieces_of(text)
        if piece
    }


def is_awaited(text: str, pieces: set[str], whole: list[re.Pattern]) -> bool:
    """Whether it belongs to such a sentence: one piece of it, or all of it with its values filled in."""
    said = text.split(" · ")[0]
    return any(piece in said for piece in pieces if len(piece) > LABEL or piece == said) or any(
        pattern.fullmatch(said) for pattern in whole
    )


def filled_in() -> list[re.Pattern]:
    values = re.compile(r"%\(\w+\)[sd]")
    texts = {text for one in without_english() for text in (one.text, one.plural) if values.search(text)}
    return [
        re.compile(".+".join(map(re.escape, values.split(text))))
        for text in texts
        if re.sub(values, "", text).strip()
    ]


def foreign(one, words: set[str]) -> set[str]:
    """Texts of the page, in the page's own language by their marks, that hold words of the other language.

    A title has no marks: one that repeats what the page shows in another language is a name.
    """
    page = Markup(one.html)
    said = {text for language, text in page.said if language == one.language}
    if page.title not in {text for language, text in page.said if language != one.language}:
        said.add(page.title)
    return {text for text in said if words_of(text) & words and text not in TYPED}


@pytest.mark.parametrize(("language", "other"), [("en", INDONESIAN), ("id", ENGLISH)])
def test_no_page_mixes_languages(pages, language, other):
    words, pieces, whole, found = set(other.split()) - SPELLED_THE_SAME, awaited(), filled_in(), {}
    for one in pages:
        if one.language == language:
            for text in foreign(one, words):
                if not is_awaited(text, pieces, whole):
                    found.setdefault(text, one.name)
    assert not found, f"{len(found)} texts:\n" + "\n".join(
        f"{where}: {text[:200]}" for text, where in sorted(found.items(), key=lambda pair: pair[1])
    )


def links_of(one) -> dict[str, dict]:
    """hreflang -> attributes of the link in the page that leads to it."""
    return {
        values["hreflang"]: values
        for tag, values in Markup(one.html).elements
        if tag == "a" and "hreflang" in values
    }


def alternates_of(one) -> dict[str, str]:
    return {
        values["hreflang"]: values["href"]
        for tag, values in Markup(one.html).elements
        if tag == "link" and "hreflang" in values
    }


def test_a_page_says_which_language_it_is_in(pages):
    wrong = []
    for one in pages:
        html = next(values for tag, values in Markup(one.html).elements if tag == "html")
        if (
            is_in_each_language(one.page)
            and (html["lang"], one.headers.get("Content-Language")) != (one.language,) * 2
        ):
            wrong.append((one.name, html["lang"], one.headers.get("Content-Language")))
    assert not wrong


def test_each_page_leads_to_itself_in_the_other_language(pages):
    """Where it answers a GET; a form that was drawn again leads to the same address."""
    wrong = []
    for one in pages:
        other = "en" if one.language == "id" else "id"
        there = f"/en{one.address}" if other == "en" else one.address.removeprefix("/en")
        link = links_of(one).get(other, {})
        if one.page.name in WITHOUT_OTHER:
            continue
        if link.get("href") != there or link.get("lang") != other:
            wrong.append(f"{one.name}: {link} instead of {there}")
    assert not wrong, "\n".join(wrong)


# Drawn without the request, or where no route is; the way on leads home. And a page that machines read, in English.
WITHOUT_OTHER = {"400", "404", "413", "500", "api-docs"}


def test_search_engines_are_told_both_addresses(pages):
    """Of what they can find: pages that answer anybody at an address without a question."""
    wrong = []
    for one in pages:
        expected = {
            "id": f"http://{HOST}{one.address.removeprefix('/en')}",
            "en": f"http://{HOST}/en{one.address.removeprefix('/en')}",
        }
        is_found = one.page.actor == "AN" and one.page.status == 200 and "?" not in one.address
        found = alternates_of(one)
        if is_found and one.page.name not in WITHOUT_OTHER and not expected.items() <= found.items():
            wrong.append(f"{one.name}: {found}")
    assert not wrong, "\n".join(wrong)


def test_the_way_there_and_back_keeps_what_was_asked(catalogue):
    asked = "/layanan/?q=ktp&page=1"
    client, address = Client(SERVER_NAME=HOST), asked
    for language in ("en", "id"):
        page = Markup(client.get(address).content.decode())
        found = [values for tag, values in page.elements if tag == "a" and values.get("hreflang") == language]
        address = found[0]["href"]
    assert urlsplit(address) == urlsplit(asked)


@pytest.mark.parametrize("wanted", ["fr", "de-AT,de;q=0.9,en;q=0.5", "zh-CN", "en-GB", "id", ""])
def test_what_the_browser_asks_for_changes_no_address(catalogue, wanted):
    for address, language in (("/", "id"), ("/layanan/", "id"), ("/en/", "en")):
        answer = Client(SERVER_NAME=HOST).get(address, headers={"Accept-Language": wanted})
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)


def test_days_and_money_are_written_by_each_languages_rules():
    assert drawn("id") == ("19 Sep 2026, 10.42 WIB", "1 Mei 2026", "Rp1.250.000", "1.234,5")
    assert drawn("en") == ("19 Sep 2026, 10:42 WIB", "1 May 2026", "Rp1,250,000", "1,234.5")


def drawn(language: str) -> tuple:
    moment = datetime(2026, 9, 19, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta"))
    with translation.override(language):
        parts = (
            render_to_string("shell/when.html", {"at": moment}),
            render_to_string("shell/day.html", {"on": date(2026, 5, 1)}),
            render_to_string("shell/money.html", {"amount": 1250000}),
            floatformat(1234.5, "1g"),
        )
        return tuple(" ".join(strip_tags(part).split()) for part in parts)


def test_no_page_writes_a_number_by_the_other_languages_rules(pages):
    """Rp1,250,000 on an Indonesian page, Rp1.250.000 on an English one outside what is Indonesian anyhow."""
    other = {"id": r"Rp ?\d{1,3},\d{3}|\d{1,2}:\d{2} WIB", "en": r"Rp ?\d{1,3}\.\d{3}|\d{1,2}\.\d{2} WIB"}
    found = {
        f"{one.name}: {text}"
        for one in pages
        for language, text in Markup(one.html).said
        if language == one.language and re.search(other[one.language], text)
    }
    assert not found, "\n".join(sorted(found))
