"""Inputs that show a stored answer as people write it, and keep what they typed when it cannot be read."""

from datetime import datetime

from django import forms

from foundation.registry.marking import indonesian
from services import amounts

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


def read_day(text: str):
    """The date in any of the three writings, or None."""
    for writing in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), writing).date()
        except ValueError:
            continue
    return None


class DayInput(forms.DateInput):
    """The browser's date picker; a text box while it holds what is no date, so that it stays visible."""

    input_type = "date"

    def format_value(self, value):
        if isinstance(value, str):
            day = read_day(value)
            return day.isoformat() if day else value
        return value.isoformat() if value else None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["value"]
        if typed and read_day(typed) is None:
            context["widget"]["type"] = "text"
        return context


class CatalogueRadios(forms.RadioSelect):
    """The catalogue's choices are Indonesian; the empty one is a word of the page."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if value:
            option["label"] = indonesian(label)
        return option


class NumberText(forms.TextInput):
    """A plain text box: a number box would throw away what it cannot read."""

    def __init__(self, *, read, show, inputmode):
        super().__init__(attrs={"inputmode": inputmode, "autocomplete": "off"})
        self.read, self.show = read, show

    def format_value(self, value):
        if value in (None, ""):
            return None
        try:
            return self.show(self.read(str(value)))
        except ValueError:
            return str(value)


def plain(number) -> str:
    """1250.5 -> 1250,5 without grouping, as one types it."""
    return format(number, "f").replace(".", ",") if not isinstance(number, int) else str(number)


def whole_input():
    return NumberText(read=amounts.read_whole, show=plain, inputmode="numeric")


def decimal_input():
    return NumberText(read=amounts.read_decimal, show=plain, inputmode="decimal")


def rupiah_input():
    return NumberText(read=amounts.read_rupiah, show=amounts.show_number, inputmode="numeric")
