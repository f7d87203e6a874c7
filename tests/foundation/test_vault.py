"""Sealed fields: what a stolen dump shows, what a copied value does, what a new key changes."""

import base64
import os

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction

from accounts.models import CitizenProfile, Dependant
from foundation.notifications.models import Notification
from foundation.vault.checks import keys_are_usable
from foundation.vault.crypto import WrongKey, keyed_hash, seal, unseal
from tests.foundation.scene import NOW, an_entry, person

NIK = "3574015708900001"


def a_key(key_id: str) -> str:
    return f"{key_id}:{base64.b64encode(os.urandom(32)).decode()}"


def column(row, name: str) -> bytes:
    """The bytes in the table, past Django."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def put(row, name: str, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s", [value, row.pk])  # noqa: S608


@pytest.fixture
def sari(db) -> CitizenProfile:
    return CitizenProfile.objects.create(full_name="Sari", nik=NIK, kk="3574011234567890")


def a_letter(to, message) -> Notification:
    times = {"next_try_at": NOW, "created_at": NOW}
    return Notification.objects.create(
        recipient=to, entry=an_entry(to), channel="bell", message=message, **times
    )


def read(row):
    return type(row).objects.get(pk=row.pk)


def test_a_sealed_value_comes_back_as_it_was(sari):
    assert read(sari).nik == NIK
    assert CitizenProfile.objects.defer("nik").get(pk=sari.pk).nik == NIK


def test_the_column_holds_no_plain_text(sari):
    raw = column(sari, "nik")
    assert NIK.encode() not in raw
    assert base64.b64encode(NIK.encode()) not in raw
    assert len(raw) > len(NIK)


def test_equal_values_do_not_look_equal(sari):
    twin = CitizenProfile.objects.create(full_name="Budi", nik=NIK)
    assert column(sari, "nik") != column(twin, "nik")


@pytest.mark.parametrize("place", ["another row", "another column", "another table"])
def test_a_value_moved_elsewhere_does_not_open(sari, place):
    budi = CitizenProfile.objects.create(full_name="Budi", nik="3574011203880003")
    ward = Dependant.objects.create(pk=sari.pk, guardian=sari, full_name="Wayan", nik="")
    row, name = {
        "another row": (budi, "nik"),
        "another column": (sari, "kk"),
        "another table": (ward, "nik"),
    }[place]
    put(row, name, column(sari, "nik"))
    with pytest.raises(WrongKey):
        getattr(read(row), name)


def test_a_changed_byte_does_not_open(sari):
    raw = bytearray(column(sari, "nik"))
    raw[-1] ^= 1
    put(sari, "nik", bytes(raw))
    with pytest.raises(WrongKey):
        _ = read(sari).nik


@pytest.mark.parametrize(
    "sealed", [b"", b"\x04demo", b"\xff", b"\x04demo" + b"x" * 12, b"\x05other" + b"x" * 40]
)
def test_bytes_that_are_no_sealed_value_do_not_open(sealed):
    with pytest.raises(WrongKey):
        unseal(sealed, "here")


def test_an_unchanged_row_keeps_its_ciphertext(sari):
    before = column(sari, "nik"), column(sari, "kk")
    unopened = read(sari)
    unopened.save()
    opened = read(sari)
    assert opened.nik == NIK
    opened.full_name = "Sari Ratna"
    opened.save()
    assert (column(sari, "nik"), column(sari, "kk")) == before


def test_a_changed_value_is_sealed_anew(sari):
    before = column(sari, "nik")
    row = read(sari)
    row.nik = "3574022504700004"
    row.save()
    assert column(sari, "nik") != before
    assert read(sari).nik == "3574022504700004"


def test_a_change_inside_a_json_value_is_kept(db):
    wayan = person("Wayan")
    row = a_letter(wayan, {"text": "satu"})
    row = read(row)
    row.message["text"] = "dua"
    row.save()
    assert read(row).message == {"text": "dua"}


def test_a_json_value_is_the_same_after_any_number_of_savings(db):
    wayan, value = person("Wayan"), {"luas": 12.5, "lantai": 2, "nama": "Toko Wayan", "daftar": [1.25, None]}
    row = a_letter(wayan, value)
    for number in range(3):
        row = read(row)
        row.message["kali"] = number
        row.save()
    assert read(row).message == {**value, "kali": 2}


def test_a_json_value_that_may_be_missing_is_missing(db):
    wayan = person("Wayan")
    row = Notification(
        recipient=wayan, entry=an_entry(wayan), channel="bell", next_try_at=NOW, created_at=NOW
    )
    row.save()
    assert row.message is None
    assert read(row).message is None


def test_a_row_copied_under_another_key_is_refused_until_it_is_opened(sari):
    copied = read(sari)
    copied.pk, copied._state.adding = "5a0c6e0e-0000-4000-8000-000000000001", True
    with pytest.raises(WrongKey), transaction.atomic():
        copied.save()
    opened = read(sari)
    assert (opened.nik, opened.kk) == (NIK, "3574011234567890")
    opened.pk, opened._state.adding = "5a0c6e0e-0000-4000-8000-000000000002", True
    opened.save()
    assert read(opened).nik == NIK


def test_a_sealed_column_cannot_be_searched_or_updated_in_bulk(sari):
    with pytest.raises(FieldError):
        CitizenProfile.objects.filter(nik=NIK)
    with pytest.raises(TypeError):
        CitizenProfile.objects.update(nik=NIK)


def test_validating_a_row_leaves_the_value_alone(sari):
    row = read(sari)
    row.birth_place = "Probolinggo"
    row.clean_fields(exclude=["user", "region", "province"])
    assert row.nik == NIK


def test_old_keys_open_what_new_keys_no_longer_seal(sari, settings):
    old = column(sari, "nik")
    settings.VAULT_KEYS = [a_key("baru"), *settings.VAULT_KEYS]
    row = read(sari)
    assert row.nik == NIK
    row.save()
    assert column(sari, "nik") != old, "a row that is opened and saved moves to the new key"
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert read(sari).nik == NIK
    with pytest.raises(WrongKey):
        _ = unseal(old, f"accounts_citizenprofile:nik:{sari.pk}")


def test_a_lost_key_raises_instead_of_showing_ciphertext(sari, settings):
    settings.VAULT_KEYS = [a_key("lain")]
    with pytest.raises(WrongKey):
        _ = read(sari).nik


def test_a_keyed_hash_depends_on_text_purpose_and_key(settings):
    first = keyed_hash(NIK, "nik")
    assert first == keyed_hash(NIK, "nik")
    assert len({first, keyed_hash(NIK, "kk"), keyed_hash(NIK[:-1], "nik")}) == 3
    settings.VAULT_HASH_KEY = base64.b64encode(os.urandom(32)).decode()
    assert keyed_hash(NIK, "nik") != first


def test_sealing_twice_gives_different_bytes_of_the_same_value():
    assert seal(b"sama", "x:y:1") != seal(b"sama", "x:y:1")
    assert unseal(seal(b"sama", "x:y:1"), "x:y:1") == b"sama"


@pytest.mark.parametrize(
    ("keys", "hash_key", "found"),
    [
        (None, None, {"vault.E001", "vault.E003"}),
        (["a:c2hvcnQ="], None, {"vault.E002", "vault.E003"}),
        ([a_key("a"), a_key("a")], a_key("h")[2:], {"vault.E001"}),
        ([a_key("a"), "b:bukan base64"], a_key("h")[2:], {"vault.E002"}),
        ([a_key("a"), a_key("b")], a_key("h")[2:], set()),
    ],
    ids=["none", "short", "twice", "no base64", "right"],
)
def test_keys_that_cannot_seal_are_found_at_start(settings, keys, hash_key, found):
    settings.VAULT_KEYS, settings.VAULT_HASH_KEY = keys, hash_key
    assert {error.id for error in keys_are_usable(None)} == found
