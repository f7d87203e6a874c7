"""What OpenAPI says of a view, read from the same attributes the view itself works by."""

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from foundation.registry.once import MAX_KEY_LENGTH
from foundation.rest.idempotency import HEADER
from foundation.rest.problems import MEDIA_TYPE
from foundation.rest.refusal import KINDS
from foundation.rest.scopes import SCOPES
from foundation.rest.shapes import Body, Problem

KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "minLength": 1, "maxLength": MAX_KEY_LENGTH, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="A random text of your own, 1 to 64 characters; the same key with the same content creates once.",
)
# What is kept here, and so what is handed out (foundation.documents.checks).
SERVED = ("application/pdf", "image/jpeg", "image/png")
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
        view = self.view
        shows = view.shows_by.get(self.method, view.shows)
        if self.method == "DELETE" or shows is None:
            shown = {"204": OpenApiResponse(description="Done; nothing to show")}
        elif self.method == "GET" and view.serves_file:
            shown = {("200", kind): OpenApiTypes.BINARY for kind in SERVED}
        else:
            status = "201" if self.method == "POST" and view.creates else "200"
            shown = {status: shows(many=self._is_list_view())}
        refused = {
            (status, MEDIA_TYPE): OpenApiResponse(Problem, description=REFUSALS[status])
            for status in self._refusals()
        }
        return shown | refused

    def get_auth(self):
        opened_by = self.view.opened_by
        return super().get_auth() + ([{opened_by: []}] if opened_by else [])

    def get_examples(self):
        view, found = self.view, []
        if self.method in view.examples:
            found.append(OpenApiExample("Answer", view.examples[self.method], response_only=True))
        if "takes" in view.examples and self.method in ("POST", "PUT", "PATCH"):
            found.append(OpenApiExample("Body", view.examples["takes"], request_only=True))
        return found

    def _map_basic_serializer(self, serializer, direction):
        found = super()._map_basic_serializer(serializer, direction)
        # What a body does not name is refused.
        return found | {"additionalProperties": False} if isinstance(serializer, Body) else found

    def _refusals(self) -> list[str]:
        view, found = self.view, ["400", "401", "403", "404", "406", "429"]
        if self.method in ("POST", "PUT", "PATCH", "DELETE"):
            found += ["409", "413", "415"] + (["422"] if view.creates else [])
        return sorted(status for status in found if int(status) in KINDS)

    def _is_list_view(self, serializer=None) -> bool:
        return self.method == "GET" and self.view.is_list


class OnlyWhatIsAsked(OpenApiSerializerExtension):
    """A body holds the named fields and no other."""

    target_class = "foundation.rest.shapes.Body"
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        shape = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return shape | ({"additionalProperties": False} if direction == "request" else {})


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "foundation.rest.signing_in.BearerAuthentication"
    name = "token"

    def get_security_requirement(self, auto_schema):
        scope = auto_schema.view.scope
        return {self.name: [scope] if scope and not auto_schema.view.public else []}

    def get_security_definition(self, auto_schema):
        told = "\n".join(f"- `{scope}`: {words}" for scope, words in SCOPES.items())
        return {
            "type": "http",
            "scheme": "bearer",
            "description": f"A token that a person gave an app, good for the scopes she agreed to:\n{told}",
        }


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "foundation.rest.signing_in.BrowserAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "A browser that is signed in; what changes something also needs X-CSRFToken.",
        }
