"""The papers that people carry home: what they say, who can read them, and what they never claim."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import segno

from applications.fonts import MISSING, letters, printable
from applications.sheets import MISSING_NOTE, ProductSheet, qr_svg, render
from tests.applications.printed import page_texts, runs, tags

UNSIGNED = "Belum ditandatangani secara elektronik"
LEFT, RIGHT = 25 / 25.4 * 72, 190 / 25.4 * 72

PERMIT = ProductSheet(
    kind="permit",
    title="Surat Izin Penyelenggaraan Reklame",
    number="500.16.7/001/DPMPTSP/XI/2026",
    agency_name="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Probolinggo",
    agency_short="DPMPTSP",
    government="Pemerintah Kota Probolinggo",
    mall_name="Mal Pelayanan Publik Kota Probolinggo",
    mall_address="Jl. Basuki Rahmat, Kel. Mangunharjo, Kec. Mayangan, Kota Probolinggo",
    service_name="Izin Penyelenggaraan Reklame Permanen",
    holder_name="Sari Wulandari",
    holder_detail=[("NIK", "357404******0001"), ("Alamat", "Jl. Mastrip No. 12")],
    particulars=[("Jenis reklame", "Neon box"), ("Panjang (m)", "2,5")],
    legal_basis=["Perda Kota Probolinggo 10/2010 tentang Izin Reklame", "Perwali Probolinggo 149/2020"],
    issued_on=date(2026, 11, 23),
    valid_until=date(2027, 11, 22),
    validity_text="1 tahun dan dapat diperpanjang",
    city="Probolinggo",
    signer_title="Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Probolinggo",
    application_number="MPP-2026-000123",
    check_url="https://mpp.example.go.id/v/4T9K2M7QX0VZB5C8D1E3F6G7HJ/",
    printed_at=datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta")),
)
OUTSIDE = replace(
    PERMIT,
    kind="outside",
    title="Kartu Keluarga (KK) bertanda tangan elektronik",
    number="3574012311260001",
    agency_name="Dinas Kependudukan dan Pencatatan Sipil Kota Probolinggo",
    service_name="Kartu Keluarga baru",
    particulars=[],
    valid_until=None,
    validity_text="Tidak berlaku",
)
BOTH = pytest.mark.parametrize("sheet", [PERMIT, OUTSIDE], ids=["permit", "outside"])


def opened(sheet: ProductSheet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(sheet)))


def text_of(sheet: ProductSheet) -> str:
    return " ".join(page_texts(opened(sheet)))


def test_a_permit_says_who_grants_what_to_whom_until_when():
    text = text_of(PERMIT)
    for said in (
        "PEMERINTAH KOTA PROBOLINGGO",
        "DINAS PENANAMAN MODAL DAN PELAYANAN TERPADU SATU PINTU",
        PERMIT.mall_address,
        "SURAT IZIN PENYELENGGARAAN REKLAME",
        f"Nomor: {PERMIT.number}",
        "Dasar 1. Perda Kota Probolinggo 10/2010 tentang Izin Reklame 2. Perwali",
        "Memberikan izin kepada Nama : Sari Wulandari NIK : 357404******0001",
        "Jenis reklame Neon box Panjang (m) 2,5",
        "Berlaku sejak tanggal ditetapkan, 23 November 2026, sampai dengan 22 November 2027, ",
        "yaitu 1 (satu) tahun.",
        "1 tahun dan dapat diperpanjang",
        "Ditetapkan di : Probolinggo pada tanggal : 23 November 2026 Kepala Dinas Penanaman Modal",
        PERMIT.check_url,
        "Dicetak 23 November 2026, 10.42 WIB.",
        "Halaman 1 dari 1",
    ):
        assert said in text, said


def test_a_letter_that_is_no_permission_grants_none():
    text = text_of(replace(PERMIT, title="Surat Keterangan Penelitian"))
    assert "Diberikan kepada" in text and "Memberikan izin" not in text


def test_a_permit_without_end_names_no_last_day():
    text = text_of(replace(PERMIT, valid_until=None, validity_text="Selama satuan pendidikan beroperasi"))
    assert "Berlaku sejak tanggal ditetapkan, 23 November 2026. 2. " in text
    assert "sampai dengan" not in text and "Selama satuan pendidikan beroperasi." in text


def test_an_empty_part_leaves_no_heading_behind():
    text = text_of(replace(PERMIT, legal_basis=[], particulars=[], validity_text=""))
    assert not re.search("Dasar|Uraian|Dengan keterangan|menurut standar", text)


def test_every_page_of_a_permit_says_that_nobody_signed_it():
    pages = page_texts(opened(replace(PERMIT, particulars=[(f"Uraian {n}", "Isi") for n in range(60)])))
    assert len(pages) > 1 and all(UNSIGNED in page for page in pages)
    assert pages[-1].count(UNSIGNED) == 2  # at the signer's place as well, where a screen reader meets it


@pytest.mark.parametrize(
    ("product", "printed"),
    [
        ("Surat Izin Praktik bertanda tangan elektronik dengan QR", "SURAT IZIN PRAKTIK Nomor"),
        ("SK yang telah ditandatangani secara elektronik", "SK Nomor"),
        ("Sertifikat Tanda Tangan Elektronik", "SERTIFIKAT TANDA TANGAN ELEKTRONIK Nomor"),
    ],
)
def test_a_product_called_signed_is_not_printed_as_signed(product, printed):
    text = text_of(replace(PERMIT, title=product)).replace(UNSIGNED, "")
    assert printed in text
    assert not re.search("(ber|di)tanda ?tangan", text, re.IGNORECASE)


def test_the_proof_of_an_outside_product_names_it_and_is_not_it():
    pdf = opened(OUTSIDE)
    text = " ".join(page_texts(pdf))
    assert "Layanan Kartu Keluarga baru atas nama Sari Wulandari telah selesai." in text
    assert "Hasilnya adalah Kartu Keluarga (KK), nomor 3574012311260001, tanggal 23 November 2026" in text
    assert "Lembar ini bukan penggantinya." in text and "diberikan oleh Dinas Kependudukan" in text
    assert "MAL PELAYANAN PUBLIK KOTA PROBOLINGGO" in text and OUTSIDE.check_url in text
    assert "Kepala Dinas" not in text and "ditandatangani" not in text and "Ditetapkan" not in text
    assert [str(tag.get("/T")) for tag in tags(pdf) if tag.S == "/H1"] == ["Bukti penyelesaian layanan"]
    assert str(pdf.docinfo["/Title"]) == "Bukti penyelesaian layanan MPP-2026-000123"


def test_not_applicable_is_not_printed_as_not_valid():
    assert "Tidak berlaku" not in text_of(OUTSIDE)
    assert "Masa berlaku : Seumur hidup" in text_of(replace(OUTSIDE, validity_text="Seumur hidup"))


@BOTH
def test_it_is_an_archive_file_that_a_screen_reader_can_read(sheet):
    pdf = opened(sheet)
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] and metadata["dc:language"]
    assert str(pdf.Root.Lang) == "id-ID" and pdf.Root.MarkInfo.Marked
    figures = [tag for tag in tags(pdf) if tag.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [f"Kode QR menuju halaman periksa {sheet.check_url}"]


def test_the_particulars_are_a_table_with_a_head():
    pdf = opened(PERMIT)
    kinds = [str(tag.S) for tag in tags(pdf)]
    assert kinds.count("/Table") == 1 and kinds.count("/TH") == 2 and kinds.count("/TD") == 4


@BOTH
def test_only_our_letters_are_in_it(sheet):
    pdf = opened(sheet)
    names = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert names == {"Inter-Regular", "Inter-SemiBold"}


@BOTH
def test_the_same_sheet_gives_the_same_bytes(sheet):
    first = render(sheet)
    render(replace(sheet, holder_name="Budi"))
    assert render(sheet) == first
    assert render(replace(sheet, holder_name="Budi")) != first


def test_two_threads_print_at_once_and_each_gets_its_own():
    names = ["Sari", "Budi", "Ratna", "Wayan"] * 3
    with ThreadPoolExecutor(4) as threads:
        printed = list(threads.map(lambda name: render(replace(PERMIT, holder_name=name)), names))
    assert printed == [render(replace(PERMIT, holder_name=name)) for name in names]


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd")',
        '#panic("x")',
        "\\ \" ' ` \\u{41}",
        "$x^2$ @a <b> *c* _d_ // e /* f",
        "= g",
        "\\#h",
        "4x6 -> 24 fi",
    ],
)
@BOTH
def test_what_people_type_is_printed_and_never_run(sheet, typed):
    text = text_of(replace(sheet, holder_name=typed, service_name=typed, particulars=[(typed, typed)]))
    assert text.count(typed) >= 4


def test_letters_that_we_lack_become_squares_with_a_word_about_it():
    text = text_of(replace(PERMIT, holder_name="Sari ꦱꦫꦶ محمد 😀 \ud800 Ŝé"))
    assert f"Sari {MISSING * 2} {MISSING * 4} {MISSING} {MISSING} Ŝé" in text
    assert MISSING_NOTE in text
    assert MISSING_NOTE not in text_of(replace(PERMIT, holder_name=f"Warung {MISSING}"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301", "é"),
        ("a\u202eb\u200dc\u00ad", "abc"),
        ("x\u0301\u0301\u0301\u0301", "x\u0301\u0301"),
        ("a\tb\x00c\r\nd", "a b c\nd"),
    ],
)
def test_marks_that_hide_turn_or_cover_are_left_out(typed, kept):
    assert printable(typed) == kept


def test_every_letter_that_we_claim_can_be_printed():
    every = "".join(map(chr, sorted(letters())))
    assert len(every) > 2000
    render(replace(PERMIT, title=every, holder_name=every))


def test_nothing_runs_off_the_paper_however_long_or_unbroken():
    wide = "W" * 300
    sheet = replace(
        PERMIT, title=wide, number="9" * 80, agency_name=wide, mall_address=wide, holder_name=wide, city=wide,
        signer_title=wide, legal_basis=[wide], holder_detail=[(wide, wide)], particulars=[(wide, wide)],
        validity_text=wide, check_url="https://example.id/" + "w" * 300,
    )  # fmt: skip
    for long in (sheet, replace(sheet, kind="outside")):
        placed = [run for page in opened(long).pages for run in runs(page)]
        assert sum(run.text.count("W") for run in placed) >= 8 * 300
        assert min(run.left for run in placed) > LEFT - 1 and max(run.right for run in placed) < RIGHT + 1


def test_many_particulars_flow_over_pages_under_the_same_head():
    rows = [(f"Uraian ke-{n}", "kata " * (n % 40)) for n in range(60)]
    pages = page_texts(opened(replace(PERMIT, particulars=rows)))
    with_rows = [page for page in pages if "Uraian ke-" in page]
    assert len(with_rows) > 2 and all("Uraian Isian" in page for page in with_rows)
    assert all(" ".join(pages).count(f"{label} ") == 1 for label, _words in rows)
    assert f"Halaman {len(pages)} dari {len(pages)}" in pages[-1]


def test_a_signature_never_stands_alone_on_a_page():
    for count in range(5, 20):
        last = page_texts(opened(replace(PERMIT, particulars=[("Uraian", "Isi")] * count)))[-1]
        assert "Masa berlaku dan ketentuan" in last and "Ditetapkan di" in last


def test_the_code_to_scan_is_the_address_with_its_quiet_zone():
    drawn = qr_svg(PERMIT.check_url)
    code = segno.make(PERMIT.check_url, error="m", micro=False)
    side = code.symbol_size(border=4)[0]
    dark = set()
    across, down = 0.0, 0.0
    path = re.search(r'stroke="#000" d="([^"]+)"', drawn)[1]
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if letter == "h":
            dark |= {(int(down), int(across) + step) for step in range(int(values[0]))}
            across += values[0]
        else:
            across, down = (values[0], values[1]) if letter == "M" else (across + values[0], down + values[1])
    wanted = {(y + 4, x + 4) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    assert dark == wanted and f'width="{side}"' in drawn
    assert code.error in "MQH"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "receipt"},
        {"language": "en"},
        {"check_url": "/v/4T9K/"},
        {"check_url": "javascript:alert(1)"},
        {"check_url": "https:///v/"},
        {"check_url": "https://example.id/v/ x"},
        {"printed_at": datetime(2026, 11, 23)},
    ],
)
def test_it_refuses_a_sheet_that_cannot_be_a_product(wrong):
    with pytest.raises(ValueError):
        render(replace(PERMIT, **wrong))


def test_it_tells_the_zone_in_which_it_was_printed():
    assert "03.42 UTC." in text_of(replace(PERMIT, printed_at=datetime(2026, 11, 23, 3, 42, tzinfo=UTC)))
