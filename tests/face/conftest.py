"""The scene every page is drawn from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.access.stage import Stage
from tests.face.every_page import every_page_drawn


@pytest.fixture
def stage(catalogue):
    return Stage(now=timezone.now() - timedelta(hours=20)).build()


@pytest.fixture
def pages(stage):
    """Every page as it was sent, in each language."""
    return every_page_drawn(stage)
