"""Somebody at the portal's real address: a line of her own, cookies, and the token in every form."""

import http.client
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from mpp_portal.demo.cast import PASSWORD, address

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """With the names of the test client's answers, so that the same words work for both."""

    status_code: int
    url: str
    content: bytes


class Visitor:
    """`slowest`: the seconds of the slowest answer so far."""

    def __init__(self, port: int):
        self.port, self.cookies, self.slowest = port, {}, 0.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict) -> Answer:
        return self._ask("POST", path, self._form(fields))

    def post_and_leave(self, path: str, fields: dict) -> None:
        """Close the line as soon as the form is on its way."""
        line = self._line()
        line.request("POST", path, self._form(fields), self._headers("POST"))
        line.close()

    def sign_in(self, office: str) -> "Visitor":
        self.get(reverse("account_login"))
        answer = self.post(reverse("account_login"), {"login": address(office), "password": PASSWORD})
        assert answer.status_code == 302, answer
        return self

    def twin(self) -> "Visitor":
        """The same browser in another window."""
        other = Visitor(self.port)
        other.cookies = dict(self.cookies)
        return other

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        line, began = self._line(), time.monotonic()
        try:
            line.request(method, path, body, self._headers(method))
            return self._read(line.getresponse())
        finally:
            self.slowest = max(self.slowest, time.monotonic() - began)
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _form(self, fields: dict) -> bytes:
        return encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields})

    def _headers(self, method: str) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return headers | ({"Content-Type": MULTIPART_CONTENT} if method == "POST" else {})

    def _read(self, response: http.client.HTTPResponse) -> Answer:
        for header in response.msg.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, response.getheader("Location", ""), response.read())
