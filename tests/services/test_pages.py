"""The public pages of the catalogue, without an account."""

import pytest
from django.urls import reverse

from accounts.models import Agency
from complaints.models import Category
from services.models import ExternalSystem, Service, Standard, Tier
from tests.catalogue import reader

pytestmark = pytest.mark.usefixtures("catalogue")
SERVICES = reader.services()
COMPONENTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "pengaduan-layanan", "dasar-hukum"]


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def codes(page) -> list[str]:
    return [part.partition('/"')[0] for part in page.split('<h3><a href="/layanan/')[1:]]


@pytest.mark.parametrize("code", SERVICES)
def test_every_service_has_its_page_with_the_components_in_order(code, client):
    page = text(client, f"/layanan/{code}/")
    places = [page.index(f'<h2 id="{name}">') for name in COMPONENTS]
    assert places == sorted(places)
    assert "None" not in page


def test_each_channel_says_what_to_do_next(client):
    online = text(client, "/layanan/kk-baru/")
    assert "Ajukan permohonan" in online
    assert f'href="{reverse("apply_start", args=["kk-baru"])}"' in online
    redirected = text(client, "/layanan/paspor/")
    assert "Layanan ini diajukan di M-Paspor" in redirected
    assert (
        '<a class="btn btn-primary btn-large" href="https://www.imigrasi.go.id" rel="external noopener">'
        in redirected
    )
    counter = text(client, "/layanan/ktp-el-baru/")
    assert "Datang ke loket Dispendukcapil" in counter
    assert "Jl. Basuki Rahmat" in counter and "Senin–Kamis" in counter
    for elsewhere in (redirected, counter):
        assert "Ajukan permohonan" not in elsewhere


def test_a_page_says_honestly_how_far_it_was_checked(client):
    by_level = {
        (item["verification"]["level"], item["verification"]["local"]): code
        for code, item in SERVICES.items()
    }
    warning, elsewhere = "Belum diperiksa instansi", "Bersumber dari daerah lain atau aturan nasional"
    for local in (True, False):
        assert warning in text(client, f"/layanan/{by_level['memory', local]}/")
    assert elsewhere in text(client, f"/layanan/{by_level['seen', False]}/")
    seen_here = text(client, f"/layanan/{by_level['seen', True]}/")
    assert warning not in seen_here and elsewhere not in seen_here


def test_an_unknown_service_is_not_found(client):
    assert "Beranda" in text(client, "/layanan/tidak-ada/", status=404)
    assert client.get("/layanan/<script>/").status_code == 404


def test_the_list_holds_every_service_once(client):
    pages = [codes(text(client, f"/layanan/?page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 14]
    assert sorted(sum(pages, [])) == sorted(SERVICES)


def test_a_page_number_that_is_none_is_forgiven(client):
    assert codes(text(client, "/layanan/?page=99")) == codes(text(client, "/layanan/?page=3"))
    assert codes(text(client, "/layanan/?page=abc")) == codes(text(client, "/layanan/"))


def test_agency_and_kind_filter_together_and_stay_while_paging(client):
    page = text(client, "/layanan/?instansi=dpmptsp&jenis=perizinan")
    wanted = {c for c, item in SERVICES.items() if (item["agency"], item["kind"]) == ("dpmptsp", "perizinan")}
    assert set(codes(page)) == wanted
    assert '<option value="dpmptsp" lang="id" selected>' in page
    assert 'href="?jenis=non_perizinan&amp;page=2"' in text(client, "/layanan/?jenis=non_perizinan")


@pytest.mark.parametrize("query", ["instansi=tidak-ada", "jenis=tidak-ada", "instansi=%00", "jenis=' OR 1=1"])
def test_an_unknown_filter_is_named_and_left_aside(query, client):
    page = text(client, f"/layanan/?{query}")
    assert "tidak ada di daftar" in page
    assert "54 layanan ditemukan." in page


@pytest.mark.parametrize(
    ("words", "first"),
    {
        "akte klahiran": "akta-kelahiran",
        "KARTU keluarga baru": "kk-baru",
        "bidan": "sip-bidan",
        "birth certificate": "akta-kelahiran",
        "pasport": "paspor",
        "surat nikah": "pendaftaran-nikah",
        "dpmptsp reklame permanen": "izin-reklame-permanen",
    }.items(),
)
def test_a_search_finds_what_was_meant(words, first, client):
    assert codes(text(client, f"/layanan/?q={words}"))[0] == first


def test_a_search_that_finds_words_apart_says_so(client):
    assert "Tidak ada yang memuat semua kata itu" in text(client, "/layanan/?q=tilang nikah")
    assert "Tidak ada yang memuat semua kata itu" not in text(client, "/layanan/?q=surat nikah")


@pytest.mark.parametrize(
    "words", ["%25", "_", "\\", "zzzzzz", "'", '"', ");--", "%25%25%25", "qx" * 5000, "qx " * 500]
)
def test_a_search_that_finds_nothing_says_what_to_do(words, client):
    page = text(client, f"/layanan/?q={words}")
    assert codes(page) == []
    assert "Tidak ada layanan yang cocok dengan" in page and "Lihat semua layanan" in page
    assert "Kirim pertanyaan lewat formulir" in page


def test_what_was_looked_for_is_shown_as_it_was_typed(client):
    page = text(client, "/layanan/?q=<script>alert(1)</script>%00")
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_pages_ask_little_of_the_database(client, django_assert_max_num_queries):
    """Beside what the shell remembers: opening hours and announcements."""
    client.get("/")
    for address in (
        "/layanan/",
        "/layanan/?q=akta",
        "/layanan/?q=surat nikah&jenis=perizinan",
        "/instansi/",
        "/sistem/",
    ):
        with django_assert_max_num_queries(4):
            client.get(address)


def test_the_first_page_asks_for_services_and_time_and_remembers_the_rest(client, django_assert_num_queries):
    """Remembered for five minutes: announcements, hours, calendar and today's closed counters."""
    client.get("/")
    with django_assert_num_queries(2):
        client.get("/")


@pytest.mark.parametrize(("words", "most"), [("pspor", 6), ("zzzzzz", 6), ("zz", 5)])
def test_a_slip_and_a_search_in_vain_ask_little_more(words, most, client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(most):
        client.get(f"/layanan/?q={words}")


def test_a_service_asks_as_much_whatever_it_holds(client, django_assert_max_num_queries):
    """Four of its own, and two of the shell that a process remembers: opening hours and announcements."""
    for code in ("izin-reklame-permanen", "kirim-dokumen", "paspor"):
        with django_assert_max_num_queries(6):
            client.get(f"/layanan/{code}/")


def test_the_first_page_leads_to_search_tracking_and_every_kind(client):
    page = text(client, "/")
    assert page.count("<h1>") == 1
    assert 'action="/layanan/"' in page and 'name="kode"' in page
    assert 'id="bantuan"' in page and "Lihat semua 54 layanan" in page
    for kind in {item["kind"] for item in SERVICES.values()}:
        assert f'href="/layanan/?jenis={kind}"' in page


def test_the_agencies_page_links_to_their_services(client):
    page = text(client, "/instansi/")
    assert page.count('<li class="card" id="') == 29
    assert 'href="/layanan/?instansi=dispendukcapil"' in page and 'href="tel:03354438894"' in page
    assert "https://wa.me/6282350657770" in page


def test_the_directory_holds_every_system(client):
    page = text(client, "/sistem/")
    for system in reader.read("external_systems")["items"]:
        assert f'id="{system["code"]}"' in page


def test_pages_are_only_read(client):
    for address in ("/", "/layanan/", "/layanan/kk-baru/", "/instansi/", "/sistem/"):
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/", "/layanan/", "/instansi/", "/sistem/"])
def test_an_empty_portal_says_so(address, client, empty_portal):
    assert "belum dimuat" in text(client, address) or "Tidak ada layanan yang cocok" in text(client, address)


@pytest.fixture
def empty_portal(catalogue):
    for model in (Tier, Standard, Service, ExternalSystem):
        model.objects.all().delete()
    Category.objects.update(parent=None)
    Category.objects.all().delete()
    Agency.objects.all().delete()
