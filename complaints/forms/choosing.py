"""Fields for choosing a row from a list in groups, and for several photos at once."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.workflow.filing import MOST_PHOTOS
from foundation.documents.checks import Checked
from foundation.documents.photos import check_photo
from foundation.registry.forms import RegisterSelect


class Groups(ModelChoiceIterator):
    """The rows that are shown, under the headings they belong to."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for heading, rows in groupby(self.field.shown, key=self.field.group):
            yield (heading, [self.choice(row) for row in rows])


class GroupedField(forms.ModelChoiceField):
    """`words` and `group`: what a row is called, and the heading above it."""

    iterator, widget = Groups, RegisterSelect

    def __init__(self, *, words, group, **kwargs):
        super().__init__(queryset=None, **kwargs)
        self.words, self.group = words, group
        self.error_messages["invalid_choice"] = gettext_lazy(
            "Pilihan ini tidak ada. Pilih salah satu dari daftar."
        )

    def of(self, rows, *, shown) -> None:
        """`rows`: what is understood, `shown`: what is offered. The verb judges what lies between."""
        self.shown, self.queryset = shown, rows

    def label_from_instance(self, row) -> str:
        return self.words(row)


# Named kinds and not "image/*": iPhones then hand over JPEG instead of HEIC.
ACCEPT = {"accept": "image/jpeg,image/png"}


class PhotoField(forms.FileField):
    """One photo; gives a `Checked`."""

    widget = forms.FileInput(attrs=ACCEPT)

    def __init__(self, **kwargs):
        required = {"required": gettext_lazy("Pilih fotonya lebih dulu, lalu kirim.")}
        super().__init__(allow_empty_file=True, error_messages=required, **kwargs)

    def clean(self, data, initial=None) -> Checked:
        return check_photo(super().clean(data, initial))


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.Field):
    """Several photos; gives a list of `Checked`. What is refused is named by its place, never by its name."""

    widget = PhotosInput(attrs=ACCEPT)

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value) -> list[Checked]:
        # One more than may be kept: the verb refuses it, and hundreds cost no work.
        photos, faults = [], []
        for place, upload in enumerate((value or [])[: MOST_PHOTOS + 1], start=1):
            try:
                photos.append(check_photo(upload))
            except ValidationError as error:
                faults.append(_at_place(place, error))
        if faults:
            raise ValidationError(faults)
        return photos


def _at_place(place: int, error: ValidationError) -> ValidationError:
    sentence = _("Foto ke-%(place)s: %(fault)s") % {"place": place, "fault": " ".join(error.messages)}
    return ValidationError(sentence, code=error.code)
