"""Sari types her data once; nobody else reads her NIK."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from accounts.models import CitizenProfile, Dependant, Organisation
from accounts.validators import nik_hash
from accounts.workflow import profile_of, save_dependant, save_organisation, save_profile
from foundation.audit.models import Entry
from foundation.registry.clock import database_now
from tests.accounts.people import account

PAGE = reverse("profile")
NIK = "3574015708900001"
DATA = {
    "full_name": "Sari",
    "nik": "3574 0157 0890 0001",
    "birth_date": "17-08-1990",
    "sex": "P",
    "residence": "city",
    "address": "Jalan Mawar 7",
    "region": "35.74.01.1001",
    "phone": "0812 3456 7890",
}
OUTSIDE = {"residence": "outside", "province": "73", "outside_address": "Jalan Andi 1, Parepare"}


@pytest.fixture
def sari(client, regions):
    sari = account("Sari")
    client.force_login(sari)
    return sari


def save(client, **changes):
    return client.post(PAGE, DATA | changes)


def test_what_she_saves_is_sealed_in_the_column_and_masked_on_the_page(client, sari):
    assert save(client, kk="3574011708200012").url == PAGE
    profile = CitizenProfile.objects.get(user=sari)
    assert (profile.nik, profile.nik_hash, profile.is_complete) == (NIK, nik_hash(NIK), True)
    assert profile.phone == "+6281234567890"
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, kk, row_to_json(p)::text FROM accounts_citizenprofile p")
        nik, kk, everything = cursor.fetchone()
    assert NIK.encode() not in bytes(nik) and b"3574011708200012" not in bytes(kk)
    assert NIK not in everything and NIK.encode().hex() not in everything
    page = client.get(PAGE).content.decode()
    assert NIK not in page and "3574011708200012" not in page
    assert "••••••••••••0001" in page


def test_the_entry_names_what_changed_and_no_value(client, sari):
    save(client)
    save(client, address="Jalan Mawar 8", nik="")
    first, second = Entry.objects.filter(action="profile.saved").order_by("id")
    assert "nik" in first.params["changed"]
    assert second.params == {"changed": ["address"]}
    assert (second.actor, NIK in str(first.params)) == (sari, False)


def test_saving_the_same_again_leaves_no_entry(client, sari):
    save(client)
    save(client, nik="")
    assert Entry.objects.filter(action="profile.saved").count() == 1
    assert CitizenProfile.objects.get().nik == NIK


def test_a_nik_used_twice_is_accepted(client, sari, another_client):
    save(client)
    budi = another_client()
    budi.force_login(account("Budi"))
    assert save(budi, full_name="Budi").status_code == 302
    assert CitizenProfile.objects.filter(nik_hash=nik_hash(NIK)).count() == 2


def test_moving_out_of_the_city_empties_the_old_address(client, sari):
    save(client)
    save(client, **OUTSIDE)
    profile = CitizenProfile.objects.get()
    assert (profile.region, profile.address) == (None, "")
    assert (profile.province_id, profile.outside_address) == ("73", "Jalan Andi 1, Parepare")
    assert profile.is_complete


def test_an_odd_nik_is_saved_with_a_warning(client, sari):
    answer = client.post(PAGE, DATA | {"birth_date": "18-08-1990"}, follow=True)
    assert "Tanggal lahir pada NIK berbeda dengan yang diisi." in answer.content.decode()
    assert CitizenProfile.objects.get().nik == NIK


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"nik": "357401"}, "nik", "NIK harus 16 angka."),
        ({"nik": "3574018108900001"}, "nik", "NIK tidak sesuai: periksa kembali angka pada KTP."),
        ({"nik": ""}, "nik", "Tulis NIK: 16 angka pada KTP atau Kartu Keluarga."),
        ({"birth_date": "31-02-1990"}, "birth_date", "Tanggal ini tidak ada. Contoh: 17-08-1990"),
        ({"birth_date": "17-08-2990"}, "birth_date", "Tanggal lahir tidak boleh sesudah hari ini."),
        ({"birth_date": "0000-00-00"}, "birth_date", "Tanggal ini tidak ada. Contoh: 17-08-1990"),
        ({"birth_date": "17-08-1899"}, "birth_date", "Tanggal ini tidak ada. Contoh: 17-08-1990"),
        ({"region": ""}, "region", "Pilih kelurahan Anda."),
        ({"address": ""}, "address", "Tulis jalan, nomor, dan RT/RW."),
        (OUTSIDE | {"province": ""}, "province", "Pilih provinsi Anda."),
        ({"residence": ""}, "residence", "Pilih tempat alamat Anda."),
        ({"phone": "08-12 34"}, "phone", "Nomor HP tidak dikenal. Contoh: 0812 3456 7890"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored_by_half(client, sari, changes, field, sentence):
    answer = save(client, **changes)
    assert answer.status_code == 400
    assert answer.context["form"].errors[field] == [sentence]
    assert "Jalan Mawar 7" in answer.content.decode() or field == "address"
    assert not CitizenProfile.objects.exists() and not Entry.objects.exists()


def test_a_kelurahan_that_is_not_of_this_city_is_refused(client, sari):
    assert save(client, region="73.72.01.1004").status_code == 400
    assert save(client, region="35.74.01").status_code == 400
    assert not CitizenProfile.objects.exists()


def test_fields_she_may_not_set_are_ignored(client, sari):
    save(client, nik_hash="x", user="99", is_active="", id="00000000-0000-0000-0000-000000000000")
    profile = CitizenProfile.objects.get()
    assert (profile.user, profile.nik_hash) == (sari, nik_hash(NIK))


@pytest.mark.parametrize(
    "onward", ["https://joko.example/", "//joko.example/", "/\\joko.example", "javascript:x"]
)
def test_she_goes_on_inside_the_portal_only(client, sari, onward):
    assert save(client, lanjut="/layanan/kk-baru/").url == "/layanan/kk-baru/"
    assert save(client, lanjut=onward).url == PAGE


def test_text_is_shown_as_it_was_typed(client, sari):
    save(client, full_name='Ni Luh "Ayu" <script>alert(1)</script>')
    page = client.get(PAGE).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_the_same_form_twice_adds_one_organisation(client, sari):
    page = reverse("organisations")
    form = {"kunci": "kunci-1", "name": "CV Mawar", "nib": "9120301234567", "npwp": "01.312.166.0-091.000"}
    assert client.post(page, form).url == page == client.post(page, form).url
    organisation = Organisation.objects.get()
    assert (organisation.npwp, organisation.representative.user) == ("013121660091000", sari)
    assert client.post(page, form | {"name": "CV Melati"}).status_code == 422
    assert client.post(page, form | {"kunci": ""}).status_code == 400
    client.post(reverse("organisation", args=[organisation.pk]), form | {"name": "CV Melati"})
    assert Organisation.objects.get().name == "CV Melati"
    assert "CV Melati" in client.get(page).content.decode()


def test_the_same_form_twice_adds_one_child(client, sari):
    page = reverse("dependants")
    form = {"kunci": "kunci-1", "relation": "child", "full_name": "Wayan", "birth_date": "01-02-2018"}
    client.post(page, form | {"nik": "3574010102180001"})
    client.post(page, form | {"nik": "3574010102180001"})
    child = Dependant.objects.get()
    assert (child.guardian.user, child.nik) == (sari, "3574010102180001")
    listed = client.get(page).content.decode()
    assert "••••••••••••0001" in listed and "3574010102180001" not in listed
    client.post(reverse("dependant", args=[child.pk]), form | {"nik": "", "full_name": "Wayan Sari"})
    child = Dependant.objects.get()
    assert (child.full_name, child.nik) == ("Wayan Sari", "3574010102180001")


def test_joko_reaches_nothing_of_hers(client, sari, another_client):
    now = database_now()
    hers = profile_of(sari, by=sari, now=now)
    rows = [
        ("organisation", save_organisation(hers, {"name": "CV Mawar"}, by=sari, now=now)),
        ("dependant", save_dependant(hers, {"full_name": "Wayan"}, by=sari, now=now)),
    ]
    joko = another_client()
    joko.force_login(account("Joko"))
    for name, row in rows:
        address = reverse(name, args=[row.pk])
        assert joko.get(address).status_code == joko.post(address, {"name": "x"}).status_code == 404
    assert "CV Mawar" not in joko.get(reverse("organisations")).content.decode()
    assert "Wayan" not in joko.get(reverse("dependants")).content.decode()


def test_nobody_saves_what_belongs_to_another(sari):
    joko, now = account("Joko"), database_now()
    hers = profile_of(sari, by=sari, now=now)
    child = save_dependant(hers, {"full_name": "Wayan"}, by=sari, now=now)
    organisation = save_organisation(hers, {"name": "CV Mawar"}, by=sari, now=now)
    his = profile_of(joko, by=joko, now=now)
    for act in (
        lambda: save_profile(sari, {"full_name": "Joko"}, by=joko, now=now),
        lambda: save_dependant(hers, {"full_name": "Joko"}, by=joko, now=now),
        lambda: save_dependant(his, {"full_name": "Joko"}, by=joko, now=now, dependant=child),
        lambda: save_organisation(hers, {"name": "CV Joko"}, by=joko, now=now),
        lambda: save_organisation(his, {"name": "CV Joko"}, by=joko, now=now, organisation=organisation),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Dependant.objects.get().full_name == "Wayan"
    assert Organisation.objects.get().name == "CV Mawar"
