"""Doors of the REST API: row of the matrix -> doors; routes that are parts of a row."""

from allauth.idp.oidc.models import Token
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.workflow.connections import create_app
from foundation.rest.scopes import SCOPES
from tests.access.doors import Door, page
from tests.access.stage import SERVICE

PERSON = {
    "full_name": "Sari", "nik": "3574015708900001", "birth_date": "1990-08-17", "residence": "city",
    "address": "Jalan Mawar 7", "region": "35.74.03.1001",
}  # fmt: skip
FIRM = {"name": "CV Mawar", "nib": "1234567890123"}
CHILD = {"relation": "child", "full_name": "Wayan", "birth_date": "2018-08-17"}
RETURN = "https://aplikasi.contoh.id/kembali"


def asked_for_consent(stage, actor):
    app, _secret = create_app(
        "Aplikasi contoh", redirect_uris=[RETURN], scopes=["profile"], by=None, now=stage.now
    )
    asked = {"client_id": app.pk, "response_type": "code", "redirect_uri": RETURN, "scope": "profile"}
    return f"{reverse('app_consent')}?{urlencode(asked)}", {}


def machine_token() -> str:
    """A token of an app without a person, as an agency's own app will hold one."""
    app, _secret = create_app(
        "Sistem instansi", redirect_uris=[RETURN], scopes=SCOPES, by=None, now=timezone.now()
    )
    token = Token(client=app, type=Token.Type.ACCESS_TOKEN)
    token.set_value("token-sistem-instansi")
    token.set_scopes(list(SCOPES))
    token.save()
    return "token-sistem-instansi"


DOORS: dict[str, list[Door]] = {
    "katalog.layanan_terbit.lihat": [
        page("api-agencies"),
        page("api-services"),
        page("api-service", SERVICE),
    ],
    "akun.profil_sendiri.lihat_ubah": [
        page("api-profile"),
        page("api-organisations"),
        page("api-dependants"),
        Door("patch", "api-profile", lambda stage, actor: (reverse("api-profile"), PERSON), json=True),
        Door(
            "post", "api-organisations", lambda stage, actor: (reverse("api-organisations"), FIRM), json=True
        ),
        Door("post", "api-dependants", lambda stage, actor: (reverse("api-dependants"), CHILD), json=True),
    ],
    "api.skema.lihat": [page("api-schema"), page("api-docs")],
    "api.aplikasi.izinkan_cabut": [page("connected_apps"), Door("get", "app_consent", asked_for_consent)],
}
PARTS: dict[str, str] = {
    # Whatever stands below /api/ and is nothing: refused to everybody.
    "api-nothing": "api.di_luar_scope",
    "disconnect_app": "api.aplikasi.izinkan_cabut",
    # Where an app comes for the token of somebody who agreed.
    "api-token": "api.aplikasi.izinkan_cabut",
    "api-token-revoke": "api.aplikasi.izinkan_cabut",
    "api-organisation": "akun.profil_sendiri.lihat_ubah",
    "api-dependant": "akun.profil_sendiri.lihat_ubah",
}
