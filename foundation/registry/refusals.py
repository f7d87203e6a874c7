"""With which status a broken rule is answered, by the code of its ValidationError; 400 where it has none of these."""

from django.core.exceptions import ValidationError

STATUS_OF_CODE = {
    "state": 409,
    "idempotency": 422,
    "too_many": 429,
    "upload_size": 413,
    "storage": 503,
}


def status_of(error: ValidationError) -> int:
    """The status of its first sentence that has one of its own; of errors by field, as of a form, 400."""
    return _status(getattr(error, "error_list", []))


def status_of_form(form) -> int:
    return _status(error for errors in form.errors.as_data().values() for error in errors)


def is_stale(error: ValidationError) -> bool:
    """Whether the row was changed meanwhile, so that the present state is shown."""
    return any(one.code == "state" for one in getattr(error, "error_list", []))


def _status(errors) -> int:
    return next((STATUS_OF_CODE[one.code] for one in errors if one.code in STATUS_OF_CODE), 400)
