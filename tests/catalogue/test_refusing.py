"""A broken catalogue is refused whole: file, item, key and reason are named, and nothing is stored."""

import json

import pytest
from django.core.management import CommandError

from accounts.models import Agency, Region
from complaints.models import Category
from foundation.audit.models import Entry
from services.models import ExternalSystem, Service, Standard
from tests.catalogue.broken import OTHERS, SERVICES, limit
from tests.catalogue.conftest import load

pytestmark = pytest.mark.django_db
CODE = "izin-pentas-keliling"


def nothing_is_stored():
    models = (Agency, Region, ExternalSystem, Service, Standard, Category, Entry)
    return not any(model.objects.exists() for model in models)


def refusal(folder) -> list[str]:
    with pytest.raises(CommandError) as refused:
        load(folder)
    assert refused.value.returncode == 1
    return [line.strip() for line in str(refused.value).splitlines()[1:]]


@pytest.mark.parametrize(("change", "key", "reason"), SERVICES.values(), ids=SERVICES)
def test_it_refuses_a_service_with_a_wrong(change, key, reason, rewrite):
    lines = refusal(rewrite("services", lambda whole: change(whole["items"][0])))
    assert any(line.startswith(f"services.json: {CODE}: {key}: ") and reason in line for line in lines), lines
    assert nothing_is_stored()


@pytest.mark.parametrize(("file", "change", "item", "key", "reason"), OTHERS.values(), ids=OTHERS)
def test_it_refuses_a_wrong(file, change, item, key, reason, rewrite):
    lines = refusal(rewrite(file, lambda whole: change(whole["items"][0])))
    assert any(line.startswith(f"{file}.json: {item}: {key}: ") and reason in line for line in lines), lines
    assert nothing_is_stored()


@pytest.mark.parametrize(
    ("file", "meta", "key"),
    [
        ("agencies", {"kinds": {"rekaan": 7}}, "kinds.rekaan"),
        ("external_systems", {"scopes": {"rekaan": "x" * 121}}, "scopes.rekaan"),
        ("complaint_categories", {"response_classes": {"cepat": {"label": "Cepat", "max_days": "dua"}}},
         "response_classes.cepat.max_days"),
    ],
)  # fmt: skip
def test_it_refuses_a_list_of_codes_it_cannot_take_over(file, meta, key, rewrite):
    lines = refusal(rewrite(file, lambda whole: whole["meta"].update(meta)))
    assert any(line.startswith(f"{file}.json: meta: {key}: ") for line in lines), lines
    assert nothing_is_stored()


def test_it_names_every_fault_of_every_file(rewrite):
    rewrite("agencies", lambda whole: whole["items"][1].update(has_counter="ya", kind=3))
    rewrite("regions", lambda whole: whole["items"].append("Ujung"))

    def change(whole):
        item = whole["items"][0]
        item.update(agency="badan-lain", tags=None)
        limit("mulai", min_date="besok")(item)
        item["verification_tiers"][0]["working_days"] = 0.5

    lines = refusal(rewrite("services", change))
    starts = {": ".join(line.split(": ")[:3]) for line in lines}
    assert starts == {
        "agencies.json: dinas-panggung: has_counter",
        "agencies.json: dinas-panggung: kind",
        "regions.json: butir ke-7: harus berupa objek",
        "services.json: izin-pentas-keliling: agency",
        "services.json: izin-pentas-keliling: tags",
        "services.json: izin-pentas-keliling: form_fields[5].constraints.min_date",
        "services.json: izin-pentas-keliling: verification_tiers",
    }


def test_the_same_code_twice_is_refused(rewrite):
    lines = refusal(rewrite("services", lambda whole: whole["items"].append(whole["items"][0])))
    assert lines == [f"services.json: {CODE}: code: kode ini dipakai lebih dari sekali"]


@pytest.mark.parametrize(
    ("text", "reason"),
    {
        "{": "bukan JSON yang sah pada baris 1",
        '{"items": [], "items": []}': "kunci “items” ditulis dua kali",
        '{"items": [NaN]}': "NaN bukan angka JSON",
        "[]": "harus berupa objek",
        '{"meta": {}}': "items: harus berupa daftar",
        '{"meta": [], "items": []}': "meta: harus berupa objek",
        '{"items": [null]}': "butir ke-1: harus berupa objek",
        '{"items": [{}]}': "butir ke-1: form_fields: kunci wajib ini tidak ada",
        "": "bukan JSON yang sah",
        '{"items": "\ud800"}'.encode("utf-8", "surrogatepass"): "tidak dapat dibaca",
    }.items(),
)
def test_a_file_that_is_no_catalogue_is_refused(text, reason, folder):
    path = folder / "services.json"
    path.write_bytes(text) if isinstance(text, bytes) else path.write_text(text)
    assert any(line.startswith("services.json: ") and reason in line for line in refusal(folder))
    assert nothing_is_stored()


def test_a_folder_without_any_file_is_refused(tmp_path):
    assert "tidak ada berkas katalog di sini" in refusal(tmp_path)[0]


def test_a_fault_in_one_file_keeps_the_stored_catalogue_as_it_was(folder, rewrite):
    load(folder)
    before = list(Standard.objects.values()), Entry.objects.count()

    def change(whole):
        good = json.loads(json.dumps(whole["items"][0])) | {"code": "izin-lain"}
        whole["items"] = [
            good,
            whole["items"][0] | {"name": "Nama baru"},
            whole["items"][0] | {"channel": "pos"},
        ]

    refusal(rewrite("services", change))
    assert (list(Standard.objects.values()), Entry.objects.count()) == before
