"""What a reporter planted is found nowhere but in her pages: no table, file, mail or log tells it."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection
from PIL import Image

from accounts.models import Agency, User
from complaints import workflow
from complaints.models import Complaint
from complaints.secrets import secret_of, show_secret
from foundation.audit.models import Entry
from foundation.documents.models import Document
from foundation.documents.photos import check_photo
from foundation.notifications.models import Notification
from sla.models import TimerEvent
from sla.tasks import announce
from tests import cast
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
NAME, PHONE, ADDRESS = "kenari-nama-4701", "+628170004702", "kenari-4703@contoh.id"
TITLE, TEXT, PLACE = "kenari-judul-4704", "kenari-isi-4705", "kenari-tempat-4706"
REPLY, ANSWER, DISPUTE = "kenari-balas-4707", "kenari-jawab-4708", "kenari-bantah-4709"
FILE, CAMERA = "kenari-foto-4710.jpg", "kenari-kamera-4711"
WORDS = [NAME, TITLE, TEXT, PLACE, REPLY, ANSWER, DISPUTE, FILE, CAMERA]
GPS = b"\x00\x2f\x00\x00"


def photo_with_gps():
    """As a phone takes it: where, with which camera, under a telling name."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 45.0, 47.11), 3: "E", 4: (113.0, 12.0, 47.12)})
    return scenes.photo(FILE, exif=exif.tobytes())


def told(**more) -> Complaint:
    words = {"title": TITLE, "text": TEXT, "place": PLACE, **more}
    now, by = more.pop("now"), more.pop("by")
    words = {name: value for name, value in words.items() if name not in ("now", "by")}
    return workflow.file(scenes.told(**words), by=by, now=now, photos=[check_photo(photo_with_gps())])


def live(complaint: Complaint, now) -> None:
    """Through every verb that says or shows something."""
    reporter, handler = scenes.reporter_of(complaint), scenes.handler()
    workflow.reply(complaint.pk, REPLY, by=reporter, now=now)
    scenes.coordinator()
    forwarded = scenes.forwarded(complaint, now=now + timedelta(minutes=1))
    wayan = scenes.official()
    workflow.answer_meanwhile(complaint.pk, ANSWER, by=wayan, now=now + timedelta(minutes=2))
    workflow.send_back(complaint.pk, ANSWER[:20], by=wayan, now=now + timedelta(minutes=3))
    workflow.forward(
        complaint.pk, Agency.objects.get(pk=forwarded.assigned_agency_id), by=handler, now=now + timedelta(minutes=4)
    )  # fmt: skip
    workflow.answer(complaint.pk, ANSWER, by=wayan, now=now + timedelta(minutes=5))
    workflow.note_view(complaint, by=handler, now=now)
    workflow.note_guesses(complaint.pk, now=now)
    workflow.dispute(complaint.pk, DISPUTE, by=reporter, now=now + timedelta(minutes=6))
    announce(now + timedelta(days=60))
    workflow.answer(complaint.pk, ANSWER, by=wayan, now=now + timedelta(days=61))
    announce(now + timedelta(days=120))


def tables_that_tell(secrets) -> list[tuple[str, str]]:
    """(table, secret) of every row that holds one, as text or as its bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for secret in [*secrets, *(one.encode().hex() for one in secrets)]:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" AS row WHERE strpos(row::text, %s) > 0',  # noqa: S608
                    [secret],
                )
                if cursor.fetchone()[0]:
                    found.append((table, secret))
    return found


def letters() -> str:
    return " ".join(f"{one.subject} {one.body} {one.alternatives}" for one in mail.outbox)


@pytest.mark.parametrize("confidential", [False, True], ids=["open", "confidential"])
def test_no_table_file_mail_or_log_holds_a_word_of_hers(now, settings, caplog, confidential):
    caplog.set_level(logging.INFO)
    contact = {"name": NAME, "phone": PHONE, "email": ADDRESS}
    complaint = told(now=now, by=AnonymousUser(), contact=contact, confidential=confidential)
    live(complaint, now)
    complaint.refresh_from_db()
    assert complaint.text == TEXT and complaint.contact["name"] == NAME, (
        "the desk reads what the table does not tell"
    )
    secret = secret_of(complaint.pk)
    assert tables_that_tell([*WORDS, PHONE, ADDRESS, secret, show_secret(secret)]) == []
    assert not [one for one in (*WORDS, PHONE, secret) if one in caplog.text]
    assert not [one for one in (*WORDS, PHONE, secret) if one in letters()]
    stored = [path for path in settings.DOCUMENT_ROOT.rglob("*") if path.is_file()]
    assert stored
    plain = [path for path in stored if CAMERA.encode() in path.read_bytes() or b"JFIF" in path.read_bytes()]
    assert not plain


def test_the_kept_photo_knows_neither_place_nor_camera_nor_its_old_name(now):
    complaint = told(now=now, by=cast.citizen("Sari"))
    kept = complaint.photos.select_related("document").get().document
    assert kept.name == "foto-1.jpg"
    taken = check_photo(photo_with_gps())
    for secret in (CAMERA.encode(), b"Exif", b"GPS"):
        assert secret not in taken.data
    assert CAMERA.encode() in photo_with_gps().read(), "the photo that was sent did tell it"


def test_an_anonymous_one_leads_nowhere_whoever_sent_it(now, caplog):
    """No account, no actor, no minute in any row of hers; what she typed as her name is refused."""
    caplog.set_level(logging.INFO)
    # Sari is signed in, with a name that can be found again.
    sari = cast.citizen("Sari")
    User.objects.filter(pk=sari.pk).update(name=NAME, phone=PHONE)
    moment = now.replace(minute=37, second=11)
    complaint = told(now=moment, by=User.objects.get(pk=sari.pk), anonymous=True)
    holder = scenes.holder_of(complaint)
    workflow.add_photo(complaint.pk, check_photo(photo_with_gps()), by=holder, now=moment)
    workflow.reply(complaint.pk, REPLY, by=holder, now=moment)
    scenes.answered(complaint, now=moment + timedelta(hours=1))
    workflow.dispute(complaint.pk, DISPUTE, by=holder, now=moment + timedelta(hours=2))
    workflow.answer(complaint.pk, ANSWER, by=scenes.official(), now=moment + timedelta(hours=3))
    workflow.accept(complaint.pk, by=holder, now=moment + timedelta(hours=4))
    complaint.refresh_from_db()

    assert (complaint.reporter, complaint.contact, complaint.application) == (None, {}, None)
    hers = (
        "complaint.file",
        "complaint.add_photo",
        "complaint.reply",
        "complaint.dispute",
        "complaint.accept",
    )
    acts = Entry.objects.about(complaint).filter(action__in=hers)
    assert acts.count() == 5 and set(acts.values_list("actor", "role", "agency")) == {(None, "", "")}
    moments = [one.at for one in acts] + [complaint.filed_at]
    moments += [one.at for one in complaint.responses.filter(author=None)]
    moments += [one.document.created_at for one in complaint.photos.select_related("document")]
    events = TimerEvent.objects.filter(timer__in=(complaint.timer_id, complaint.whole_timer_id), actor=None)
    moments += [one.at for one in events]
    assert {(one.minute, one.second, one.microsecond) for one in moments} == {(0, 0, 0)}
    assert not Document.objects.filter(uploaded_by=sari).exists()
    assert not Notification.objects.filter(recipient=sari).exists()
    assert not rows_with_key_of(sari) - {"accounts_user", "accounts_citizenprofile", "account_emailaddress"}
    assert {table for table, _secret in tables_that_tell([NAME, PHONE])} == {"accounts_user"}
    assert NAME not in caplog.text and NAME not in letters()


def rows_with_key_of(user) -> set[str]:
    """Tables with a row that points at her account."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            relations = connection.introspection.get_relations(cursor, table)
            for column, (_other, target) in relations.items():
                if target == "accounts_user":
                    cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [user.pk])  # noqa: S608
                    if cursor.fetchone()[0]:
                        found.add(table)
    return found


def test_the_secret_is_stored_nowhere_and_shown_again_by_the_same_id(now):
    complaint = told(now=now, by=AnonymousUser())
    secret = secret_of(complaint.pk)
    assert not tables_that_tell([secret, show_secret(secret)])
    assert len(secret) == 26 and secret == secret_of(complaint.pk)
