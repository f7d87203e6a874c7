import pytest

from mpp_portal.demo import cast as demo
from tests.snapshot import stand_in_place


@pytest.fixture
def portal(transactional_db, live_server, settings):
    """The catalogue and the demo's logins, served; its address."""
    settings.PORTAL_URL = live_server.url
    stand_in_place()
    demo.make()
    return live_server.url
