"""The turns of life that this mall answers, with the services that answer them."""

from services.life_events import LifeEvent, offered
from services.models import Standard


def events_here() -> list[LifeEvent]:
    """Those with at least one published service; one query."""
    codes = Standard.objects.published().order_by().values_list("service__code", flat=True)
    return offered(set(codes))


def services_of(event: LifeEvent) -> list[dict]:
    """`when` it is wanted and the published `standard` of each lead, in their order; one query."""
    wanted = [lead.service for lead in event.leads]
    published = Standard.objects.published().filter(service__code__in=wanted)
    by_code = {standard.service.code: standard for standard in published}
    return [{"when": lead.when, "standard": by_code[lead.service]} for lead in event.leads]
