"""Form fields for what people type: text, numbers, dates; one sentence per mistake, saying what to do."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from services import amounts, patterns
from services.forms.widgets import DayInput, read_day

TEXT_LENGTH = 250
EARLIEST_YEAR, FURTHEST_YEARS = 1900, 100
UNKNOWN_DAY = _("Tanggal ini tidak dikenal. Tulis hari, bulan, dan tahun, contoh: 17-08-1990.")


class TextField(forms.CharField):
    """One line or several; a line break counts as one character however the browser sends it."""

    default_error_messages = {"required": _("Isi bagian ini.")}

    def __init__(self, *, shortest=None, longest=TEXT_LENGTH, pattern=None, **kwargs):
        super().__init__(**kwargs)
        self.pattern = pattern
        self.validators += [TooLong(longest)] + ([TooShort(shortest)] if shortest else [])
        self.widget.attrs["maxlength"] = longest

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return text if isinstance(self.widget, forms.Textarea) else " ".join(text.split("\n"))

    def run_validators(self, value):
        super().run_validators(value)
        if value and self.pattern and not patterns.fits(self.pattern, value):
            raise ValidationError(wanted_form(self.pattern, bool(self.help_text)), code="pattern")


class TooLong(MaxLengthValidator):
    message = _("Paling banyak %(limit)s huruf, sekarang %(count)s. Persingkat isian ini.")

    def __call__(self, value):
        if len(value) > self.limit_value:
            words = {"limit": amounts.show_number(self.limit_value), "count": amounts.show_number(len(value))}
            raise ValidationError(self.message, code="max_length", params=words)


class TooShort(MinLengthValidator):
    message = _("Paling sedikit %(limit_value)s huruf. Lengkapi isian ini.")


def wanted_form(pattern: str, has_help: bool):
    digits = pattern.removeprefix("^").removesuffix("$")
    if digits.startswith(r"\d{") and digits.endswith("}") and digits[3:-1].isdigit():
        return _("Tulis %(count)s angka, tanpa spasi dan tanda lain.") % {"count": digits[3:-1]}
    if has_help:
        return _("Bentuk isian ini belum sesuai. Tulis menurut petunjuk pada isian ini.")
    return _("Bentuk isian ini belum sesuai. Periksa huruf dan angkanya, lalu tulis lagi.")


class NumberField(forms.Field):
    """`read` turns what was typed into a number; `low` and `high` are inclusive, None: no bound."""

    default_error_messages = {
        "required": _("Isi angkanya."),
        "invalid": _("Ini bukan angka. Tulis dengan angka saja, contoh: %(example)s."),
        "low": _("Terlalu kecil. Tulis %(limit)s atau lebih."),
        "high": _("Terlalu besar. Tulis paling banyak %(limit)s."),
        "places": _("Tulis paling banyak %(limit)s angka di belakang koma, contoh: %(example)s."),
    }

    def __init__(self, *, read, show, example, low=None, high=None, places=None, **kwargs):
        super().__init__(**kwargs)
        self.read, self.show, self.example = read, show, example
        self.low, self.high, self.places = low, high, places

    def fail(self, code, **params):
        words = {"example": self.example, **params}
        raise ValidationError(self.error_messages[code], code=code, params=words)

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            number = self.read(str(value))
        except ValueError:
            self.fail("invalid")
        if self.places is not None and -number.as_tuple().exponent > self.places:
            self.fail("places", limit=self.places)
        if self.low is not None and number < self.low:
            self.fail("low", limit=self.show(self.low))
        if self.high is not None and number > self.high:
            self.fail("high", limit=self.show(self.high))
        return number


class DayField(forms.Field):
    """A date between `first` and `last`, both inclusive."""

    default_error_messages = {
        "required": _("Isi tanggalnya, contoh: 17-08-1990."),
        "first": _("Terlalu awal. Pilih tanggal %(limit)s atau sesudahnya."),
        "last": _("Terlalu jauh. Pilih tanggal %(limit)s atau sebelumnya."),
    }

    def __init__(self, *, today: date, first=None, last=None, **kwargs):
        super().__init__(widget=DayInput(), **kwargs)
        self.believable = (date(EARLIEST_YEAR, 1, 1), today + timedelta(days=366 * FURTHEST_YEARS))
        self.first, self.last = first, last
        self.widget.attrs |= {
            name: day.isoformat() for name, day in (("min", first), ("max", last)) if day is not None
        }

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        day = read_day(str(value))
        if day is None or not self.believable[0] <= day <= self.believable[1]:
            raise ValidationError(UNKNOWN_DAY, code="invalid")
        if self.first and day < self.first:
            self.refuse("first", self.first)
        if self.last and day > self.last:
            self.refuse("last", self.last)
        return day

    def refuse(self, code, limit):
        words = {"limit": date_format(limit)}
        raise ValidationError(self.error_messages[code], code=code, params=words)


class CheckedField(TextField):
    """A line whose value `check` brings to one form or refuses with its own sentence."""

    def __init__(self, *, check, missing, **kwargs):
        super().__init__(error_messages={"required": missing}, **kwargs)
        self.check = check

    def clean(self, value):
        value = super().clean(value)
        return self.check(value) if value else value
