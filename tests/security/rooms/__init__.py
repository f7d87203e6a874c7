"""What each room adds to the tests that knock at every route."""

from tests.security.rooms import api, complaints, kiosk, messages, operations, pages, reports

ROOMS = (api, complaints, kiosk, messages, operations, pages, reports)
