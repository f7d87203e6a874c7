import pytest

from accounts.models import Region
from services.forms import build_form, display_answers
from tests.services.fields import CHOICES, TODAY, row

ROWS = [
    row("nama"),
    row("jenis", "choice", choices=CHOICES),
    row("kuasa", "boolean"),
    row("tanggal", "date"),
    row("luas", "decimal"),
    row("jumlah", "integer"),
    row("biaya", "money"),
    row("telepon", "phone"),
    row("tempat", "region"),
    row("kosong"),
]
ANSWERS = {
    "nama": "Sari",
    "jenis": "lama",
    "kuasa": False,
    "tanggal": "2026-09-19",
    "luas": "1250.5",
    "jumlah": 12,
    "biaya": 1_250_000,
    "telepon": "+6281234567890",
    "tempat": "35.74.03.1001",
}


def test_answers_are_shown_in_words_and_in_the_order_of_the_form():
    shown = display_answers(ROWS, ANSWERS, regions={"35.74.03.1001": "Mayangan"})
    assert {field.key: text for field, text in shown} == {
        "nama": "Sari",
        "jenis": "Lama",
        "kuasa": "Tidak",
        "tanggal": "19 Sep 2026",
        "luas": "1.250,5",
        "jumlah": "12",
        "biaya": "Rp1.250.000",
        "telepon": "0812-3456-7890",
        "tempat": "Mayangan",
    }
    assert [field.key for field, _text in shown] == list(ANSWERS)


@pytest.fixture
def places(db):
    above = Region.objects.create(code="35.74.03", name="Mayangan", short_name="Mayangan", level="kecamatan")
    for number, name in ((1001, "Mayangan"), (1002, "Mangunharjo")):
        Region.objects.create(
            code=f"35.74.03.{number}", name=name, short_name=name, level="kelurahan", parent=above
        )


def test_all_places_are_looked_up_at_once(places, django_assert_num_queries):
    rows = [row("asal", "region"), row("tujuan", "region")]
    with django_assert_num_queries(1):
        shown = display_answers(rows, {"asal": "35.74.03.1001", "tujuan": "35.74.03.1002"})
    assert [text for _field, text in shown] == ["Mayangan, Kec. Mayangan", "Mangunharjo, Kec. Mayangan"]


def test_a_form_asks_once_for_all_its_places_and_not_at_all_without(places, django_assert_num_queries):
    limits = {"level": "kelurahan", "within": "35.74"}
    rows = [row(f"tempat_{number}", "region", constraints=limits) for number in range(5)]
    with django_assert_num_queries(1):
        str(build_form(rows, today=TODAY))
    with django_assert_num_queries(0):
        str(build_form([row()], today=TODAY))


def test_without_a_place_there_is_nothing_to_look_up(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        display_answers(ROWS, {"nama": "Sari"})
