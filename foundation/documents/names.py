"""The name of an upload as it is shown: never used as a path."""

import unicodedata

MAX_LENGTH = 100
KIND_OF_ENDING = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
ENDING_OF_KIND = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def without_unseen(name: str) -> str:
    """NFC, without control, bidi and zero-width characters, without the folders some browsers send along."""
    name = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _UNSEEN)
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def ending(name: str) -> str | None:
    """What follows the last dot, in lower case; None where there is none (or only a leading dot)."""
    stem, dot, last = without_unseen(name).rpartition(".")
    return last.lower() if dot and stem else None


def clean_name(name: str, kind: str) -> str:
    """At most 100 characters, with the ending of `kind` (a MIME type) where the name has none."""
    stem, dot, last = without_unseen(name).rpartition(".")
    if not (dot and stem):
        stem, last = last, ENDING_OF_KIND[kind]
    stem = " ".join(stem.split()).lstrip(".- ") or "berkas"
    last = last.strip()
    return f"{stem[: MAX_LENGTH - len(last) - 1].rstrip()}.{last}"
