"""What may be uploaded. An upload is judged by its content and by its last ending; both must agree."""

from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from foundation.documents.images import check_image
from foundation.documents.models import Document
from foundation.documents.names import KIND_OF_ENDING, clean_name, ending
from foundation.documents.pdf import check_pdf

PDF, JPEG, PNG = Document.Kind.PDF, Document.Kind.JPEG, Document.Kind.PNG
SIGNATURES = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
NOT_THIS_KIND = {
    PDF: _("Isi berkas bukan PDF. Pilih berkas lain."),
    JPEG: _("Isi berkas bukan gambar JPG. Pilih berkas lain."),
    PNG: _("Isi berkas bukan gambar PNG. Pilih berkas lain."),
}
PHONE_ENDINGS = ("heic", "heif", "avif")
PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
MEGABYTE = 1024 * 1024


class Checked(NamedTuple):
    """An upload that passed: the name to show, its MIME type, its bytes."""

    name: str
    kind: str
    data: bytes


def check_upload(upload, *, accept, max_mb) -> Checked:
    """Judge an uploaded file. `accept`: endings ("pdf", "jpg", "jpeg", "png"); `max_mb`: in 1,048,576 bytes.

    Raises ValidationError with a sentence for the citizen; its code starts with "upload_" ("upload_size" may
    be answered by 413).
    """
    data = _read(upload, max_mb)
    kinds = [kind for kind in (PDF, JPEG, PNG) if any(KIND_OF_ENDING.get(end) == kind for end in accept)]
    name = upload.name or ""
    kind = _kind_of(name, data, kinds)
    if kind == PDF:
        check_pdf(data)
    else:
        check_image(data, kind)
    if _is_archive(data):
        raise ValidationError(NOT_THIS_KIND[kind], code="upload_content")
    return Checked(clean_name(name, kind), kind, data)


def _read(upload, max_mb) -> bytes:
    limit = int(max_mb * MEGABYTE)
    upload.seek(0)
    data = upload.read(limit + 1)
    if not data:
        raise ValidationError(_("Berkas kosong. Pilih berkas lain."), code="upload_empty")
    if len(data) > limit:
        raise ValidationError(
            _("Ukuran paling besar %(max)s MB. Perkecil berkas lalu unggah lagi."),
            code="upload_size",
            params={"max": f"{max_mb:g}".replace(".", ",")},
        )
    return data


def _kind_of(name: str, data: bytes, kinds) -> str:
    last = ending(name)
    _refuse_phone_photo(last, data)
    found = next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), None)
    wanted = found if last is None else KIND_OF_ENDING.get(last)
    if "\0" in name or "%00" in name:
        wanted = None  # A coded NUL is a trick on older servers: they stored "ktp.php%00.jpg" as "ktp.php".
    if wanted is None or wanted not in kinds:
        raise ValidationError(
            _("Hanya %(kinds)s. Ubah berkas ke jenis itu, lalu unggah lagi."),
            code="upload_type",
            params={"kinds": _in_words(kinds)},
        )
    if found != wanted:
        raise ValidationError(NOT_THIS_KIND[wanted], code="upload_content")
    return found


def _refuse_phone_photo(last: str | None, data: bytes) -> None:
    """Kinds that phones make by themselves, each with the way out of it."""
    if last in PHONE_ENDINGS or (data[4:8] == b"ftyp" and data[8:12] in PHONE_BRANDS):
        raise ValidationError(
            _(
                "Foto iPhone (HEIC) belum didukung. Ubah pengaturan kamera ke 'Paling kompatibel', ambil "
                "foto lagi, lalu unggah."
            ),
            code="upload_phone_photo",
        )
    if last == "webp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise ValidationError(
            _("Gambar WebP belum didukung. Simpan sebagai JPG lalu unggah lagi."), code="upload_phone_photo"
        )


def _is_archive(data: bytes) -> bool:
    """Whether the same bytes also open as a ZIP that holds something (a file of two kinds)."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return False


def _in_words(kinds) -> str:
    return get_text_list([{PDF: "PDF", JPEG: "JPG", PNG: "PNG"}[kind] for kind in kinds], _("atau"))
