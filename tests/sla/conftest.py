import pytest

from sla.workflow import load_calendar


@pytest.fixture
def mall_calendar(db, now):
    """The mall's holidays and hours as rows, loaded by the project's own verb."""
    load_calendar(now=now)
