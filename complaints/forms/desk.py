"""What an officer says about a complaint: one form for each act, with the version that her page was drawn from."""

from datetime import date

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Membership, User
from complaints.models import Category, Complaint, Response
from complaints.models.complaint import ANSWERING_ROLES
from complaints.workflow import LONGEST, LONGEST_NOTE, OVERSIGHT
from foundation.registry.forms import RegisterSelect

INCOMPLETE = _("Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi.")
CHOOSE_AGENCY = _("Pilih instansi yang berwenang.")


class WordsField(forms.CharField):
    """How long it may be is the verb's to judge; the browser counts along."""

    default_error_messages = {"required": _("Isi bagian ini, lalu kirim lagi.")}


def free_text(longest: int = LONGEST, rows: int = 6, **kwargs) -> WordsField:
    return WordsField(widget=forms.Textarea(attrs={"rows": rows, "maxlength": longest}), **kwargs)


class ActForm(forms.Form):
    """`takes`: field -> argument of the verb. `case`: the complaint as it is now; `day`: today."""

    use_required_attribute = False
    takes: dict[str, str] = {}

    versi = forms.IntegerField(
        label=_("Formulir"),
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE, "min_value": INCOMPLETE},
    )

    def __init__(self, *args, case: Complaint, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.prepare(case, day)

    def prepare(self, case: Complaint, day: date) -> None:
        """Choices and suggestions that depend on the complaint."""

    @property
    def notes(self) -> list[str]:
        """What to know before this act, above its fields."""
        return []

    @property
    def more(self) -> tuple[str, str] | None:
        """(summary, text) of what only some will ask, below its fields."""
        return None

    def arguments(self) -> dict:
        """Of the verb, for a valid form."""
        said = {argument: self.cleaned_data[field] for field, argument in self.takes.items()}
        return {**said, "seen": self.cleaned_data["versi"]}

    def refuse(self, errors: dict[str, list[str]]) -> None:
        """The verb's sentences by argument, at the fields they came from."""
        field_of = {argument: field for field, argument in self.takes.items()}
        for argument, sentences in errors.items():
            self.add_error(field_of.get(argument), sentences)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of everything written, so that an act that came too late loses no word."""
        fields = [self[name] for name in self.takes]
        return [
            (one.label, one.data)
            for one in fields
            if isinstance(one.field, WordsField) and isinstance(one.data, str) and one.data.strip()
        ]


class VerifyForm(ActForm):
    takes = {"kategori": "category", "rahasia": "confidential", "diadukan": "accused"}

    kategori = forms.ModelChoiceField(
        label=_("Kategori"),
        queryset=Category.objects.none(),
        widget=RegisterSelect,
        empty_label=None,
        error_messages={
            "required": _("Pilih kategorinya."),
            "invalid_choice": _("Pilih kategori dari daftar."),
        },
    )
    rahasia = forms.BooleanField(
        label=_("Rahasiakan pengaduan ini"),
        required=False,
        help_text=_("Tidak tampil kepada umum, dan nama pelapor disembunyikan dari meja petugas."),
    )
    diadukan = forms.ModelChoiceField(
        label=_("Petugas yang diadukan"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Tidak ada atau tidak diketahui"),
        help_text=_("Petugas yang dipilih tidak dapat melihat pengaduan ini."),
        error_messages={"invalid_choice": _("Pilih petugas dari daftar.")},
    )

    def prepare(self, case, day):
        choosable = Category.objects.choosable() | Category.objects.filter(pk=case.category_id)
        # The list offers what may be chosen; what is no longer open is the verb's to refuse.
        self.fields["kategori"].queryset = Category.objects.all()
        self.fields["kategori"].choices = _by_group(
            (one.parent.label if one.parent else "", one.pk, one.label)
            for one in choosable.select_related("parent").order_by("parent__order", "order", "pk")
        )
        posts = Membership.objects.on(day).filter(user__is_active=True).select_related("user", "agency")
        self.fields["diadukan"].queryset = User.objects.filter(pk__in=posts.values("user"))
        self.fields["diadukan"].choices = [
            ("", _("Tidak ada atau tidak diketahui")),
            *_by_group(
                (str(one.agency or _("Seluruh MPP")), one.user_id, f"{one.user} – {one.get_role_label()}")
                for one in posts.order_by("agency__short_name", "user__name", "pk")
            ),
        ]
        self.initial |= {
            "kategori": case.category_id,
            "rahasia": case.confidential or case.category.confidential,
        }
        if case.confidential:
            # A flag once set is not taken away.
            self.fields["rahasia"].disabled = True
            self.fields["rahasia"].help_text = _("Sudah dirahasiakan dan tetap rahasia.")


class ForwardForm(ActForm):
    takes = {"instansi": "agency", "pesan": "note"}

    instansi = forms.ModelChoiceField(
        label=_("Instansi yang berwenang"),
        queryset=Agency.objects.all(),
        widget=RegisterSelect,
        empty_label=_("Pilih instansi"),
        error_messages={"required": CHOOSE_AGENCY, "invalid_choice": CHOOSE_AGENCY},
    )
    pesan = free_text(
        LONGEST_NOTE,
        3,
        label=_("Pesan untuk instansi"),
        required=False,
        help_text=_("Pelapor tidak membacanya."),
    )

    def prepare(self, case, day):
        officials = Membership.objects.on(day).filter(role__in=ANSWERING_ROLES, user__is_active=True)
        agencies = list(Agency.objects.annotate(answers=Exists(officials.filter(agency=OuterRef("pk")))))
        ready = [one for one in agencies if one.answers and one.pk != case.assigned_agency_id]
        self.fields["instansi"].choices = [("", _("Pilih instansi")), *((one.pk, one.name) for one in ready)]
        self.without_officials = [one.short_name for one in agencies if not one.answers and one.has_counter]
        suggested = case.category.agency
        self.is_suggestion_ready = suggested in ready
        self.suggested = suggested if suggested.pk != case.assigned_agency_id else None
        if self.is_suggestion_ready:
            self.initial["instansi"] = suggested.pk

    @property
    def notes(self):
        notes = []
        if self.case.category.response_class == OVERSIGHT:
            notes.append(_("Pengaduan tentang perilaku petugas tidak diteruskan ke instansinya sendiri."))
        if self.suggested and self.is_suggestion_ready:
            notes.append(_("Usulan menurut kategori: %(agency)s.") % {"agency": self.suggested.short_name})
        elif self.suggested:
            sentence = _(
                "Menurut kategori: %(agency)s. Instansi itu belum punya pejabat yang menjawab di portal. "
                "Pilih instansi lain atau jawab sendiri."
            )
            notes.append(sentence % {"agency": self.suggested.short_name})
        return notes

    @property
    def more(self):
        if not self.without_officials:
            return None
        reason = _("Belum punya pejabat yang menjawab di portal: %(agencies)s.")
        agencies = {"agencies": ", ".join(self.without_officials)}
        return _("Mengapa sebuah instansi tidak ada di daftar?"), reason % agencies


class SendBackForm(ActForm):
    takes = {"pesan": "note"}

    pesan = free_text(
        LONGEST_NOTE, 3, label=_("Mengapa bukan wewenang Anda"),
        help_text=_("Sebutkan instansi yang berwenang bila Anda tahu. Pelapor tidak membacanya."),
    )  # fmt: skip


class InterimForm(ActForm):
    takes = {"tanggapan": "text"}

    tanggapan = free_text(
        label=_("Tanggapan sementara"),
        help_text=_("Tulis apa yang sedang dikerjakan dan kapan jawabannya datang. Pelapor membacanya."),
    )


class AnswerForm(ActForm):
    takes = {"jawaban": "text"}

    jawaban = free_text(
        label=_("Jawaban"),
        help_text=_("Tulis apa yang sudah dilakukan dan apa yang pelapor dapat lakukan. Pelapor membacanya."),
    )


class ArchiveForm(ActForm):
    takes = {"alasan": "reason", "penjelasan": "text"}

    alasan = forms.ChoiceField(
        label=_("Alasan"),
        choices=[("", _("Pilih alasan")), *Complaint.ArchiveReason.choices],
        error_messages={
            "required": _("Pilih salah satu alasan."),
            "invalid_choice": _("Pilih salah satu alasan."),
        },
    )
    penjelasan = free_text(
        rows=4,
        label=_("Penjelasan untuk pelapor"),
        help_text=_("Tulis mengapa dan apa yang dapat pelapor lakukan. Pelapor membacanya."),
    )


class CloseForm(ActForm):
    """Closing takes no words."""

    @property
    def notes(self):
        return [_("Batas tanggapan pelapor sudah lewat. Sesudah ditutup tidak dapat dibuka lagi.")]


class ConcealForm(ActForm):
    """Nor does keeping secret."""

    @property
    def notes(self):
        return [
            _("Pengaduan hilang dari halaman umum dan nama pelapor disembunyikan dari meja petugas."),
            _("Tidak dapat dibatalkan."),
        ]


class ReleaseForm(ActForm):
    """The officer's own wording of text and answer, begun from the originals."""

    takes = {"isi": "text", "jawaban_umum": "answer"}

    isi = free_text(label=_("Isi yang tampil kepada umum"))
    jawaban_umum = free_text(label=_("Jawaban yang tampil kepada umum"))

    def prepare(self, case, day):
        answer = case.responses.filter(kind=Response.Kind.ANSWER).last()
        told = case.public_answer or (answer.text if answer else "")
        self.initial |= {"isi": case.public_text or case.text, "jawaban_umum": told}

    @property
    def notes(self):
        return [
            _("Hapus nama, nomor, alamat, dan hal lain yang membuka siapa orangnya, juga dari jawaban."),
            _("Semua orang dapat membacanya tanpa masuk."),
        ]


def _by_group(rows) -> list[tuple[str, list[tuple[int, str]]]]:
    """(group, value, label) -> choices with a heading for each group, in the order they come."""
    groups: dict[str, list] = {}
    for group, value, label in rows:
        groups.setdefault(group, []).append((value, label))
    return list(groups.items())
