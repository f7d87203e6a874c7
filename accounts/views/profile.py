"""The citizen's own pages: her data, those in her care, the organisations she files for."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.profile import DependantForm, OrganisationForm, ProfileForm
from accounts.models import CitizenProfile, Dependant, Organisation, Region
from accounts.validators import nik_warnings
from accounts.workflow import profile_of, save_dependant, save_organisation, save_profile
from foundation.registry.clock import database_now


def _own_profile(user) -> CitizenProfile | None:
    return CitizenProfile.objects.filter(user=user).first()


def _onward(request) -> str:
    """Where the person wanted to go before she was sent here; only a path of this portal."""
    path = request.POST.get("lanjut") or request.GET.get("lanjut") or ""
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _warnings(person, region_code: str = "") -> list[str]:
    if not person or not person.nik:
        return []
    known = Region.objects.exclude(level__in=["kelurahan", "desa"]).values_list("code", flat=True)
    return nik_warnings(
        person.nik,
        birth_date=person.birth_date,
        sex=person.sex,
        region_code=region_code,
        known_regions=known,
    )


@require_http_methods(["GET", "POST"])
def profile(request):
    """Her data; after saving she goes on to `?lanjut=`, or stays and reads what seems odd."""
    known = _own_profile(request.user)
    form = ProfileForm(request.POST or None, user=request.user, profile=known)
    onward = _onward(request)
    if request.method == "POST" and form.is_valid():
        saved = save_profile(request.user, form.values(), by=request.user, now=database_now())
        messages.success(request, _("Profil Anda sudah disimpan."))
        if onward:
            for sentence in _warnings(saved, saved.region_id or saved.province_id or ""):
                messages.warning(request, sentence)
        return redirect(onward or "profile")
    context = {
        "form": form,
        "profile": known,
        "onward": onward,
        "phone_signs_in": settings.PHONE_CODES_SENT,
        "warnings": _warnings(known, known.region_id or known.province_id or "") if known else [],
    }
    return render(request, "accounts/profile.html", context, status=400 if form.errors else 200)


def _cared_for(request, model, pk):
    owner = {"guardian__user": request.user} if model is Dependant else {"representative__user": request.user}
    return get_object_or_404(model, pk=pk, **owner) if pk else None


@require_http_methods(["GET", "POST"])
def organisations(request, pk=None):
    """The organisations she files for; with `pk` the form changes one of them, without it adds one."""
    row = _cared_for(request, Organisation, pk)
    initial = {name: getattr(row, name) for name in ("name", "nib", "npwp")} if row else None
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _save(request, form, save_organisation, organisation=row)
        return redirect(_onward(request) or "organisations")
    context = {
        "form": form,
        "row": row,
        "rows": Organisation.objects.filter(representative__user=request.user).order_by("name"),
        "onward": _onward(request),
    }
    return render(request, "accounts/organisations.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def dependants(request, pk=None):
    """Children and wards in her care; with `pk` the form changes one of them, without it adds one."""
    row = _cared_for(request, Dependant, pk)
    names = ("relation", "full_name", "birth_place", "birth_date", "sex")
    initial = {name: getattr(row, name) for name in names} if row else {"relation": Dependant.Relation.CHILD}
    form = DependantForm(request.POST or None, initial=initial)
    if row:
        form.keep_stored({"nik": row.nik})
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, save_dependant, dependant=row)
        for sentence in _warnings(saved):
            messages.warning(request, sentence)
        return redirect(_onward(request) or "dependants")
    context = {
        "form": form,
        "row": row,
        "rows": Dependant.objects.filter(guardian__user=request.user).order_by("full_name"),
        "onward": _onward(request),
    }
    return render(request, "accounts/dependants.html", context, status=400 if form.errors else 200)


def _save(request, form, verb, **row):
    """Change the row, or add one for this form; the same form again adds none."""
    now = database_now()
    ((name, present),) = row.items()

    def write():
        owner = profile_of(request.user, by=request.user, now=now)
        return verb(owner, form.values(), by=request.user, now=now, **row)

    if present:
        saved = write()
    else:
        pk, _new = form.create_once(f"user:{request.user.pk}:{name}", write, now=now)
        saved = (Organisation if name == "organisation" else Dependant).objects.get(pk=pk)
    messages.success(request, _("%(name)s sudah disimpan.") % {"name": saved})
    return saved
