"""Every refusal is said in Indonesian and in English."""

import ast
import gettext
import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.rest.english import in_english
from foundation.rest.problems import speak
from tests.api.sentences import refusals

FOLDER = Path(__file__).parents[2] / "locale" / "en" / "LC_MESSAGES"
PLACE = re.compile(r"%\((\w+)\)s")


def entries() -> dict[str, str]:
    """msgid -> msgstr of the .po file, by a reader of its own; without those looked up by a number or a context."""
    found, into, text = {}, None, {"msgid": "", "msgstr": ""}
    blocks = [
        one
        for one in (FOLDER / "django.po").read_text().split("\n\n")
        if "msgid_plural" not in one and "msgctxt" not in one
    ]
    for line in [*"\n".join(blocks).splitlines(), 'msgid ""']:
        word = line.split(" ", 1)[0]
        if word in text:
            if word == "msgid":
                found[text["msgid"]] = text["msgstr"]
                text = {"msgid": "", "msgstr": ""}
            into, line = word, line.removeprefix(word).strip()
        if line.startswith('"'):
            text[into] += ast.literal_eval(line)
    return {key: value for key, value in found.items() if key}


def test_the_compiled_catalogue_says_what_the_written_one_says():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    plain = {key: value for key, value in compiled.items() if key and isinstance(key, str)}
    assert {key: value for key, value in plain.items() if "\x04" not in key} == entries()


def test_every_refusal_has_its_english():
    english = entries()
    assert {sentence: place for sentence, place in refusals().items() if sentence not in english} == {}


def test_a_translation_fills_in_what_the_sentence_fills_in():
    differs = [
        key for key, value in entries().items() if set(PLACE.findall(key)) != set(PLACE.findall(value))
    ]
    assert not differs


def test_the_reader_finds_the_sentences_it_is_there_for():
    found = refusals()
    assert "NIK harus 16 angka." in found
    assert "Anda tidak memiliki tugas ini." in found
    assert len(found) > 200


def test_it_says_a_plain_sentence_in_both():
    assert speak("NIK harus 16 angka.") == {
        "detail": "NIK harus 16 angka.",
        "detail_en": "A NIK has 16 digits.",
    }


def test_it_fills_in_both_and_translates_the_labels_it_fills_in():
    sentence = (
        "Tindakan ini tidak bisa lagi dilakukan: statusnya sekarang “%(status)s”. Baca lagi keadaannya."
    )
    error = ValidationError(sentence, code="state", params={"status": "Dalam verifikasi"})
    said = speak(error.message, error.params)
    assert said["detail"].startswith(
        "Tindakan ini tidak bisa lagi dilakukan: statusnya sekarang “Dalam verif"
    )
    assert said["detail_en"] == "This can no longer be done: the status is now “In review”. Read it again."


def test_it_recognises_a_sentence_that_was_filled_in_before():
    said = in_english("Tulis 16 angka, tanpa spasi dan tanda lain.")
    assert said == "Write 16 digits, without spaces or other signs."


def test_it_never_makes_up_english():
    assert in_english("Tidak pernah ditulis di mana pun.") == ""


def test_a_lazy_sentence_is_said_in_both():
    assert in_english(_("Isian ini wajib ada.")) == "This field is required."


def test_a_sentence_of_the_framework_is_said_in_both():
    said = speak(_("Enter a valid URL."))
    assert said["detail_en"] == "Enter a valid URL."
    assert said["detail"] != said["detail_en"]
