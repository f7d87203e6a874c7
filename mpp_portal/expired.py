"""A form that comes after its session ended, or with an old key: nothing is done, and nothing typed is lost.

What was typed goes back to the browser that sent it a moment ago, in an answer that nobody keeps, and only
when one of our own pages sent it: a post from elsewhere is not shown, so nobody is led to confirm it. NIK and
KK travel in hidden fields of that answer, since they came from this browser anyway; on the screen they are
masked. Passwords and codes never go back, and files cannot: they are chosen again.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from mpp_portal.kiosk import mode

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
WRITER = "pengisi"
AGAIN = "berkas_lagi"  # "field/name of the file": chosen before, to be chosen again on the page that sends
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
SECRET = re.compile(r"pass|sandi|(^|[-_])(kode|code|otp|pin|token)$")
# A run of digits as long as a NIK, however it is spaced; the device draft leaves out the same.
LONG_NUMBER = re.compile(r"\d(?:[\W_]*\d){13,}")
LONGEST = 200_000  # signs of one form that are carried on


class Kept(NamedTuple):
    """`pairs`: (name, value) in the order sent. `files`: (name, names of the files), to be chosen again.
    `texts`: what was told in words, to read and copy. `is_whole`: with the files, enough to send again.
    """

    pairs: list[tuple[str, str]]
    files: list[tuple[str, list[str]]]
    texts: list[str]
    is_whole: bool


def writer_of(user) -> str:
    """The account as forms and drafts on devices name it: nobody can tell whose it is. "" for nobody."""
    return salted_hmac(WRITER, str(user.pk), algorithm="sha256").hexdigest()[:22] if user.pk else ""


def is_form(request) -> bool:
    return request.method == "POST" and request.content_type in FORMS


def is_from_another(request) -> bool:
    """Drawn for an account that is not the one signed in now. A form drawn for nobody says nothing."""
    return request.POST.get(WRITER, "") not in ("", writer_of(request.user))


def is_same_origin(request) -> bool:
    """One of our own pages sent it. Where the browser tells nothing, it is taken for foreign."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return site == "same-origin" and urlsplit(told)[:2] == (request.scheme, request.get_host())
    except ValueError:
        return False


def sign_in_first(request):
    """The session ended: sign in, come back to this page, send again."""
    if is_from_another(request) and request.user.is_authenticated:
        return _answer(request, "expired.html", is_others=True)
    return _answer(request, "expired.html", kept=_kept(request))


def send_again(request):
    """The key is old, mostly since somebody signed in meanwhile. Written before that, it is not sent in her name."""
    kept = _kept(request)
    if kept and is_from_another(request):
        return sign_in_first(request)
    if kept and request.user.is_authenticated and WRITER not in request.POST:
        kept = kept._replace(is_whole=False)
    return _answer(request, "403_csrf.html", kept=kept)


def _answer(request, template: str, **context):
    response = render(request, template, {"came_from": _came_from(request), **context}, status=403)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _kept(request) -> Kept | None:
    """None where nothing is carried on: a foreign post, no form, a kiosk, at which the next person stands already."""
    if not is_form(request) or not is_same_origin(request) or mode.is_on(request):
        return None
    ours = {TOKEN, AGAIN, WRITER} if request.user.is_authenticated else {TOKEN, AGAIN}
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in ours]
    pairs = [(name, value) for name, value in sent if not SECRET.search(name)]
    is_small = sum(len(name) + len(value) for name, value in pairs) <= LONGEST
    texts = [LONG_NUMBER.sub(_masked, value) for _name, value in pairs if len(value.split()) > 1]
    return Kept(pairs if is_small else [], _files(request), texts, is_small and pairs == sent)


def _files(request) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name, many in request.FILES.lists():
        found.setdefault(name, []).extend(one.name for one in many)
    for told in request.POST.getlist(AGAIN):
        name, _slash, file = told.partition("/")
        found.setdefault(name, []).append(file)
    return list(found.items())


def _masked(found) -> str:
    return "*" * len(found.group())


def _came_from(request) -> str:
    """The page the form stood on, within this portal; "" when it is not told."""
    if not is_same_origin(request):
        return ""
    page = urlsplit(request.headers.get("Referer", ""))._replace(scheme="", netloc="", fragment="").geturl()
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""
