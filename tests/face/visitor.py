"""A browser of a citizen that keeps the real rules of tokens; no test client's short cuts."""

import html
import re

from django.test import Client
from django.urls import reverse

from tests import cast

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


class Visitor:
    """A browser that keeps the real rules of tokens, reads forms and sends what stands in them."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True)
        if user:
            self.sign_in(user)

    def sign_in(self, user) -> None:
        self.client.get(reverse("account_login"))
        token = self.client.cookies["csrftoken"].value
        data = {"login": user.email, "password": cast.PASSWORD, "csrfmiddlewaretoken": token}
        answer = self.client.post(reverse("account_login"), data, headers=OURS)
        assert answer.status_code == 302, answer.content.decode()

    def session_ends(self) -> None:
        self.client.session.flush()
        del self.client.cookies["sessionid"]

    def form(self, address: str) -> dict:
        return hidden(self.client.get(address), address)

    def send(self, address: str, data: dict, **headers):
        return self.client.post(address, data, headers={**OURS, **headers})


def hidden(answer, address: str = "") -> dict:
    """Name -> value of the hidden fields of the form in the page's middle."""
    page = answer.content.decode()
    middle = page[page.index("<main") : page.index("</main>")]
    form = next(one for one in re.findall(r"<form method=\"post\".*?</form>", middle, re.DOTALL))
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', form)
    return {name: html.unescape(value) for name, value in found}
