"""How far a draft is: its parts, each judged from the stored answers by the checks that forbid sending."""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from applications.forms.uploading import Wanted, wanted
from applications.models import Application
from applications.workflow.checks import says_something, typed
from services.conditions import shown
from services.forms import Topic, build_form, topics_of

# As `shell/task.html` knows them.
NEW, PARTIAL, DONE, OPTIONAL, UNNEEDED = "todo", "started", "done", "optional", "unneeded"
COUNTED = (NEW, PARTIAL, DONE)


class Fault(NamedTuple):
    """What forbids sending: label (the catalogue's own, or ours), what to do about it, and where."""

    label: str
    sentence: str
    url: str
    is_catalogue: bool = True


class Part(NamedTuple):
    """One task of the list. `labels`: what it asks in the catalogue's words; `title` None: they are its name."""

    code: str
    title: str | None
    labels: str
    state: str
    url: str
    faults: list[Fault]


class Progress:
    """`answers`: the clean ones; `form`: the stored ones as typed, judged; `wanted`: the documents."""

    def __init__(self, application: Application, *, now: datetime, errors: dict | None = None):
        self.application = application
        self.rows = list(application.standard.fields.all())
        self.topics = topics_of(self.rows)
        stored = typed(application.answers)
        self.form = build_form(self.rows, data=stored, today=timezone.localdate(now))
        self.form.is_valid()
        self.answers = self.form.cleaned_answers()
        self.asked = shown(self.rows, self.form.cleaned_data)
        self.wanted: Wanted = wanted(application, self.answers, errors=errors)

    @cached_property
    def parts(self) -> list[Part]:
        return [self._applicant(), *self.topic_parts, self.documents]

    @cached_property
    def topic_parts(self) -> list[Part]:
        return [self._topic(one) for one in self.topics]

    @property
    def counted(self) -> list[Part]:
        """Without those that nobody has to fill in."""
        return [one for one in self.parts if one.state in COUNTED]

    @property
    def done(self) -> int:
        return sum(one.state == DONE for one in self.parts)

    @property
    def faulty(self) -> list[Part]:
        """The parts that forbid sending."""
        return [one for one in self.parts if one.faults]

    def next_part(self, code: str = "") -> Part | None:
        """The first one after that part which is not finished, else the first that forbids sending."""
        codes = [one.code for one in self.parts]
        later = self.parts[codes.index(code) + 1 :] if code else []
        unfinished = [one for one in later if one.state in (NEW, PARTIAL, OPTIONAL)]
        return next(iter([*unfinished, *self.faulty]), None)

    def _applicant(self) -> Part:
        back = reverse("apply_tasks", args=[self.application.pk])
        url = f"{reverse('profile')}?{urlencode({'lanjut': back})}"
        if self.application.applicant.is_complete:
            return Part("pemohon", _("Data pemohon"), "", DONE, url, [])
        fault = Fault(_("Profil Anda"), _("Lengkapi profil Anda sebelum mengirim."), url, False)
        return Part("pemohon", _("Data pemohon"), "", PARTIAL, url, [fault])

    def _topic(self, topic: Topic) -> Part:
        url = topic_url(self.application, topic.number)
        faults = [
            Fault(row.label, message, f"{url}&periksa=1#{anchor(self.form[row.key])}")
            for row in topic.rows
            for message in self.form.errors.get(row.key, ())
        ]
        state = self._state_of_topic(topic, bool(faults))
        if state == NEW:
            # Nothing is gained by naming every question of a page that was not begun.
            named = topic.title or topic.labels
            faults = [Fault(named, _("Bagian ini belum diisi."), url, is_catalogue=topic.title is None)]
        return Part(code_of(topic), topic.title, topic.labels, state, url, faults)

    def _state_of_topic(self, topic: Topic, has_faults: bool) -> str:
        asked = topic.keys & self.asked
        is_begun = any(says_something(self.application.answers.get(key)) for key in asked)
        if not asked:
            return UNNEEDED
        if has_faults:
            return PARTIAL if is_begun else NEW
        return DONE if is_begun else OPTIONAL

    @cached_property
    def documents(self) -> Part:
        url = reverse("apply_documents", args=[self.application.pk])
        faults = [
            Fault(slot.requirement.label, _("Unggah berkas ini."), f"{url}#berkas-{slot.requirement.code}")
            for slot in self.wanted.missing
        ]
        slots = self.wanted.slots
        held = [slot for slot in slots if slot.attachment]
        if faults:
            state = PARTIAL if held else NEW
        else:
            state = UNNEEDED if not slots else DONE if held else OPTIONAL
        return Part("berkas", _("Berkas"), "", state, url, faults)


def topic_url(application: Application, number: int) -> str:
    return f"{reverse('apply_form', args=[application.pk])}?{urlencode({'bagian': number})}"


def code_of(topic: Topic) -> str:
    return f"isian-{topic.number}"


def anchor(field) -> str:
    """The id that a link of an error leads to, as `shell/error_summary.html` has it."""
    return field.id_for_label or f"{field.auto_id}_0"
