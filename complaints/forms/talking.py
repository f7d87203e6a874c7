"""What the reporter still says: more words, a photo, that the answer does not hold, that it is settled."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.forms.choosing import PhotoField
from complaints.workflow.case import on_the_hour
from foundation.registry.forms import KeyedForm


class Act(forms.Form):
    """One act on one complaint. `said_in`: the field that a refusal of the verb belongs to."""

    said_in = None

    def carry_out(self, verb, complaint, *, by, now) -> None:
        """Call the verb of the workflow, once for each form that was drawn."""
        raise NotImplementedError

    def refuse(self, error: ValidationError) -> None:
        by_field = hasattr(error, "error_dict")
        self.add_error(self.said_in if by_field else None, error.messages if by_field else error)


class Seen(Act):
    versi = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"required": _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi.")},
    )


class Keyed(KeyedForm, Act):
    """A second click says nothing twice; of an anonymous complaint the receipt keeps the hour only."""

    def once(self, verb, complaint, create, *, now) -> None:
        at = on_the_hour(now) if complaint.anonymous else now
        self.create_once(f"complaint:{complaint.pk}:{verb.__name__}", create, now=at)


class Words(Seen, Keyed):
    said_in = "text"
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis tanggapan Anda, lalu kirim.")},
    )

    def carry_out(self, verb, complaint, *, by, now) -> None:
        text, seen = self.cleaned_data["text"], self.cleaned_data["versi"]
        self.once(verb, complaint, lambda: verb(complaint.pk, text, by=by, now=now, seen=seen), now=now)


class ReplyForm(Words):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Tanggapan Anda")
        self.fields["text"].help_text = _(
            "Tambahkan keterangan atau tanyakan sesuatu. Paling panjang 4.000 huruf."
        )


class DisputeForm(Words):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Apa yang belum benar?")
        self.fields["text"].help_text = _(
            "Masalahnya diperiksa lagi dan dijawab sekali lagi. Paling panjang 4.000 huruf."
        )


class AcceptForm(Seen):
    """It is settled, which closes it: a second click finds it closed and needs no key."""

    def carry_out(self, verb, complaint, *, by, now) -> None:
        verb(complaint.pk, by=by, now=now, seen=self.cleaned_data["versi"])


class PhotoForm(Keyed):
    said_in = "photo"
    photo = PhotoField(
        label=_("Pilih satu foto"), help_text=_("JPG atau PNG sampai 10 MB. Paling banyak 5 foto seluruhnya.")
    )

    def content(self) -> dict:
        return {"sha256": hashlib.sha256(self.cleaned_data["photo"].data).hexdigest()}

    def carry_out(self, verb, complaint, *, by, now) -> None:
        photo = self.cleaned_data["photo"]
        self.once(verb, complaint, lambda: verb(complaint.pk, photo, by=by, now=now), now=now)
