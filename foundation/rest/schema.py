"""What OpenAPI says of a view, read from the same attributes the view itself works by."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from foundation.rest.idempotency import HEADER
from foundation.rest.problems import MEDIA_TYPE
from foundation.rest.refusal import KINDS
from foundation.rest.shapes import Problem

KEY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="A random text of your own, 1 to 64 characters; the same key with the same content creates once.",
)
REFUSALS = {
    "400": "A field or a filter is not right",
    "401": "Not signed in, or the token is not valid",
    "403": "Not yours to do, or outside the token's scope",
    "404": "No such thing, or none that you may see",
    "406": "Only JSON is answered here",
    "409": "The state has changed; `present` shows it",
    "413": "Too large",
    "415": "Another kind of content is asked here",
    "422": "The Idempotency-Key was used for other content",
    "429": "Too many requests; see Retry-After",
}


class ApiSchema(AutoSchema):
    def get_override_parameters(self):
        view = self.view
        found = [view.asks] if self.method == "GET" and view.asks._declared_fields else []
        return found + ([KEY] if self.method == "POST" and view.creates else [])

    def get_request_serializer(self):
        return self.view.takes if self.method in ("POST", "PUT", "PATCH") else None

    def get_response_serializers(self):
        if self.method == "DELETE":
            shown = {"204": OpenApiResponse(description="Gone")}
        else:
            status = "201" if self.method == "POST" and self.view.creates else "200"
            shown = {status: self.view.shows(many=self._is_list_view())}
        refused = {
            (status, MEDIA_TYPE): OpenApiResponse(Problem, description=REFUSALS[status])
            for status in self._refusals()
        }
        return shown | refused

    def _refusals(self) -> list[str]:
        view, found = self.view, ["400", "401", "403", "404", "406", "429"]
        if self.method in ("POST", "PUT", "PATCH", "DELETE"):
            found += ["409", "413", "415"] + (["422"] if view.creates else [])
        return sorted(status for status in found if int(status) in KINDS)

    def _is_list_view(self, serializer=None) -> bool:
        return self.method == "GET" and self.view.is_list

    def get_auth(self):
        return ([{}] if self.view.public else []) + super().get_auth()
