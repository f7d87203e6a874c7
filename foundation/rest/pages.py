"""Long lists, a page at a time. A cursor is sealed for the list, the filters and the person it was made for.

Sealed and not only signed: it holds a value of the last row, to the second, which the list itself may keep back.
"""

import base64
import json

from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.utils.urls import replace_query_param

from foundation.rest.refusal import Refusal
from foundation.vault.crypto import WrongKey, seal, unseal

PER_PAGE, MOST_PER_PAGE = 20, 100
CURSOR, SIZE = "cursor", "page_size"
WRONG_SIZE = _("Ukuran halaman harus bilangan dari 1 sampai 100.")
WRONG_CURSOR = _("Cursor ini bukan untuk daftar dan saringan ini. Mulai lagi tanpa cursor.")


class BoundCursor(CursorPagination):
    """Ordered by the view's `ordering`; ties are kept apart by the key, so end it with one."""

    page_size, page_size_query_param, max_page_size = PER_PAGE, SIZE, MOST_PER_PAGE
    cursor_query_param = CURSOR
    cursor_query_description = (
        "From `next` or `previous` of the page before; it fits this list and these filters only."
    )
    page_size_query_description = "1 to 100; 20 when it is not said."

    def paginate_queryset(self, queryset, request, view=None):
        self.bound_to = _list_of(request)
        return super().paginate_queryset(queryset, request, view)

    def get_page_size(self, request) -> int:
        text = request.query_params.get(SIZE)
        if text is None:
            return PER_PAGE
        size = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PER_PAGE)) else 0
        if not 0 < size <= MOST_PER_PAGE:
            raise Refusal(400, WRONG_SIZE, code="page_size", field=SIZE)
        return size

    def get_schema_operation_parameters(self, view) -> list[dict]:
        found = super().get_schema_operation_parameters(view)
        limits = {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE}
        return [one | {"schema": limits} if one["name"] == SIZE else one for one in found]

    def get_ordering(self, request, queryset, view):
        return tuple(view.ordering)

    def encode_cursor(self, cursor: Cursor) -> str:
        plain = json.dumps([cursor.offset, cursor.reverse, cursor.position]).encode()
        text = base64.urlsafe_b64encode(seal(plain, self.bound_to)).decode()
        return replace_query_param(self.base_url, CURSOR, text)

    def decode_cursor(self, request) -> Cursor | None:
        text = request.query_params.get(CURSOR)
        if text is None:
            return None
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            offset, reverse, position = json.loads(unseal(sealed, self.bound_to))
        except (WrongKey, ValueError) as error:
            raise Refusal(400, WRONG_CURSOR, code="cursor", field=CURSOR) from error
        return Cursor(offset=offset, reverse=reverse, position=position)


class RankedCursor(BoundCursor):
    """For a list in an order of its own (the best match first): counts from its beginning."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.bound_to = request, _list_of(request)
        self.base_url = request.build_absolute_uri()
        size = self.get_page_size(request)
        cursor = self.decode_cursor(request)
        start = cursor.offset if cursor else 0
        rows = list(queryset[start : start + size + 1])
        self.following = start + size if len(rows) > size else None
        self.former = max(start - size, 0) if start else None
        return rows[:size]

    def get_next_link(self):
        return self._link(self.following)

    def get_previous_link(self):
        return self._link(self.former)

    def _link(self, offset: int | None) -> str | None:
        return (
            None
            if offset is None
            else self.encode_cursor(Cursor(offset=offset, reverse=False, position=None))
        )


def _list_of(request) -> str:
    asked = sorted(
        (name, value) for name, value in request.query_params.items() if name not in (CURSOR, SIZE)
    )
    return repr((request.path, asked, request.user.pk))
