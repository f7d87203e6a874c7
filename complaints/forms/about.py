"""What a complaint is about: a file of one's own, a service, an agency, or none of these."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import Agency
from applications.models import Application
from foundation.registry.forms import RegisterSelect
from services.models import Service, Standard

FILE, SERVICE, AGENCY = "permohonan", "layanan", "instansi"


def sent_files(user):
    """Files of her own that have a number."""
    if not user.is_authenticated:
        return Application.objects.none()
    return Application.objects.own(user).filter(number__isnull=False)


class AboutField(forms.CharField):
    """One list for all three, valued "kind:code"; gives {} or {"application" | "service" | "agency": row}."""

    widget = RegisterSelect

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def of(self, user) -> None:
        self.user = user
        self.widget.choices = lambda: choices(user)

    def clean(self, value) -> dict:
        """Somebody else's file is like one that does not exist: Http404."""
        kind, _colon, code = super().clean(value).partition(":")
        if not kind:
            return {}
        if kind == FILE:
            return {"application": _file(code, self.user)}
        rows = {SERVICE: ("service", Service), AGENCY: ("agency", Agency)}
        name, model = rows.get(kind, ("", None))
        found = model.objects.filter(code=code[:80]).first() if model else None
        if found is None:
            raise ValidationError(_("Pilihan ini tidak ada. Pilih salah satu dari daftar."))
        return {name: found}


def _file(pk: str, user) -> Application:
    try:
        found = sent_files(user).select_related("applicant").filter(pk=pk).first()
    except ValidationError:
        found = None
    if found is None:
        raise Http404
    return found


def choices(user) -> list[tuple]:
    groups = [("", _("Tidak tahu"))]
    files = sent_files(user).select_related("standard").order_by("-submitted_at")
    if mine := [(f"{FILE}:{one.pk}", f"{one.number} – {one.standard.name}") for one in files]:
        groups.append((_("Permohonan saya"), mine))
    standards = Standard.objects.published().order_by("name").values_list("service__code", "name")
    groups.append((_("Layanan"), [(f"{SERVICE}:{code}", name) for code, name in standards]))
    agencies = Agency.objects.order_by(Lower("name")).values_list("code", "name")
    groups.append((_("Instansi"), [(f"{AGENCY}:{code}", name) for code, name in agencies]))
    return groups
