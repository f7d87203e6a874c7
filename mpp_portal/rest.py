"""Settings of the REST API, its documents, and the tokens that people give to apps."""

from environs import Env

__all__ = [
    "API_APPS",
    "API_RATES",
    "DRF_STANDARDIZED_ERRORS",
    "IDP_OIDC_ADAPTER",
    "IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN",
    "IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN",
    "REST_FRAMEWORK",
    "SPECTACULAR_SETTINGS",
]
env = Env()

API_APPS = ["allauth.idp", "allauth.idp.oidc", "rest_framework", "drf_spectacular", "drf_spectacular_sidecar"]

# How many requests in a minute: of one account, and of one address without account (a whole hall may share it).
API_RATES = {"account": env.int("API_RATE_ACCOUNT", 240), "address": env.int("API_RATE_ADDRESS", 1200)}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "foundation.rest.signing_in.BearerAuthentication",
        "foundation.rest.signing_in.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["foundation.rest.parsing.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["foundation.rest.throttles.RateThrottle"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "foundation.rest.schema.ApiSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 0,  # REMOTE_ADDR is the real one: mpp_portal.middleware.RealAddressMiddleware
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "foundation.rest.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "foundation.rest.problems.ProblemFormatter",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "MPP portal",
    "DESCRIPTION": (
        "The same acts as the pages of the portal, by the same rules. Texts of the catalogue are Indonesian; every "
        "refusal is said in Indonesian (`detail`) and English (`detail_en`) as RFC 9457 problem details. Lists come "
        "in pages by a cursor. A creating call carries an `Idempotency-Key`. The guide is `docs/api.md`."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "secret": {
                "type": "apiKey",
                "in": "header",
                "name": "Complaint-Secret",
                "description": "The secret on the receipt of a complaint without an account.",
            },
        },
    },
    "ENUM_NAME_OVERRIDES": {
        "RequirementKind": [("file", "file"), ("data", "data")],
        "ComplaintKind": "complaints.models.Complaint.Kind",
        "ResponseKind": "complaints.models.Response.Kind",
        "ProductKind": "applications.models.Permit.Kind",
        "ComplaintStatus": "complaints.models.Complaint.Status",
        "ApplicationStatus": "applications.models.Application.Status",
    },
}

IDP_OIDC_ADAPTER = "foundation.rest.provider.Provider"
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3600
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 90 * 24 * 3600
