"""Agencies of the mall."""

from accounts.models import Agency
from foundation.rest.views import ApiView
from services.api.examples import example
from services.serializers import AgencyShape


class Agencies(ApiView):
    """The agencies that serve in this mall."""

    public = machines = True
    shows = AgencyShape
    ordering = ("code",)
    examples = {"GET": example("agency")}

    def get(self, request):
        return self.page(Agency.objects.all())
