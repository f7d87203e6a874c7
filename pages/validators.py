"""What a text must be before it is kept, and before it is shown to everybody."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import prose

MAX_TITLE = 120
MAX_BODY = 30_000  # characters, some ten printed pages
MAX_REASON = 1_000


def check_title(text: str) -> None:
    _check_length(text, MAX_TITLE)


def check_body(text: str) -> None:
    """Raises ValidationError with every sentence that applies."""
    _check_length(text, MAX_BODY)
    faults = []
    if prose.has_picture(text):
        faults.append(_("Gambar tidak dapat dipasang di halaman ini. Hapus gambarnya, lalu simpan lagi."))
    faults += [
        _("Tautan “%(address)s” tidak diterima. Pakai alamat https://, mailto:, tel:, atau /halaman/.")
        % {"address": address[:80]}
        for address in prose.refused_links(text)[:3]
    ]
    faults += [
        _("Isian %%(%(name)s)s tidak dikenal. Yang dikenal: %(known)s.")
        % {"name": name[:40], "known": ", ".join(f"%({one})s" for one in prose.FIELDS)}
        for name in prose.unknown_fields(text)[:3]
    ]
    if faults:
        raise ValidationError(faults)


def check_reason(text: str) -> str:
    """The reason without the space around it."""
    text = text.strip()
    if not text:
        raise ValidationError({"alasan": _("Tulis alasannya, supaya penulis tahu apa yang perlu diubah.")})
    _check_length(text, MAX_REASON)
    return text


def check_days(starts_on: date | None, ends_on: date | None, today: date) -> None:
    """The days of a text that is being written."""
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Hari terakhir tidak boleh sebelum hari pertama.")})
    if ends_on and ends_on < today:
        raise ValidationError({"ends_on": _("Hari terakhir sudah lewat. Pilih hari ini atau sesudahnya.")})


def _check_length(text: str, longest: int) -> None:
    if "\x00" in text:
        raise ValidationError(_("Ada tanda yang tidak dapat disimpan. Hapus tanda itu, lalu simpan lagi."))
    if len(text) > longest:
        raise ValidationError(
            _("Teks ini %(length)s karakter, paling panjang %(longest)s. Persingkat, lalu simpan lagi.")
            % {"length": len(text), "longest": longest}
        )
