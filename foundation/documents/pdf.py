"""Is it a PDF that can be shown to an officer without running anything?"""

from io import BytesIO

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_PAGES = 30
MAX_OBJECTS = 200_000
TAIL = 1024
ACTIVE_KEYS = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"}


# Limits of the whole process, set before the first file is read: 885 bytes can unfold to 200 MB.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=64_000_000,
    run_length_max_memory=64_000_000,
    png_max_memory=64_000_000,
    tiff_max_memory=64_000_000,
    max_stream_filters=5,
    doc_max_warnings=200,
    parser_max_nesting=100,
)


def check_pdf(data: bytes) -> None:
    """Raises ValidationError: upload_content, upload_locked, upload_pages, upload_active or upload_broken."""
    _before, mark, after = data[-TAIL:].rpartition(b"%%EOF")
    if not mark or after.strip(b"\0\t\n\f\r "):
        raise ValidationError(
            _("Isi berkas bukan PDF yang utuh. Simpan ulang sebagai PDF lalu unggah lagi."),
            code="upload_content",
        )
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _check_open(pdf)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, LookupError, MemoryError) as error:
        raise _unsafe() from error


def _check_open(pdf) -> None:
    if pdf.is_encrypted:
        raise _locked()
    if len(pdf.objects) > MAX_OBJECTS:
        raise _unsafe()
    if len(pdf.pages) > MAX_PAGES:
        raise ValidationError(
            _("PDF paling banyak %(max)s halaman. Kurangi halamannya lalu unggah lagi."),
            code="upload_pages",
            params={"max": MAX_PAGES},
        )
    if any(_is_active(item) for item in pdf.objects):
        raise ValidationError(
            _("PDF berisi perintah aktif atau lampiran. Cetak ulang menjadi PDF biasa lalu unggah lagi."),
            code="upload_active",
        )
    if any("error decoding stream" in str(warning) for warning in pdf.get_warnings()):
        raise _unsafe()  # What could not be unfolded within the limits above was not looked through.


def _is_active(item) -> bool:
    """Whether this object, or one written inside it, is a script, a program start or an attached file.

    Objects referred to are met by themselves in the list of all objects; names come decoded (/J#61vaScript).
    """
    waiting = [item]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            if not ACTIVE_KEYS.isdisjoint(item.keys()) or str(item.get("/S", "")) in ACTIVE_ACTIONS:
                return True
            inside = [value for _key, value in item.items()]
        elif isinstance(item, pikepdf.Array):
            inside = list(item)
        else:
            continue
        waiting += [value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect]
    return False


def _locked() -> ValidationError:
    return ValidationError(_("PDF terkunci kata sandi. Simpan ulang tanpa kata sandi."), code="upload_locked")


def _unsafe() -> ValidationError:
    return ValidationError(
        _("PDF tidak dapat dibaca dengan aman. Simpan ulang sebagai PDF lalu unggah lagi."),
        code="upload_broken",
    )
