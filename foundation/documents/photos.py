"""A photo that tells nothing but what it shows: turned upright, re-encoded, without its metadata."""

from io import BytesIO

from PIL import Image, ImageOps

from foundation.documents.checks import JPEG, Checked, check_upload
from foundation.documents.images import BROKEN, broken

MAX_MB = 10
LONGEST_SIDE = 2560  # pixels: enough to read a sign in the street
STAMP_SIDE, MOST_OF_A_PNG = 240, 6_000_000  # pixels
ENDINGS = ("jpg", "jpeg", "png")


def check_photo(upload) -> Checked:
    """A JPEG or PNG upload, judged as `check_upload` does and re-encoded; the original bytes are not kept."""
    checked = check_upload(upload, accept=ENDINGS, max_mb=MAX_MB)
    return checked._replace(data=clean(checked.data, checked.kind))


def clean(data: bytes, kind: str) -> bytes:
    """The same picture from its pixels alone: no EXIF, GPS, comment, profile or trailing bytes.

    Raises ValidationError (upload_broken) for one that looked whole until it was drawn.
    """
    try:
        with Image.open(BytesIO(data)) as image:
            image.load()
            upright = _upright(image)
            mode = "RGB" if kind == JPEG or "A" not in upright.getbands() else "RGBA"
            pixels = upright.convert(mode)
    except BROKEN as error:
        raise broken() from error
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture, so that nothing of `info` is carried over.
    plain = Image.new(mode, pixels.size)
    plain.paste(pixels)
    out = BytesIO()
    plain.save(
        out, "JPEG" if kind == JPEG else "PNG", **({"quality": 85} if kind == JPEG else {"optimize": True})
    )
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera says; as it is where that cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        return image


def stamp(data: bytes, kind: str) -> bytes:
    """A small copy, upright; the picture itself where it is a very large PNG, costly to read, or not whole."""
    try:
        with Image.open(BytesIO(data)) as image:
            if kind != JPEG and image.width * image.height > MOST_OF_A_PNG:
                return data
            image.draft("RGB", (STAMP_SIDE, STAMP_SIDE))
            image.load()
            pixels = _upright(image).convert("RGB" if kind == JPEG else "RGBA")
    except BROKEN:
        return data
    pixels.thumbnail((STAMP_SIDE, STAMP_SIDE))
    out = BytesIO()
    # Without what the picture told beside its pixels, which cannot be written again where it is broken.
    pixels.save(out, "JPEG" if kind == JPEG else "PNG", exif=b"")
    return out.getvalue()
