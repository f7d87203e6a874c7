"""Is it a picture that can be shown? Size is read from the header, before anything is decoded."""

import struct
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

FORMAT_OF_KIND = {"image/jpeg": "JPEG", "image/png": "PNG"}
MAX_PIXELS = 40_000_000
# Pillow warns above this limit and raises above twice the limit; the size itself is judged below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What Pillow raises, at whatever stage, of a picture that is not what it says.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, ZeroDivisionError,
    struct.error, UnidentifiedImageError,
)  # fmt: skip


def broken() -> ValidationError:
    return ValidationError(
        _("Gambar rusak dan tidak dapat dibuka. Ambil foto lagi atau simpan ulang, lalu unggah lagi."),
        code="upload_broken",
    )


def check_image(data: bytes, kind: str) -> None:
    """Raises ValidationError: upload_pixels (over 40 megapixels) or upload_broken (not whole)."""
    try:
        with Image.open(BytesIO(data), formats=[FORMAT_OF_KIND[kind]]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            if kind == "image/jpeg":
                # An eighth of the size needs a sixty-fourth of the memory and still reads to the last byte.
                image.draft("L", (max(image.width // 8, 1), max(image.height // 8, 1)))
                image.load()
            else:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("Gambar terlalu besar (lebih dari 40 megapiksel). Perkecil gambar lalu unggah lagi."),
            code="upload_pixels",
        ) from error
    except BROKEN as error:
        raise broken() from error
