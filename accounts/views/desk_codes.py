"""People with a phone only: where the code waits, where it is printed, where it is typed."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.desk_codes import DeskCodeForm, FindAccountForm, PrintCodeForm
from accounts.models import DeskCode
from accounts.permissions import prints_desk_codes, require
from accounts.validators import mask_name, show_phone
from accounts.workflow.desk_codes import (
    account_with,
    digits_of,
    no_such_account,
    print_desk_code,
    purpose_for,
    use_desk_code,
    why_not,
)
from foundation.registry.clock import database_now
from foundation.registry.refusals import status_of

LIMIT, FINDING = "desk_code", "desk_code_find"


def _for_nobody_signed_in(view):
    """Who is signed in needs no code; the code would end this very session."""

    @login_not_required
    @wraps(view)
    def answer(request, *args, **kwargs):
        return redirect("landing") if request.user.is_authenticated else view(request, *args, **kwargs)

    return answer


@require_safe
@_for_nobody_signed_in
def wait(request):
    """What to do now: come to the desk with the KTP. The same for every number, known or not."""
    return render(request, "account/desk_code_wait.html")


@require_http_methods(["GET", "POST"])
@_for_nobody_signed_in
def use(request):
    form = DeskCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["nomor"]
        if too_many := consume_or_429(request, action=LIMIT, key=phone):
            return too_many
        try:
            use_desk_code(
                phone,
                form.cleaned_data["kode"],
                password=form.cleaned_data["password1"],
                by=None,
                now=database_now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            # Her failed attempts to sign in are forgiven with the password that she had forgotten.
            get_adapter()._delete_login_attempts_cached_email(request, phone=phone)
            messages.success(
                request, _("Kata sandi sudah disimpan. Masuk dengan nomor HP dan kata sandi itu.")
            )
            return redirect("account_login")
    return render(request, "account/desk_code.html", {"form": form}, status=400 if form.errors else 200)


def _found(request, user, form, now, status=200):
    context = {
        "find": FindAccountForm(initial={"nomor": show_phone(user.phone)}),
        "account": user,
        "name": mask_name(str(user.name)),
        "refusal": why_not(user, by=request.user, now=now),
        "purpose": DeskCode.Purpose(purpose_for(user)).label,
        "form": form,
    }
    return render(request, "accounts/desk_code_find.html", context, status=status)


@require_http_methods(["GET", "POST"])
def find(request):
    """The officer looks for an account by its whole number; it is posted, so that no log keeps it."""
    require(prints_desk_codes(request.user))
    form = FindAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if too_many := consume_or_429(request, action=FINDING, key=str(request.user.pk)):
            return too_many
        user = account_with(form.cleaned_data["nomor"])
        if user is not None:
            seen = {"nomor": user.phone, "untuk": purpose_for(user)}
            return _found(request, user, PrintCodeForm(initial=seen), database_now())
        form.add_error("nomor", no_such_account())
    context = {"find": form, "form": None}
    return render(request, "accounts/desk_code_find.html", context, status=400 if form.errors else 200)


@require_POST
def print_code(request):
    """Print once for this form, then go to the slip."""
    require(prints_desk_codes(request.user))
    form, now = PrintCodeForm(request.POST), database_now()
    if form.is_valid():
        asked = form.cleaned_data
        try:
            pk, _is_new = form.create_once(
                f"user:{request.user.pk}:desk-code",
                lambda: print_desk_code(
                    asked["nomor"], purpose=asked["untuk"], ktp_seen=asked["ktp"], by=request.user, now=now
                ),
                now=now,
            )
            return redirect("desk_code_slip", pk=pk)
        except ValidationError as error:
            if status_of(error) != 400:
                raise
            form.add_error(None, error)
    if too_many := consume_or_429(request, action=FINDING, key=str(request.user.pk)):
        return too_many
    user = account_with(form.cleaned_data.get("nomor", ""))
    if user is None:
        return render(request, "accounts/desk_code_find.html", {"find": FindAccountForm()}, status=400)
    return _found(request, user, form, now, status=400)


@require_safe
def slip(request, pk):
    """The slip, for the officer who printed it and as long as it lives."""
    require(prints_desk_codes(request.user))
    live = DeskCode.objects.live(database_now()).select_related("user")
    code = get_object_or_404(live, pk=pk, printed_by=request.user)
    digits = digits_of(code)
    context = {
        "code": code,
        "address": f"{settings.PORTAL_URL}{reverse('desk_code')}",
        "digits": f"{digits[:4]} {digits[4:]}",
        "ending": code.user.phone[-4:],
    }
    return render(request, "accounts/desk_code_slip.html", context)
