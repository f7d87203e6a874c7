"""Papers to upload: real PDF and PNG files that say what they stand for."""

import io
from functools import cache

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SOURCE = b"""#set document(title: "Contoh")
#set page(width: 105mm, height: 148mm, margin: 12mm)
#align(center)[*Contoh berkas*]
#sys.inputs.label
"""


@cache
def paper(label: str, kind: str) -> bytes:
    if kind == "pdf":
        return typst.compile(SOURCE, sys_inputs={"label": label})
    picture = Image.new("RGB", (640, 400), "#f8f8f7")
    ImageDraw.Draw(picture).text((30, 180), f"Contoh: {label}"[:80], fill="#1f1f1f")
    out = io.BytesIO()
    picture.save(out, "PNG" if kind == "png" else "JPEG")
    return out.getvalue()


def upload(requirement) -> SimpleUploadedFile:
    kind = next(one for one in ("pdf", "png", "jpg", "jpeg") if one in requirement.accept)
    return SimpleUploadedFile(f"{requirement.code}.{kind}", paper(requirement.label, kind))
