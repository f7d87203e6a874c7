"""What may happen to the catalogue: a standard is published, and supersedes the one before it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.workflow.registers import CHANGED, CREATED, enter, label
from foundation.audit.trail import record
from services import catalogue_items as items
from services.models import ExternalSystem, FormField, Requirement, Service, Standard, Tier

SENTENCES = {
    "standard.published": _("Standar layanan %(code)s versi %(version)s diberlakukan dari katalog."),
    "external_system.created": _("Sistem luar %(code)s dimuat dari katalog."),
    "external_system.changed": _("Data sistem luar %(code)s diperbarui dari katalog."),
}


def enter_external_system(item: Mapping, meta: Mapping, *, now: datetime) -> str | None:
    """One checked system of the catalogue: "created", "changed", or None when nothing differs."""
    same = ("name", "full_name", "owner", "kind", "scope", "purpose", "studies", "verification")
    values = {column: item[column] for column in same} | {"url": item["url"] or ""}
    values |= label(meta, "kinds", item["kind"]) | label(meta, "scopes", item["scope"], "scope_label")
    return enter(ExternalSystem, item["code"], values, what="external_system", now=now)


@transaction.atomic
def publish_from_catalogue(item: Mapping, meta: Mapping, *, now: datetime) -> str | None:
    """Publish a service's standard as a checked item writes it: "created", "changed" or None.

    None: the published version says the same already. The rows of former versions are left as they are,
    for the cases that were filed under them. An act of the system: it has no person.
    """
    service = Service.objects.select_for_update().filter(code=item["code"]).first()
    former = service and service.standards.filter(status=Standard.Status.PUBLISHED).first()
    digest, agencies = items.digest(item), _agencies_of(item)
    if former and former.digest == digest:
        _let_be_found(former, items.search_text(item, agencies))
        return None
    if service is None:
        service = Service.objects.create(
            code=item["code"], channel=item["channel"], agency=agencies[item["agency"]]
        )
    else:
        service.agency, service.channel = agencies[item["agency"]], item["channel"]
        service.save(update_fields=["agency", "channel"])
    if former:
        former.status = Standard.Status.SUPERSEDED
        former.save(update_fields=["status"])
    standard = _publish(service, item, meta, agencies, digest, now=now)
    record("standard.published", standard, by=None, at=now, code=service.code, version=standard.version)
    return CHANGED if standard.version > 1 else CREATED


def _let_be_found(standard, text: str) -> None:
    """What a search looks in follows the table of everyday words and is no part of the promise."""
    if standard.search_text != text:
        Standard.objects.filter(pk=standard.pk).update(search_text=text)


def _agencies_of(item) -> dict[str, Agency]:
    codes = {
        item["agency"],
        item["technical_agency"],
        *(tier["agency"] for tier in item["verification_tiers"]),
    }
    return {agency.code: agency for agency in Agency.objects.filter(code__in=codes - {None})}


def _publish(service, item, meta, agencies, digest, *, now) -> Standard:
    system = item["external_system"]
    newest = service.standards.order_by("-version").values_list("version", flat=True).first() or 0
    standard = Standard.objects.create(
        service=service,
        version=newest + 1,
        status=Standard.Status.PUBLISHED,
        published_at=now,
        digest=digest,
        technical_agency=agencies.get(item["technical_agency"]),
        external_system=ExternalSystem.objects.get(code=system) if system else None,
        search_text=items.search_text(item, agencies),
        **items.standard_values(item),
        **label(meta, "kinds", item["kind"]),
    )
    FormField.objects.bulk_create(items.field_rows(item, standard))
    Requirement.objects.bulk_create(items.requirement_rows(item, standard))
    Tier.objects.bulk_create(items.tier_rows(item, standard, agencies))
    return standard
