"""`manage.py reseal`: after it the old key opens nothing any more, and nobody has lost anything."""

import base64
import io
import os

import pytest
from django.core.management import call_command
from django.db import connection

from applications.models import Application
from foundation.documents.models import Document
from foundation.documents.storing import path_of, read
from foundation.vault.crypto import is_current
from operations import resealing
from operations.resealing import replace, sealed_fields
from tests import cast

OLD, NEW = (f"{name}:{base64.b64encode(os.urandom(32)).decode()}" for name in ("lama", "baru"))


@pytest.fixture
def file(settings, catalogue, now) -> Application:
    """Sent by Sari under the old key; the new one seals from now on."""
    settings.VAULT_KEYS = [OLD]
    file = cast.submitted("surat-keterangan-penelitian", by=cast.citizen("Sari"), now=now)
    settings.VAULT_KEYS = [NEW, OLD]
    return Application.objects.get(pk=file.pk)


def reseal() -> tuple[int, str]:
    """Exit code and what it said."""
    out = io.StringIO()
    try:
        call_command("reseal", stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def under_old_key() -> list[str]:
    """Names of the columns and files that the new key did not seal."""
    found = []
    with connection.cursor() as cursor:
        for field in sealed_fields():
            table, column = field.model._meta.db_table, field.column
            cursor.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
            found += [f"{table}.{column}" for (value,) in cursor.fetchall() if not is_current(bytes(value))]
    return found + [str(one) for one in Document.objects.all() if not is_current(path_of(one).read_bytes())]


def test_the_old_key_can_be_taken_out_afterwards(file, settings):
    answers, profile, version = file.answers, file.applicant, file.version
    nik = profile.nik
    papers = {one.pk: read(one) for one in Document.objects.all()}
    assert nik and papers and len(set(under_old_key())) >= 4
    assert reseal()[0] == 0
    assert not under_old_key()

    settings.VAULT_KEYS = [NEW]
    again = Application.objects.get(pk=file.pk)
    assert (again.answers, again.applicant.nik, again.version) == (answers, nik, version)
    assert {one.pk: read(one) for one in Document.objects.all()} == papers


def test_a_second_run_changes_nothing(file):
    reseal()
    before = {path: path.read_bytes() for path in map(path_of, Document.objects.all())}
    code, said = reseal()
    assert code == 0
    assert all("0 disegel ulang, 0 tertinggal" in line for line in said.splitlines()[:-1])
    assert {path: path.read_bytes() for path in before} == before


def test_it_goes_on_in_small_batches(file, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 1)
    assert reseal()[0] == 0
    assert not under_old_key()


def test_a_value_that_changed_meanwhile_is_left_as_it_is(file):
    field = Application._meta.get_field("answers")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM applications_application WHERE id = %s", [file.pk])
        read_before = bytes(cursor.fetchone()[0])
    file.answers = {**file.answers, "baru": "ya"}
    file.save(update_fields=["answers"])
    assert not replace(field, file.pk, read_before)
    assert Application.objects.get(pk=file.pk).answers["baru"] == "ya"


def test_what_does_not_open_is_told_and_kept(file, settings):
    document = Document.objects.first()
    path_of(document).unlink()
    settings.VAULT_KEYS = [NEW]
    code, said = reseal()
    assert code == 1
    assert "Jangan cabut kunci lama." in said
    settings.VAULT_KEYS = [NEW, OLD]
    assert Application.objects.get(pk=file.pk).answers


def test_what_another_run_has_half_written_is_neither_in_the_way_nor_removed(file):
    halves = [path_of(one).with_name(f"{one.pk}.part") for one in Document.objects.all()]
    for half in halves:
        half.write_bytes(b"half")
    assert reseal()[0] == 0
    assert not under_old_key()
    assert [half.read_bytes() for half in halves] == [b"half"] * len(halves)


def test_every_sealed_column_is_found():
    names = {f"{field.model._meta.label}.{field.name}" for field in sealed_fields()}
    assert {
        "accounts.CitizenProfile.nik",
        "applications.Application.answers",
        "notifications.Notification.message",
    } <= names
