"""The printed products as PDF: a permit issued here, or the proof that a product issued elsewhere was given.

Pure: one frozen sheet in, the bytes out. Official letters, so Indonesian whatever the screen speaks.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

import segno
import typst

from applications import fonts
from applications.permit_numbers import permit_number, roman_month
from applications.wording import in_full, months_later, span_in_words

__all__ = ["ProductSheet", "months_later", "permit_number", "render", "roman_month"]

TEMPLATES = Path(__file__).parent / "typst"
TEMPLATE_OF = {"permit": "permit.typ", "outside": "completion.typ"}
STANDARDS = ["a-2a", "ua-1"]
LANGUAGES = ("id", "id-id")
COMPLETION = "Bukti penyelesaian layanan"
SCAN = "Pindai kode ini atau buka alamat di bawah"
MISSING_NOTE = f"Tanda {fonts.MISSING} menggantikan huruf yang tidak dapat dicetak di sini."
# A catalogue may call its product signed; what we print is not, so the claim is never printed.
_SIGNATURE_CLAIM = re.compile(
    r",?\s*\(?(?:yang\s+)?(?:telah\s+)?(?:bertanda\s*tangan|ditanda\s*tangani)\s+(?:secara\s+)?elektronik"
    r"(?:\s+(?:dengan|ber-?)\s*(?:kode\s+)?QR)?\)?",
    re.IGNORECASE,
)
_turn = Lock()


@dataclass(frozen=True, kw_only=True)
class ProductSheet:
    """All that is printed. Rows are (label, value), already masked where the paper goes to others.

    kind: "permit" or "outside". valid_until: None when there is no end date; validity_text then says it.
    check_url: absolute http(s) address of the public check page. printed_at: aware, in the zone to be shown.
    legal_basis: one line each.
    """

    kind: str
    title: str
    number: str
    agency_name: str
    agency_short: str
    government: str
    mall_name: str
    mall_address: str
    service_name: str
    holder_name: str
    holder_detail: Sequence[tuple[str, str]] = ()
    particulars: Sequence[tuple[str, str]] = ()
    legal_basis: Sequence[str] = ()
    issued_on: date
    valid_until: date | None
    validity_text: str
    city: str
    signer_title: str
    application_number: str
    check_url: str
    printed_at: datetime
    language: str = "id"


def without_signature_claim(product: str) -> str:
    """Without "bertanda tangan elektronik dengan QR": the product is not so until somebody signs it."""
    return _SIGNATURE_CLAIM.sub("", product).strip() or product


def qr_svg(address: str) -> str:
    """The address as a QR code, level M, with its quiet zone of four modules."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(svg, kind="svg", border=4, light="white", xmldecl=False)
    return svg.getvalue().decode()


def _terms(sheet: ProductSheet) -> list[str]:
    start = f"Berlaku sejak tanggal ditetapkan, {in_full(sheet.issued_on)}"
    if sheet.valid_until:
        span = span_in_words(sheet.issued_on, sheet.valid_until)
        start += f", sampai dengan {in_full(sheet.valid_until)}" + (f", yaitu {span}" if span else "")
    standard = sheet.validity_text.strip(" .")
    return [f"{start}."] + ([f"Masa berlaku menurut standar pelayanan: {standard}."] if standard else [])


def _permit(sheet: ProductSheet, title: str) -> dict:
    place = " " + sheet.government.removeprefix("Pemerintah ")
    grants = re.search(r"\bizin\b", title, re.IGNORECASE)
    return {
        "document_title": f"{title} {sheet.number}",
        "author": sheet.agency_name,
        # The line above already says of which city.
        "speaker": sheet.agency_name.removesuffix(place).upper(),
        "address": f"{sheet.mall_name}\n{sheet.mall_address}",
        "heading": title.upper(),
        "number_line": f"Nomor: {sheet.number}",
        "grant": "Memberikan izin kepada" if grants else "Diberikan kepada",
        "holder": [("Nama", sheet.holder_name), *sheet.holder_detail]
        + [("Layanan", sheet.service_name), ("Nomor permohonan", sheet.application_number)],
        "terms": _terms(sheet),
        "check_text": f"{SCAN} untuk memeriksa {title} nomor {sheet.number}.",
        "foot": f"Nomor {sheet.number}, {sheet.agency_short}",
    }


def _completion(sheet: ProductSheet, title: str) -> dict:
    outcome = [("Produk", title), ("Nomor", sheet.number), ("Tanggal", in_full(sheet.issued_on))]
    if sheet.valid_until:
        outcome.append(("Berlaku sampai dengan", in_full(sheet.valid_until)))
    # The catalogue writes "Tidak berlaku" where the question does not arise; on paper it would read as void.
    if sheet.validity_text and sheet.validity_text.casefold() != "tidak berlaku":
        outcome.append(("Masa berlaku", sheet.validity_text))
    return {
        "document_title": f"{COMPLETION} {sheet.application_number}",
        "author": sheet.mall_name,
        "speaker": sheet.mall_name.upper(),
        "address": sheet.mall_address,
        "heading": COMPLETION,
        "number_line": f"Nomor permohonan: {sheet.application_number}",
        "place_and_day": f"{sheet.city}, {in_full(sheet.printed_at)}",
        "result": f"Layanan {sheet.service_name} atas nama {sheet.holder_name} telah selesai. "
        f"Hasilnya adalah {title}, nomor {sheet.number}, tanggal {in_full(sheet.issued_on)}, "
        f"sebagaimana dicatat oleh {sheet.agency_name}.",
        "given_by": f"Dokumen atau hasil itu sendiri diberikan oleh {sheet.agency_name}. "
        "Lembar ini bukan penggantinya.",
        "holder": [("Nama", sheet.holder_name), *sheet.holder_detail],
        "outcome": outcome,
        "check_text": f"{SCAN} untuk memeriksa catatan ini.",
        "foot": f"Permohonan {sheet.application_number}",
    }


def _printable(data):
    match data:
        case str():
            return fonts.printable(data)
        case dict():
            return {key: _printable(value) for key, value in data.items()}
        case list() | tuple():
            return [_printable(value) for value in data]
        case _:
            raise TypeError(f"A sheet holds texts, not {data!r}.")


def _squares(data) -> int:
    return json.dumps(data, ensure_ascii=False).count(fonts.MISSING)


def _data(sheet: ProductSheet) -> dict:
    """What the template of this kind prints: texts only, each in letters that the fonts have."""
    title = without_signature_claim(sheet.title)
    said = _permit(sheet, title) if sheet.kind == "permit" else _completion(sheet, title)
    at = sheet.printed_at
    said["foot"] += f". Dicetak {in_full(at)}, {at:%H.%M} {at.tzname()}."
    given = ("mall_name", "legal_basis", "particulars", "city", "signer_title")
    said |= {name: getattr(sheet, name) for name in given}
    said |= {"government": sheet.government.upper(), "issued_on": in_full(sheet.issued_on)}
    printed = _printable(said)
    return printed | {
        "missing_note": MISSING_NOTE if _squares(printed) > _squares(said) else "",
        "check_url": sheet.check_url,
        "qr": qr_svg(sheet.check_url),
    }


def _refuse_what_cannot_be_printed(sheet: ProductSheet) -> None:
    if sheet.kind not in TEMPLATE_OF:
        raise ValueError(f"There is no sheet of kind {sheet.kind!r}.")
    if sheet.language.lower() not in LANGUAGES:
        raise ValueError("The papers are in Indonesian.")
    if sheet.printed_at.utcoffset() is None:
        raise ValueError("printed_at needs its zone.")
    address = urlsplit(sheet.check_url)
    absolute = address.scheme in ("http", "https") and address.hostname
    if not absolute or not re.fullmatch("[!-~]+", sheet.check_url):
        raise ValueError("check_url must be an absolute http or https address.")


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(TEMPLATES / "permit.typ"),
        root=str(TEMPLATES),
        font_paths=[str(fonts.FOLDER)],
        ignore_system_fonts=True,
    )


def render(sheet: ProductSheet) -> bytes:
    """The sheet as tagged PDF/A-2a and PDF/UA-1; the same sheet gives the same bytes.

    ValueError for an unknown kind or language, a naive printed_at, or a check_url that is not absolute.
    """
    _refuse_what_cannot_be_printed(sheet)
    # The compiler is one per process and refuses a second thread while it works.
    with _turn:
        return _compiler().compile(
            input=str(TEMPLATES / TEMPLATE_OF[sheet.kind]),
            sys_inputs={"sheet": json.dumps(_data(sheet))},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=sheet.printed_at.astimezone(UTC),
        )
