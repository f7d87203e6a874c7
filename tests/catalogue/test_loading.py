"""Loading the catalogue: all of it, once; what changes makes a new version; what is gone is named."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Agency, Region
from complaints.models import Category, Clock
from foundation.audit.models import Entry
from mpp_portal.loading.reading import CATEGORIES, read_folder
from mpp_portal.loading.storing import store
from services.models import ExternalSystem, FormField, Requirement, Service, Standard, Tier
from tests.catalogue import reader
from tests.catalogue.conftest import load

pytestmark = pytest.mark.django_db
MODELS = (Agency, Region, ExternalSystem, Service, Standard, FormField, Requirement, Tier, Category)


def counts() -> dict:
    return {model.__name__: model.objects.count() for model in MODELS}


def test_it_loads_everything_the_files_hold():
    load(reader.REAL)
    items = reader.services().values()
    categories = reader.read("complaint_categories")["items"]
    assert counts() == {
        "Agency": 29,
        "Region": 73,
        "ExternalSystem": 50,
        "Service": 54,
        "Standard": 54,
        "FormField": sum(len(item["form_fields"]) for item in items),
        "Requirement": sum(len(item["requirements"]) for item in items),
        "Tier": sum(len(item["verification_tiers"]) for item in items),
        "Category": sum(1 + len(item["children"]) for item in categories),
    }
    steps = len(reader.read("complaint_categories")["meta"]["stages"])
    clocks = 3 * steps + 2  # of three kinds; the time to the answer of two, a complaint's is its category's
    assert Clock.objects.count() == clocks
    assert Entry.objects.count() == 29 + 73 + 50 + 54 + counts()["Category"] + clocks
    assert not Entry.objects.exclude(actor=None).exists()


def test_the_command_alone_loads_the_projects_own_copy(capsys):
    call_command("load_catalogue")
    assert Service.objects.count() == 54
    assert "services.json: 54 baru, 0 berubah, 0 tetap." in capsys.readouterr().out


def test_loading_twice_writes_nothing():
    load(reader.REAL)
    entries = Entry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = load(reader.REAL)
    written = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert Entry.objects.count() == entries
    assert "Tidak ada yang berubah." in said


def test_a_service_never_seen_before_is_loaded_by_itself():
    said = load(reader.INVENTED)
    present = Standard.objects.published().get(service__code="izin-pentas-keliling")
    assert "services.json: 1 baru" in said
    assert [tier.order for tier in present.tiers.all()] == [1, 2, 2, 3, 4]
    assert sum(tier.days for tier in present.tiers.all()) == present.promise_amount
    assert str(present.tiers.first().days) == "0.25"


def test_a_changed_service_makes_a_new_version_and_leaves_the_former_as_it_was(folder, rewrite):
    load(folder)
    former = Standard.objects.get()
    rows = [list(model.objects.values()) for model in (FormField, Requirement, Tier)]

    def change(whole):
        item = whole["items"][0]
        item["name"] = "Izin Pentas Keliling dan Menetap"
        item["form_fields"].pop()
        item["agency"] = "dinas-panggung"

    said = load(rewrite("services", change))
    assert "services.json: 0 baru, 1 berubah, 0 tetap." in said
    new = Standard.objects.published().get()
    assert (new.version, new.name) == (2, "Izin Pentas Keliling dan Menetap")
    assert new.fields.count() == former.fields.count() - 1
    assert new.service.agency.code == "dinas-panggung"
    former.refresh_from_db()
    assert (former.status, former.name) == ("superseded", "Izin Pentas Keliling")
    for model, before in zip((FormField, Requirement, Tier), rows, strict=True):
        assert list(model.objects.filter(standard=former).values()) == before
    assert list(Entry.objects.about(new).values_list("action", "params__version")) == [
        ("standard.published", 2)
    ]


def test_only_what_changed_is_written_and_recorded(folder, rewrite):
    load(folder)
    entries = Entry.objects.count()

    def change(whole):
        whole["items"][0]["description"] = "Mengurus pentas."

    said = load(rewrite("agencies", change))
    assert "agencies.json: 0 baru, 1 berubah, 1 tetap." in said
    (entry,) = Entry.objects.all()[entries:]
    assert (entry.action, entry.params) == (
        "agency.changed",
        {"code": "badan-layar", "columns": ["description"]},
    )


def test_the_writing_of_a_number_or_the_order_of_keys_is_no_change(folder, rewrite):
    load(folder)

    def rearrange(whole):
        item = whole["items"][0]
        item["verification_tiers"][1]["working_days"] = 1.0
        whole["items"][0] = dict(reversed(item.items()))

    assert "Tidak ada yang berubah." in load(rewrite("services", rearrange))


def test_an_item_that_is_gone_is_named_and_not_touched(folder, rewrite):
    load(folder)
    before = list(Standard.objects.values())
    said = load(rewrite("services", lambda whole: whole["items"].clear()))
    assert "services.json: tidak ada lagi di berkas, dibiarkan tersimpan: izin-pentas-keliling." in said
    assert list(Standard.objects.values()) == before


def test_a_file_type_the_portal_cannot_check_is_named_and_left_out(folder):
    said = load(folder)
    assert "izin-pentas-keliling: daftar_pemain.accept: jenis berkas xlsx tidak diterima portal ini" in said
    assert Requirement.objects.get(code="daftar_pemain").accept == ["pdf"]


def test_kinds_of_which_there_is_no_file_are_left_alone(folder):
    load(folder)
    for name in ("agencies", "regions", "external_systems", "complaint_categories"):
        (folder / f"{name}.json").unlink()
    assert load(folder).splitlines()[-1] == "Tidak ada yang berubah."


def test_labels_stay_when_a_file_comes_without_them(folder, rewrite):
    load(folder)
    for name in ("agencies", "external_systems", "services", "complaint_categories"):
        rewrite(name, lambda whole: whole.pop("meta"))
    assert "Tidak ada yang berubah." in load(folder)
    assert Agency.objects.first().kind_label == "Instansi rekaan"
    assert Category.objects.get(code="pentas-bising").max_days == 2


@pytest.mark.django_db(transaction=True)
def test_a_stop_in_the_middle_leaves_nothing_behind(folder, now):
    """Even where a check was missing: the last item cannot be stored, so none of the five files is."""
    catalogue, _faults = read_folder(folder)
    catalogue.items[CATEGORIES][0]["children"][0]["agency"] = "badan-lain"
    with pytest.raises(KeyError):
        store(catalogue, now=now)
    assert set(counts().values()) == {0}
    assert not Entry.objects.exists()
