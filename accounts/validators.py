"""Numbers that people carry: brought to one form, or refused with a sentence that never repeats them.

NIK and KK are 16 digits, PP KK CC DDMMYY SSSS; a woman's NIK has 40 added to the day. The NIK names the place
and the date of the first registration and never changes: a difference to what is declared only warns.
python-stdnum is not asked about a NIK: it refuses 30 existing regencies and accepts day 81.
"""

from collections.abc import Iterable
from datetime import date

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.id import npwp

from foundation.vault.crypto import keyed_hash

HOME_REGION = "ID"
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


def _digits(text: str, separators: str = ".-") -> str:
    """What was typed, without spaces and separators, with plain digits for full-width ones."""
    kept = (c for c in str(text).translate(_FULL_WIDTH) if not c.isspace() and c not in separators)
    return "".join(kept)


def _is_number(text: str, *lengths: int) -> bool:
    return len(text) in lengths and text.isascii() and text.isdigit()


def _date_in(number: str, year_base: int = 2000) -> date | None:
    """The date DDMMYY of a NIK or KK in the century of `year_base`; None when there is no such day."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    try:
        # 29 February of year 00 exists in 2000 only; for every other year both centuries agree.
        return date(year_base + year, month, day - 40 if day > 40 else day)
    except ValueError:
        return None


def _has_shape(number: str) -> bool:
    """Region parts and serial begin at 01, and the date exists (with or without the 40 of a woman's day)."""
    regions = (number[0:2], number[2:4], number[4:6])
    return "00" not in regions and number[12:] != "0000" and _date_in(number) is not None


def clean_nik(text: str) -> str:
    """The 16 digits of a NIK. Raises ValidationError; region codes are not looked up (see `nik_warnings`)."""
    number = _digits(text)
    if not _is_number(number, 16):
        raise ValidationError(_("NIK harus 16 angka."), code="nik_length")
    if not _has_shape(number):
        raise ValidationError(_("NIK tidak sesuai: periksa kembali angka pada KTP."), code="nik")
    return number


def clean_kk(text: str) -> str:
    """The 16 digits of a family card: shaped like a NIK, with the date of issue, its day as it is."""
    number = _digits(text)
    if not _is_number(number, 16):
        raise ValidationError(_("Nomor KK harus 16 angka."), code="kk_length")
    if not _has_shape(number) or int(number[6:8]) > 31:
        raise ValidationError(_("Nomor KK tidak sesuai: periksa angka pada Kartu Keluarga."), code="kk")
    return number


def nik_sex(nik: str) -> str:
    """The sex a clean NIK tells: "P" when its day has 40 added, else "L"."""
    return "P" if int(nik[6:8]) > 40 else "L"


def nik_warnings(
    nik: str,
    *,
    birth_date: date | None = None,
    sex: str = "",
    region_code: str = "",
    known_regions: Iterable[str] = (),
) -> list[str]:
    """Sentences about what differs between a clean NIK and what was declared; they warn and never refuse.

    `region_code`: the declared kelurahan, or only the province. `known_regions`: Kemendagri codes of any
    level; a kecamatan is called unknown only where the kecamatan of its city are in the list.
    """
    warnings = []
    told = {_date_in(nik), _date_in(nik, 1900)}
    if birth_date and birth_date not in told:
        warnings.append(_("Tanggal lahir pada NIK berbeda dengan yang diisi. Periksa lagi pada KTP."))
    if sex and sex != nik_sex(nik):
        warnings.append(_("Jenis kelamin pada NIK berbeda dengan yang diisi. Periksa lagi pada KTP."))
    province, city = nik[:2], f"{nik[:2]}.{nik[2:4]}"
    # Moving inside a city is everyday life and says nothing; another city is worth a look.
    if region_code and region_code[:5] not in (province, city):
        warnings.append(_("NIK terdaftar pertama kali di daerah lain. Ini wajar bila pernah pindah."))
    if _is_unknown_region(nik, frozenset(known_regions)):
        warnings.append(_("Kode wilayah pada NIK tidak dikenal. Periksa lagi pada KTP."))
    return [str(warning) for warning in warnings]


def _is_unknown_region(nik: str, known: frozenset[str]) -> bool:
    province, city, district = nik[:2], f"{nik[:2]}.{nik[2:4]}", f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}"
    if known and province not in known:
        return True
    return district not in known and any(code.startswith(f"{city}.") for code in known)


def nik_hash(nik: str) -> str:
    """The keyed hash by which a clean NIK is looked up; 64 hexadecimal characters."""
    return keyed_hash(nik, "nik")


def kk_hash(kk: str) -> str:
    return keyed_hash(kk, "kk")


def mask_nik(nik: str) -> str:
    """The last four digits behind dots, for a page; "" for nothing. Serves a KK number as well."""
    return "•" * (len(nik) - 4) + nik[-4:] if nik else ""


def mask_name(name: str) -> str:
    """First letter of each word, the rest as asterisks: enough to recognise, not to learn."""
    return " ".join(word[0] + "*" * max(2, len(word) - 1) for word in name.split())


def clean_nib(text: str) -> str:
    """The 13 digits of a business identity number; it has no check digit."""
    number = _digits(text)
    if not _is_number(number, 13):
        raise ValidationError(_("NIB harus 13 angka."), code="nib")
    return number


def clean_npwp(text: str) -> str:
    """The 15 or 16 digits of a tax number; 16 digits of a citizen are her NIK, others begin with 0."""
    number = _digits(text, separators=".-/")
    if not _is_number(number, 15, 16):
        raise ValidationError(_("NPWP harus 15 atau 16 angka."), code="npwp_length")
    sentence = _("NPWP tidak sesuai: periksa kembali angka pada kartu NPWP.")
    try:
        # stdnum takes all zeros for a number, and asks its own narrow list about a NIK.
        known = _has_shape(number) if number[0] != "0" and len(number) == 16 else npwp.is_valid(number)
    except WrongNumber:
        known = False
    if not known or not number.strip("0"):
        raise ValidationError(sentence, code="npwp")
    return number


def clean_phone(text: str) -> str:
    """The number in E.164, read as an Indonesian one unless it names its country."""
    try:
        number = phonenumbers.parse(str(text).strip(), HOME_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Nomor HP tidak dikenal. Contoh: 0812 3456 7890"), code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def clean_email(text: str) -> str:
    """An address in lower case and plain letters; one with letters that only look like them is refused.

    Asked before anything is made lower case: among the look-alikes are signs whose small form is a plain letter.
    """
    address = str(text).strip()
    if not address.isascii():
        raise ValidationError(
            _("Surel ini memuat huruf yang bukan a sampai z. Tulis ulang dengan huruf biasa."),
            code="lookalike",
        )
    return address.lower()


def show_phone(number: str) -> str:
    """E.164 as people here read it: 0812-3456-7890; a foreign number with its country."""
    try:
        parsed = phonenumbers.parse(number, HOME_REGION)
    except phonenumbers.NumberParseException:
        return number
    home = parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
