"""On the first screen of a small phone a service says what it is, how long, how much, and where it begins."""

import pytest

from services.models import Service
from tests.snapshot import stand_in_place

START = """() => {
  const ribbon = document.querySelector('.ribbon');
  const start = document.querySelector('main .btn-primary') || document.querySelector('#langkah-berikut');
  return start.getBoundingClientRect().bottom - (ribbon ? ribbon.offsetHeight : 0);
}"""


@pytest.fixture
def phone(chromium, transactional_db, live_server):
    stand_in_place()
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_service_begins_on_the_first_screen(phone, language):
    below = {}
    for code in Service.objects.values_list("code", flat=True):
        phone.goto(f"{language}/layanan/{code}/")
        if (end := phone.evaluate(START)) > 800:
            below[code] = end
    assert below == {}
