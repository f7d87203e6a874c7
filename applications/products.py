"""What is printed on a product, taken from its file."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Region
from accounts.validators import mask_nik
from applications.models import Permit
from applications.sheets import ProductSheet
from services.forms import display_answers

# A product is a letter of the mall: Indonesian, whatever language the officer's screen speaks.
LANGUAGE = "id"


def sheet_for(permit: Permit, *, now: datetime) -> ProductSheet:
    """The sheet of one product; NIK masked, since a permit is shown to others."""
    application = permit.application
    standard, identity = application.standard, application.identity
    with override(LANGUAGE):
        fields = list(standard.fields.all())
        particulars = [(field.label, text) for field, text in display_answers(fields, application.answers)]
        return ProductSheet(
            kind=permit.kind,
            title=permit.product,
            number=permit.number,
            agency_name=permit.agency.name,
            agency_short=permit.agency.short_name,
            government=settings.MALL["government"],
            mall_name=settings.MALL["name"],
            mall_address=settings.MALL["address"],
            service_name=standard.name,
            holder_name=permit.holder_name,
            holder_detail=_holder(identity),
            particulars=particulars if permit.kind == Permit.Kind.PERMIT else [],
            legal_basis=standard.legal_basis,
            issued_on=permit.issued_on,
            valid_until=permit.valid_until,
            validity_text=standard.validity_text,
            city=settings.MALL["city"],
            signer_title=_("Kepala %(agency)s") % {"agency": permit.agency.name},
            application_number=application.number,
            check_url=settings.PORTAL_URL + reverse("permit_check", args=[permit.code]),
            printed_at=timezone.localtime(now).replace(microsecond=0),
            language=LANGUAGE,
        )


def _address(identity: dict) -> str:
    """Street, and the kelurahan with its kecamatan; outside the city what was typed, and the province."""
    region = Region.objects.filter(code=identity["region"]).select_related("parent").first()
    return ", ".join(part for part in (identity["address"], region.in_full if region else "") if part)


def _holder(identity: dict) -> list[tuple[str, str]]:
    rows = []
    if organisation := identity.get("organisation"):
        rows += [(_("NIB"), organisation["nib"]), (_("Diwakili oleh"), identity["full_name"])]
    if dependant := identity.get("dependant"):
        rows += [(_("NIK"), mask_nik(dependant["nik"])), (_("Diajukan oleh"), identity["full_name"])]
    if not organisation and not dependant:
        rows.append((_("NIK"), mask_nik(identity["nik"])))
    rows.append((_("Alamat"), _address(identity)))
    return [(label, text) for label, text in rows if text]
