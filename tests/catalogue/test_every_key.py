"""Each key of the catalogue's files is shown on a page or in the form, or acted by. None is only stored."""

import html
import re
from datetime import date

import pytest
from django.template import engines

from complaints.models import Category
from foundation.documents.names import KIND_OF_ENDING
from services.conditions import applicable_requirements
from services.forms import build_form, display_answers
from services.models import Standard
from services.validators.constraints import KEYS_OF
from services.validators.tiers import APPLICANT, ROLES
from tests.catalogue import reader
from tests.catalogue.carried import IN_THE_FORM, IN_VERBS, ON_OTHER_PAGES, ON_THE_SERVICES_PAGE, SERVICE
from tests.catalogue.conftest import load

TODAY = date(2026, 11, 23)


def keys_of(value, path="") -> set[str]:
    """Every key below a value of JSON, as `fee.tariffs[].label`; all constraints count as one."""
    if isinstance(value, list):
        return set().union(*(keys_of(one, f"{path}[]") for one in value))
    if isinstance(value, dict) and not path.endswith("constraints"):
        return set().union(*(keys_of(one, f"{path}.{key}".removeprefix(".")) for key, one in value.items()))
    return {path.removesuffix("[]")}


def as_read(source: str) -> str:
    """A page as it is read, spaces folded, with its source behind."""
    source = html.unescape(source)
    read = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source))
    return re.sub(r"([(“]) ", r"\1", re.sub(r" ([.,:)”])", r"\1", read)) + re.sub(r"\s+", " ", source)


def page(client, address) -> str:
    return as_read(client.get(address).content.decode())


@pytest.fixture
def form(everything):
    rows = Standard.objects.get(service__code="izin-pentas-keliling").fields.all()
    return lambda **more: build_form(list(rows), today=TODAY, **more)


@pytest.mark.parametrize("file", ["services", "agencies", "regions", "external_systems"])
def test_no_key_is_forgotten(file):
    held = set().union(*(keys_of(item) for item in reader.read(file)["items"]))
    prefix = "" if file == "services" else f"{file}."
    listed = ON_THE_SERVICES_PAGE.keys() | ON_OTHER_PAGES.keys() | IN_THE_FORM.keys() | IN_VERBS.keys()
    ours = {key.removeprefix("services.") for key in listed}
    assert {f"{prefix}{key}" for key in held} <= ours
    assert all(name in globals() for name in IN_VERBS.values())


@pytest.mark.parametrize(("key", "words"), ON_THE_SERVICES_PAGE.items())
def test_the_services_page_shows(key, words, client, everything):
    assert words in page(client, SERVICE)


@pytest.mark.parametrize(("key", "place"), ON_OTHER_PAGES.items())
def test_another_page_shows(key, place, client, everything):
    address, words = place
    assert words in page(client, address)


@pytest.mark.parametrize(("key", "words"), IN_THE_FORM.items())
def test_the_form_shows(key, words, form):
    fields = "{% for field in form %}{{ field.as_field_group }}{% endfor %}"
    assert words in as_read(engines["django"].from_string(fields).render({"form": form()}))


def test_codes_of_requirements_and_tiers_stay_from_version_to_version(folder, rewrite, db):
    load(folder)
    load(rewrite("services", lambda whole: whole["items"][0].update(notes="Lain.")))
    old, new = Standard.objects.order_by("version")
    for rows in ("requirements", "tiers"):
        codes = [[row.code for row in getattr(standard, rows).all()] for standard in (old, new)]
        assert codes[0] == codes[1] and len(set(codes[0])) == 5


def test_a_conditional_requirement_follows_the_answers(everything):
    wanted = Standard.objects.get(service__code="izin-pentas-keliling").requirements.all()
    always = ["denah", "daftar_pemain", "persetujuan_warga", "jadwal"]
    assert [one.code for one in applicable_requirements(wanted, {})] == always
    assert [one.code for one in applicable_requirements(wanted, {"ada_satwa": False})] == always
    assert "izin_satwa" in [one.code for one in applicable_requirements(wanted, {"ada_satwa": True})]


def test_a_region_field_offers_its_level_below_its_parent(form):
    offered = {
        name: {code for _group, places in field.choices if isinstance(places, list) for code, _name in places}
        | {code for code, label in field.choices if isinstance(label, str)}
        for name, field in form().fields.items()
        if name in ("kelurahan", "asal")
    }
    assert offered["kelurahan"] - {""} == {"73.72.02.1001", "73.72.03.1001"}
    assert len(offered["asal"] - {""}) == 38


def test_an_answered_place_is_shown_with_the_place_above(form):
    (shown,) = display_answers(form().rows, {"kelurahan": "73.72.03.1001"})
    assert shown[1] == "Lakessi, Kec. Soreang"


def test_a_complaint_category_carries_every_key(everything):
    child = Category.objects.select_related("parent__agency", "agency").get(code="pentas-bising")
    parent = child.parent
    assert (parent.code, parent.label, parent.description) == (
        "pentas",
        "Pentas dan keramaian",
        "Gangguan dari pentas.",
    )
    assert (parent.agency.code, parent.origin, parent.confidential) == ("badan-layar", "rekaan", False)
    assert (child.label, child.agency.code) == ("Pentas terlalu bising", "dinas-panggung")
    assert (child.response_class, child.response_class_label, child.max_days) == (
        "cepat",
        "Ditanggapi cepat",
        2,
    )
    assert (child.examples, child.confidential) == ("Suara sampai tengah malam", True)


def test_the_code_knows_every_word_of_the_files_own_lists():
    meta = reader.read("services")["meta"]
    assert KEYS_OF.keys() == set(meta["field_types"])
    assert {key for keys in KEYS_OF.values() for key in keys} == {
        key for keys in meta["constraint_keys"] for key in keys.split("/")
    }
    assert meta["roles"].keys() == {*ROLES, APPLICANT}
    assert set(KIND_OF_ENDING) == {"pdf", "jpg", "jpeg", "png"}
    assert meta["product_kinds"].keys() == set(Standard.ProductKind.values)
    assert meta["fee_types"].keys() == set(Standard.FeeType.values)


def test_address_and_hours_of_the_mall_are_on_the_first_page(client, catalogue):
    mall = reader.read("agencies")["meta"]["mpp"]
    first = page(client, "/")
    assert mall["address"] in first and mall["name"] in first
    for line in mall["service_hours"]:
        days = line["days"].replace("-", "–")
        assert f"{days} {line['open']}–{line['close']}".replace(":", ".") in first
