"""Two hundred complaints in which everything is marked, and the eyes that look for the marks.

A mark is "kenari", the number of the complaint and a letter for what it stood in: t title, x text, p place, r reply,
n name, m phone or e-mail, f file name, e EXIF; a and c: name and e-mail of an account, c of one that keeps its
complaints confidential. A phone in the text belongs to the text. i: the network address it was sent from.
"""

import io
import json
import logging
import re
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from complaints import workflow
from complaints.models import Complaint
from mpp_portal.logs import logging_for
from tests import cast
from tests.complaints import scenes
from tests.complaints.at_the_form import filled

WORDS, IDENTITY, ACCOUNTS, NEVER = "txpr", "nm", "ac", "fei"
MARK = re.compile(r"kenari(\d{3})([a-z])|812([78])(\d{3})4411|10\.77\.(\d{1,3})\.77")
LATITUDE = (7.0, 45.0, 12.0)
SORTS = ("account", "no account", "anonymous", "confidential")
STAGES = ("filed", "verified", "forwarded", "answered", "released")
HREF = re.compile(r'href="(/[^"#]*)"')
# The letters of a demo, where nobody is real, are open to all.
NOT_FOLLOWED = ("/static/", "/keluar", "/api/", "/berkas/", "/demo/")


def mark(number: int, letter: str) -> str:
    return f"kenari{number:03d}{letter}"


def phone(number: int, *, in_text: bool = False) -> str:
    return f"0812{8 if in_text else 7}{number:03d}4411"


def sort_of(number: int) -> str:
    return SORTS[number % 4]


def stage_of(number: int) -> str:
    """Each sort of complaint at each stage; a confidential one is not released."""
    stage = STAGES[number // 4 % 5]
    return "answered" if stage == "released" and sort_of(number) == "confidential" else stage


def has_account(number: int) -> bool:
    return sort_of(number) == "account" or (sort_of(number) == "confidential" and number // 8 % 2 == 0)


def by_page(number: int) -> bool:
    return number // 20 % 2 == 0


# --- Planting ----------------------------------------------------------------------------------------------


def plant(number: int) -> Complaint:
    """Filed by the door of a page or of the API, with a photo each fifth time; then played to its stage."""
    client = Client(REMOTE_ADDR=f"10.77.{number}.77")
    if has_account(number):
        # Four for each account: nobody files more than five within an hour.
        who = mark(number // 16, "a" if sort_of(number) == "account" else "c")
        holder = cast.account(f"Sari {who}", f"{who}@contoh.id")
        client.force_login(holder)
    before = set(Complaint.objects.values_list("pk", flat=True))
    answer = (_on_page if by_page(number) else _by_api)(client, number)
    assert answer.status_code in (200, 201, 302), answer.content
    complaint = Complaint.objects.exclude(pk__in=before).get()
    return played(complaint, number)


def _told(number: int) -> dict:
    told = {
        "kind": "complaint", "category": scenes.CATEGORY, "title": f"Laporan {mark(number, 't')}",
        "text": f"Saya melihat {mark(number, 'x')} di loket, telepon {phone(number, in_text=True)}.",
        "place": f"Jalan {mark(number, 'p')} 5", "region": "35.74.03.1001",
    }  # fmt: skip
    if sort_of(number) in ("anonymous", "confidential"):
        told[sort_of(number)] = True
    return told


def _contact(number: int) -> dict:
    if has_account(number) or sort_of(number) == "anonymous":
        return {}
    return {
        "name": f"Sari {mark(number, 'n')}",
        "phone": phone(number),
        "email": f"{mark(number, 'm')}@contoh.id",
    }


def _on_page(client, number: int):
    told = {name: "on" if value is True else value for name, value in _told(number).items()}
    photos = {"photos": [photo(number)]} if number % 5 == 0 else {}
    form = filled(kunci=f"kunci-panjang-nomor-{number}", **told, **_contact(number), **photos)
    return client.post(reverse("complaint_file"), form)


def _by_api(client, number: int):
    headers = {"Idempotency-Key": f"kunci-{number}"}
    contact = {"contact": _contact(number)} if _contact(number) else {}
    body = _told(number) | contact
    answer = client.post("/api/v1/complaints/", body, content_type="application/json", headers=headers)
    if number % 5 == 0 and answer.status_code == 201:
        told = answer.json()
        headers |= {"Complaint-Secret": told["secret"]} if told["secret"] else {}
        sent = client.post(
            f"/api/v1/complaints/{told['id']}/photos/", {"photo": photo(number)}, headers=headers
        )
        assert sent.status_code == 201, sent.content
    return answer


def photo(number: int):
    exif = Image.Exif()
    exif[Base.Make] = mark(number, "e")
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = LATITUDE
    return scenes.photo(f"{mark(number, 'f')}.jpg", exif=exif, comment=mark(number, "e").encode())


def played(complaint: Complaint, number: int) -> Complaint:
    now, stage = timezone.now(), stage_of(number)
    if stage == "filed":
        return complaint
    play = scenes.answered if stage == "released" else getattr(scenes, stage)
    complaint = play(complaint, now=now)
    if stage in ("answered", "released"):
        said = f"Terima kasih, {mark(number, 'r')}."
        workflow.reply(complaint.pk, said, by=scenes.reporter_of(complaint), now=now + timedelta(seconds=1))
    if stage == "released":
        words = {"text": "Tagihan berbeda.", "answer": "Sudah diperbaiki."}
        workflow.release(complaint.pk, **words, by=scenes.handler(), now=now + timedelta(seconds=2))
    return Complaint.objects.get(pk=complaint.pk)


# --- Looking -----------------------------------------------------------------------------------------------


def marks_in(text: str | bytes) -> set[tuple[int, str]]:
    """(number of the complaint, or of the account, and letter)."""
    if isinstance(text, bytes):
        text = text.decode(errors="replace")
    found = set()
    for letters, letter, kind, of_phone, of_address in (one.groups() for one in MARK.finditer(text)):
        if letters:
            found.add((int(letters), letter))
        elif of_phone:
            found.add((int(of_phone), "m" if kind == "7" else "x"))
        else:
            found.add((int(of_address), "i"))
    return found


def known_to_the_planner() -> None:
    """A planner that believes the tables empty chooses plans nobody would see in production."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def patience():
    """The page of operations cuts its own transaction short; here all pages share one."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        before = cursor.fetchone()[0]
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])


class Eyes:
    """What one person was shown: address -> marks in the answer."""

    def __init__(self, person=None):
        self.client = Client(raise_request_exception=False)
        if person is not None:
            self.client.force_login(person)
        self.seen: dict[str, set] = {}
        self.faults: list[str] = []
        self.answered = 0

    def look(self, address: str) -> str:
        with patience():
            answer = self.client.get(address)
        content = answer.getvalue() if answer.streaming else answer.content
        self.answered += answer.status_code == 200
        if answer.status_code >= 500:
            self.faults.append(f"{address}: {answer.status_code}")
        # What was searched for stands in the box and in the answer again, and is the searcher's own word.
        shown = re.sub(rb'(value="kenari[^"]*")|([?&;](q|kode)=kenari\w*)', b"", content)
        if asked := address.partition("?q=")[2]:
            shown = shown.replace(f"“{asked}”".encode(), b"")
        if marks := marks_in(shown):
            self.seen[address] = marks
        return content.decode(errors="replace")

    def crawl(self, starts, most: int = 30) -> None:
        """Every page that the starts lead to, breadth first."""
        waiting, known = list(starts), set(starts)
        while waiting and len(known) - len(waiting) < most:
            text = self.look(waiting.pop(0))
            for found in HREF.findall(text):
                address = found.replace("&amp;", "&")
                if address not in known and not address.startswith(NOT_FOLLOWED):
                    known.add(address)
                    waiting.append(address)

    def read_list(self, address: str) -> None:
        """A list of the API, to its end."""
        while address:
            text = self.look(address)
            following = json.loads(text).get("next")
            address = following and following.replace("http://testserver", "")

    @property
    def all_seen(self) -> set[tuple[int, str]]:
        return set().union(*self.seen.values())


def in_tables() -> dict[str, set]:
    """Table -> marks that stand in it in the clear, every table as COPY writes it; bytes as they are and as hex."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            out = io.StringIO()
            cursor.cursor.copy_expert(f'COPY "{table}" TO STDOUT', out)
            text = out.getvalue()
            marks = marks_in(text)
            if b"kenari".hex() in text:
                marks.add((-1, "hex"))
            if marks:
                found[table] = marks
    return found


@contextmanager
def real_log():
    """The lines of web and tasks as a server writes them: JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    formatter = dict(logging_for("json", "INFO")["formatters"]["line"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
