"""Every row of docs/access_matrix.csv, through every door it has, as every kind of person."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from foundation.audit.models import Entry
from tests.access import doors as files
from tests.access.doors import CONDITION_NOT_MET, KEY, OWN_OR_DESK
from tests.access.matrix import MACHINE, rows
from tests.access.rooms import (
    api,
    api_applications,
    api_complaints,
    complaints,
    finding,
    kiosk,
    messages,
    operations,
    pages,
    portal,
    reports,
)
from tests.access.stage import Stage

# Each room brings the doors of its rows: row -> doors, and the routes that are parts of a row.
ROOMS = (
    files,
    api,
    api_applications,
    api_complaints,
    complaints,
    finding,
    kiosk,
    messages,
    operations,
    pages,
    portal,
    reports,
)
DOORS = {
    row: [door for room in ROOMS for door in room.DOORS.get(row, ())]
    for row in sorted({row for room in ROOMS for row in room.DOORS})
}

MATRIX = rows()
CITIZENS = {"CO", "CX"}
GOT_IN = (200, 201, 204, 302)
# Rows of the matrix whose acts have no route yet, or never will: nobody gets in because there is no door.
WITHOUT_DOOR = set(MATRIX) - set(DOORS) - set(OWN_OR_DESK)
# A row with two doors for two kinds of people, at the pages and in the API.
PAIRS = [*OWN_OR_DESK.items(), *api_applications.OWN_OR_DESK]
PARTS = {route: row for room in ROOMS for route, row in room.PARTS.items()}


@pytest.fixture
def stage(catalogue):
    return Stage(now=timezone.now() - timedelta(hours=20)).build()


def knock(door, stage, actor):
    """(whether the person got in, status), undone afterwards."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        user = stage.people.get(actor)
        if user is not None:
            client.force_login(user)
        address, data = door.to(stage, actor)
        headers = {"Idempotency-Key": KEY} | door.headers(stage, actor)
        if actor == MACHINE:
            headers["Authorization"] = f"Bearer {api.machine_token()}"
        more = {"content_type": "application/json"} if door.json else {}
        response = getattr(client, door.method)(address, data, headers=headers, **more)
        transaction.set_rollback(True)
    to_login = response.status_code == 302 and "/masuk/" in response["Location"]
    to_profile = response.status_code == 302 and "/profil/" in response["Location"]
    got_in = response.status_code in GOT_IN and not to_login and not to_profile
    return got_in, response.status_code


def differences(door, stage, cells) -> list[str]:
    found = []
    for actor, cell in cells.items():
        if actor == MACHINE and not door.route.startswith("api-"):
            continue  # an app reads no pages
        got_in, status = knock(door, stage, actor)
        if status >= 500:
            found.append(f"{actor}: {status}")
        elif got_in != (cell != "-"):
            found.append(
                f"{actor} ({cell}) {'got in' if got_in else 'was refused'} at {door.route}: {status}"
            )
    return found


def test_each_row_opens_its_doors_to_those_it_names_and_to_nobody_else(stage):
    found = {
        row: [line for door in DOORS[row] for line in differences(door, stage, cells(row))] for row in DOORS
    }
    assert not {row: lines for row, lines in found.items() if lines}


def cells(row: str) -> dict[str, str]:
    """The row, with what consent sessions ("a"), break-glass ("i") and machine tokens will open still shut."""
    return {actor: "-" if is_shut(actor, cell) else cell for actor, cell in MATRIX[row].items()}


def is_shut(actor: str, cell: str) -> bool:
    return cell.startswith(("a", "i")) or (actor == MACHINE and cell != "A")


def test_a_file_opens_to_its_owner_on_her_page_and_to_its_desks_on_theirs(stage):
    found = []
    for row, (own, desk) in PAIRS:
        asked = {*CITIZENS, *own_page_asks(row)}
        mine = {actor: cells(row)[actor] if actor in CITIZENS else "-" for actor in sorted(asked)}
        theirs = {actor: "-" if actor in CITIZENS else cell for actor, cell in cells(row).items()}
        found += differences(own, stage, mine) + differences(desk, stage, theirs)
    assert not found


def own_page_asks(row: str) -> set[str]:
    """Everybody who signs in may be a citizen too and sees her own list, empty as it is; a file is somebody's."""
    return {"AN"} if row == "permohonan.daftar.lihat" else set(MATRIX[row])


def routes() -> set[str]:
    found = set()

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            else:
                found.add(pattern.name)

    walk(get_resolver().url_patterns)
    return found


def test_every_route_has_its_row():
    named = {door.route for doors in DOORS.values() for door in doors}
    named |= {door.route for _row, doors in PAIRS for door in doors} | set(PARTS)
    assert routes() - named == set(), "a route without a row of the matrix"
    assert named - routes() == set(), "a row for a route that is gone"
    assert set(PARTS.values()) <= set(MATRIX)


def test_every_row_without_a_door_is_known():
    of_dashes = {row for row, cells in MATRIX.items() if set(cells.values()) == {"-"}}
    assert WITHOUT_DOOR - of_dashes == NO_DOOR_YET


# Acts that later work brings; each lands with its door here.
NO_DOOR_YET = {
    "katalog.draf.lihat",
    "katalog.draf.buat_ubah",
    "katalog.draf.periksa_teknis",
    "katalog.versi.terbitkan_tarik",
    "kalender.libur.usulkan",
    "kalender.libur.sahkan",
    "akun.profil_warga_lain.lihat",
    "akun.petugas.reset_2fa_paksa_keluar",
    "tugas.alihkan",
    "permohonan.buka_kembali",
    "sla.jeda_lanjut",
    "sla.ubah_tenggat",
    "catatan_internal.tulis",
    "catatan_internal.baca",
    "izin.tanda_tangani",
    "izin.cabut",
    "izin.terbitkan_ulang",
    "aduan.identitas_rahasia.buka",
    "jejak.penuh_dan_rantai.periksa",
    "jejak.checkpoint_publik.unduh",
    "pdp.data_sendiri.unduh",
    "pdp.koreksi_penghapusan.minta",
    "pdp.penghapusan.putuskan",
    "pdp.siapa_membuka_data_saya.lihat",
    "operasi.mode_pemeliharaan_manual.nyalakan",
    "operasi.entri_susulan_manual",
    "operasi.django_admin",
    "api.token.buat_cabut",
    "api.webhook.daftarkan",
    "skm.isi",
    "skm.hasil_agregat.lihat",
}


def test_a_conditional_cell_is_shut_while_its_condition_is_not_met(stage):
    """b: without the claim; c: in a state the table does not allow. The owner's own documents stay hers."""
    found = []
    for door in (*CONDITION_NOT_MET, *api_applications.CONDITION_NOT_MET):
        owners = {"CO"} if door.route in ("document", "api-document") else set()
        everybody = set(MATRIX["permohonan.setujui"]) - owners
        found += differences(door, stage, dict.fromkeys(sorted(everybody), "-"))
    assert not found


def test_reading_a_file_leaves_an_entry(stage):
    """m: the view itself is an entry."""
    _own, desk = OWN_OR_DESK["permohonan.rinci.lihat"]
    for actor in ("FA", "KO", "AU"):
        client = Client()
        client.force_login(stage.people[actor])
        before = Entry.objects.filter(action="application.view").count()
        assert client.get(desk.to(stage, actor)[0]).status_code == 200
        assert Entry.objects.filter(action="application.view").count() == before + 1, actor


def test_another_citizens_file_looks_like_one_that_does_not_exist(stage):
    client = Client()
    client.force_login(stage.people["CX"])
    file = stage.file("fo")
    hers = client.get(f"/permohonan/{file.pk}/")
    nothing = client.get("/permohonan/00000000-0000-4000-8000-000000000000/")
    assert hers.status_code == nothing.status_code == 404
    assert without_marks(hers) == without_marks(nothing)


def without_marks(response) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    text = re.sub(r'<span class="code">[0-9a-f]{8}</span>', "", text)
    return re.sub(r"/permohonan/[0-9a-f-]{36}/", "", text)
