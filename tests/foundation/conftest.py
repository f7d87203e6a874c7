"""The words of the tests' own actions."""

import pytest
from django.utils.translation import gettext_lazy as _

from foundation.notifications.messages import MESSAGES, Message, register

TOLD = Message(_("Kabar nomor %(number)s"), _("Ada kabar untuk Anda."))


@pytest.fixture
def told():
    """The action "uji.terjadi" has words, and other words for the desk."""
    before = dict(MESSAGES)
    register({"uji.terjadi": TOLD, "uji.terjadi:desk": Message(_("Berkas baru"), _("Ambil berkas ini."))})
    yield TOLD
    MESSAGES.clear()
    MESSAGES.update(before)
