from django.http import HttpResponse
from django.utils.http import content_disposition_header

from foundation.documents.models import Document
from foundation.documents.photos import stamp
from foundation.documents.storing import read

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'"


def serve(document: Document, *, download: bool, small: bool = False) -> HttpResponse:
    """The file as an answer: saved under its shown name, or previewed inside a frame of this portal.

    The caller has checked that the person may see the document. Raises WrongKey or OSError for a damaged one.
    `small`: of a picture a copy in the size of a stamp, for a list.
    """
    data = read(document)
    if small and document.is_picture:
        data = stamp(data, document.kind)
    response = HttpResponse(data, content_type=document.kind)
    response["Content-Disposition"] = content_disposition_header(download, document.name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY" if download else "SAMEORIGIN"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
