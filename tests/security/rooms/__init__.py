"""What each room adds to the tests that knock at every route."""

from tests.security.rooms import complaints, messages, operations, pages, reports

ROOMS = (complaints, messages, operations, pages, reports)
