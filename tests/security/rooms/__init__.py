"""What each room adds to the tests that knock at every route."""

from tests.security.rooms import api, complaints, messages, operations, pages, reports

ROOMS = (api, complaints, messages, operations, pages, reports)
