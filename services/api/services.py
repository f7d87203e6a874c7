"""The catalogue: services, and the present standard of one of them."""

from django.shortcuts import get_object_or_404

from foundation.rest.pages import RankedCursor
from foundation.rest.views import ApiView
from services.api.examples import example
from services.api.form_schema import form_schema
from services.models import Standard
from services.serializers import ServiceLine, ServiceQuery, ServiceShape
from services.steps import step_lines

COLUMN_OF = {"agency": "service__agency__code", "kind": "kind", "channel": "service__channel"}


class Services(ApiView):
    """Services with a published standard, in the order of their names or of how well they match `q`."""

    public = machines = True
    shows, asks, pages = ServiceLine, ServiceQuery, RankedCursor
    examples = {"GET": example("service_line")}

    def get(self, request):
        asked = {column: self.query[name] for name, column in COLUMN_OF.items() if name in self.query}
        found = Standard.objects.published().filter(**asked)
        if words := self.query.get("q", ""):
            found, _reading = found.search(words)
        return self.page(found)


class ServiceDetail(ApiView):
    """The present standard of one service, with the form of its application as JSON Schema."""

    public = machines = True
    shows = ServiceShape
    examples = {"GET": example("service")}

    def get(self, request, code):
        standard = get_object_or_404(Standard.objects.published(), service__code=code)
        standard.tier_rows = list(standard.tiers.select_related("agency"))
        standard.requirement_rows = list(standard.requirements.all())
        standard.steps = step_lines(standard, standard.tier_rows)
        standard.form = form_schema(standard, standard.fields.all())
        return self.show(standard)
