"""A person and the apps that act for her: she allows one, sees them all, takes one back."""

from urllib.parse import urlsplit

from allauth.idp.oidc.models import Client, Token
from allauth.idp.oidc.views import AuthorizationView
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.workflow.connections import disconnect, note_allowed
from foundation.registry.clock import database_now
from foundation.rest.scopes import SCOPES


class Consent(AuthorizationView):
    """What the app will be able to do, in her words; refusing is as easy as agreeing."""

    def get(self, request, *args, **kwargs):
        if any("\0" in word for words in request.GET.lists() for word in words[1]):
            raise ValidationError(_("Alamat ini tidak lengkap. Mulai lagi dari aplikasinya."))
        response = super().get(request, *args, **kwargs)
        # allauth draws what it cannot trust (an unknown app, another address) as a page of its own.
        is_refusal = response.status_code == 200 and not isinstance(response, TemplateResponse)
        response.status_code = 400 if is_refusal else response.status_code
        return response

    def post(self, request, *args, **kwargs):
        if not request.POST.get("request"):
            # No question, so no answer: the page asks again, or says that it knows no such app.
            return redirect(f"{reverse('app_consent')}?{request.POST.urlencode()}")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        address = urlsplit(self._request_info["redirect_uri"])
        return context | {
            "abilities": [(scope, SCOPES[scope]) for scope in self._scopes],
            "goes_to": address.hostname or address.scheme,
        }

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        # Browsers hold the way back to the app for a target of this form.
        address = urlsplit(self._request_info["redirect_uri"])
        target = f"{address.scheme}://{address.netloc}" if address.netloc else f"{address.scheme}:"
        response._csp_update = {"form-action": target}
        return response

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        if "code=" in response.get("Location", ""):
            client = Client.objects.get(pk=self._request_info["client_id"])
            note_allowed(client, form.cleaned_data["scopes"], by=self.request.user, now=database_now())
        return response


consent = Consent.as_view()
# allauth lets apps post here from outside; ours send people by GET, so the form is guarded as every other.
consent.csrf_exempt = False
# Nor does it ask allauth, which lets nobody in where the address says `prompt=none`.
consent.login_required = True


@require_safe
def connected(request):
    """The apps that hold a token of hers."""
    held = Token.objects.valid().filter(user=request.user, client__isnull=False)
    since = held.values("client").annotate(first=Min("created_at")).values_list("client", "first")
    scopes = {token.client_id: token.get_scopes() for token in held.order_by("pk")}
    clients = Client.objects.in_bulk([pk for pk, _first in since])
    rows = [
        {"client": clients[pk], "since": first, "abilities": [SCOPES.get(one, one) for one in scopes[pk]]}
        for pk, first in sorted(since, key=lambda pair: pair[1])
    ]
    return render(request, "idp/connected.html", {"rows": rows})


@require_POST
def take_back(request, client):
    """The app can do nothing more for her, from now on."""
    held = Client.objects.filter(token__user=request.user).distinct()
    app = get_object_or_404(held, pk=client)
    disconnect(app, by=request.user, now=database_now())
    messages.success(request, _("%(name)s tidak bisa lagi bertindak atas nama Anda.") % {"name": app.name})
    return redirect("connected_apps")
