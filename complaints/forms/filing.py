"""What somebody tells, on one page: the form shapes it, the verb judges it."""

import hashlib

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, EmailField, PhoneField
from accounts.models import Region
from complaints.forms.about import AboutField
from complaints.forms.choosing import GroupedField, PhotosField
from complaints.models import Category, Complaint
from complaints.workflow import Told
from complaints.workflow.case import LONGEST, words
from complaints.workflow.filing import LONGEST_TITLE
from foundation.documents.checks import Checked
from foundation.registry.forms import KeyedForm

LONGEST_NAME = 120
# While one of these is ticked the browser keeps nothing of the complaint (docs/weak_signal.md).
NOT_ON_THE_DEVICE = {"data-draft-off": True}
CONTACT = ("name", "phone", "email")
# The verb's word for what was wrong -> the field it was typed in.
FIELD_OF_FAULT = {"application": "about", "contact": "name"}
CHOOSE_KIND = _("Pilih jenisnya: pengaduan, aspirasi, atau permintaan informasi.")
ONLY_WITH_NAME = '{"field": "anonymous", "in": [false]}'


def category_words(category: Category) -> str:
    if category.confidential:
        return _("%(label)s (disarankan rahasia)") % {"label": category.label}
    return category.label


def named(field: forms.Field) -> forms.Field:
    """Asked of those without an account; shown only while they are not anonymous, and never kept on the device."""
    field.required, field.show_if = False, ONLY_WITH_NAME
    field.widget.attrs["data-private"] = True
    field.show_hint = _("Isi hanya bila tidak anonim.")
    return field


class ComplaintForm(KeyedForm):
    """`user`: who is signed in, or somebody without an account."""

    kind = forms.ChoiceField(
        label=_("Apa yang ingin Anda sampaikan?"),
        choices=[
            (Complaint.Kind.COMPLAINT, _("Pengaduan: ada yang tidak beres")),
            (Complaint.Kind.ASPIRATION, _("Aspirasi: saya punya usul")),
            (Complaint.Kind.INFORMATION, _("Permintaan informasi: saya ingin tahu sesuatu")),
        ],
        initial=Complaint.Kind.COMPLAINT,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_KIND, "invalid_choice": CHOOSE_KIND},
    )
    category = GroupedField(
        label=_("Tentang hal apa?"),
        to_field_name="code",
        words=category_words,
        group=lambda category: category.parent.label,
        empty_label=_("Pilih yang paling dekat"),
        error_messages={"required": _("Pilih kategorinya. Bila ragu, pilih “Aduan lain”.")},
    )
    title = forms.CharField(
        label=_("Judul"),
        help_text=_("Satu kalimat pendek, paling panjang 150 huruf."),
        error_messages={"required": _("Tulis judulnya dalam satu kalimat pendek.")},
    )
    text = forms.CharField(
        label=_("Ceritakan kejadiannya"),
        help_text=_(
            "Apa yang terjadi, siapa yang terlibat, apa yang Anda harapkan. Paling panjang 4.000 huruf."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Ceritakan kejadiannya dengan kata-kata Anda sendiri.")},
    )
    happened_on = DayField(label=_("Kapan?"), required=False, help_text=_("Contoh: 20-11-2026"))
    about = AboutField(label=_("Tentang layanan atau instansi mana?"))
    region = GroupedField(
        label=_("Di kelurahan mana?"),
        required=False,
        words=lambda region: region.short_name,
        group=lambda region: region.parent.short_name,
        empty_label=_("Tidak tahu atau tidak perlu"),
    )
    place = forms.CharField(
        label=_("Tempat kejadian"),
        required=False,
        help_text=_("Misalnya nama jalan, loket, atau patokan. Tidak ditampilkan kepada umum."),
    )
    photos = PhotosField(
        label=_("Pilih foto"),
        help_text=_(
            "Paling banyak 5 foto JPG atau PNG, masing-masing sampai 10 MB. Boleh langsung dari kamera. "
            "Data tersembunyi di foto, misalnya lokasi, kami hapus."
        ),
    )
    confidential = forms.BooleanField(
        label=_("Rahasia: sembunyikan laporan dan nama saya"),
        widget=forms.CheckboxInput(attrs=NOT_ON_THE_DEVICE),
        required=False,
        help_text=_(
            "Laporan tidak tampil di mana pun untuk umum. Petugas membaca isinya, tetapi nama dan kontak Anda "
            "disembunyikan. Kami tetap dapat mengabari Anda. Disarankan untuk pungli, calo, dan perilaku petugas."
        ),
    )
    anonymous = forms.BooleanField(
        label=_("Anonim: tanpa nama sama sekali"),
        widget=forms.CheckboxInput(attrs=NOT_ON_THE_DEVICE),
        required=False,
        help_text=_(
            "Kami tidak menyimpan nama, akun, atau kontak Anda, juga tidak untuk petugas. Anda mendapat kode "
            "rahasia. Simpan kode itu: tidak ada yang dapat memberikannya lagi, dan kami tidak dapat mengabari Anda."
        ),
    )
    name = named(forms.CharField(label=_("Nama Anda"), max_length=LONGEST_NAME))
    phone = named(PhoneField())
    email = named(EmailField())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["category"].of(
            Category.objects.exclude(parent=None).select_related("parent"),
            shown=Category.objects.choosable().select_related("parent").order_by("parent__order", "order"),
        )
        self.fields["region"].of(Region.objects.all(), shown=places())
        self.fields["about"].of(user)
        if user.is_authenticated:
            for name in CONTACT:
                del self.fields[name]

    def clean_title(self) -> str:
        return self._words("title", LONGEST_TITLE)

    def clean_text(self) -> str:
        return self._words("text", LONGEST)

    def _words(self, name: str, longest: int) -> str:
        """The verb's own judgement, already here, so that she mends everything in one round."""
        try:
            return words(self.cleaned_data[name], longest=longest, field=name)
        except ValidationError as error:
            raise ValidationError(error.message_dict[name]) from error

    def examples(self) -> list[tuple[str, str]]:
        """(category, an example of it), where the catalogue has one; its note on where it was seen is cut."""
        shown = self.fields["category"].shown
        return [(one.label, one.examples.split(" (study")[0]) for one in shown if one.examples]

    def told(self) -> Told:
        data = dict(self.cleaned_data)
        contact = {name: data.pop(name) for name in CONTACT if name in data}
        about = data.pop("about")
        del data["kunci"], data["photos"]
        return Told(**data, contact=contact, **about)

    @property
    def pictures(self) -> list[Checked]:
        """Judged and re-encoded, once the form is valid."""
        return self.cleaned_data["photos"]

    def content(self) -> dict:
        pictures = [hashlib.sha256(one.data).hexdigest() for one in self.pictures]
        return {**super().content(), "photos": pictures}

    def refuse(self, error: ValidationError) -> None:
        """What the verb did not accept, at the field it was typed in."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for fault, sentences in error.error_dict.items():
            field = FIELD_OF_FAULT.get(fault, fault)
            self.add_error(field if field in self.fields else None, sentences)


def places() -> QuerySet:
    """The kelurahan of this city, by kecamatan."""
    city = settings.MALL["region"]
    return (
        Region.objects.filter(parent__parent=city).select_related("parent").order_by("parent", "short_name")
    )
