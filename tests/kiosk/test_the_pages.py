"""The kiosk's own pages: one question at a time, few words, and a slip to take home."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from services.models import Standard
from tests import cast
from tests.applications.at_the_counter import SERVICE, local_now, text_of
from tests.applications.counting import counted
from tests.applications.scenes import finished

MOST_WORDS = 12
TEMPLATES = sorted((settings.BASE_DIR / "templates/kiosk").glob("*.html"))
OF_THE_BAR = [settings.BASE_DIR / f"templates/shell/{name}.html" for name in ("kiosk_bar", "read_aloud")]
SAID = re.compile(
    r"""{% translate ['"](.+?)['"]|_\("(.+?)"\)|{% blocktranslate[^%]*%}(.+?){% end""", re.DOTALL
)
FOR_OFFICERS = "switch.html"


def sentences():
    for path in TEMPLATES + OF_THE_BAR:
        if path.name != FOR_OFFICERS:
            for said in SAID.findall(path.read_text()):
                text = unescape(strip_tags("".join(said))).strip()
                yield from ((path.name, one) for one in re.split(r"(?<=[.?!])\s+", text))


def test_no_sentence_is_longer_than_twelve_words():
    every = list(sentences())
    assert len(every) > 60
    assert not [(name, one) for name, one in every if len(one.split()) > MOST_WORDS]


@pytest.fixture
def client(catalogue):
    return Client()


def ask(client, name: str, *args, **query):
    return client.get(reverse(f"kiosk_{name}", args=args), query)


@pytest.mark.django_db
class TestServices:
    def test_the_start_leads_to_each_way_and_to_an_officer(self, client):
        page = ask(client, "start").content.decode()
        for name in ("find", "track", "permit", "complain", "own", "staff"):
            assert f'href="{reverse(f"kiosk_{name}")}"' in page

    def test_a_word_finds_services_and_each_opens(self, client):
        answer = ask(client, "find", q="ktp")
        addresses = re.findall(r'class="kiosk-tile" href="(/kiosk/layanan/[^"]+)"', answer.content.decode())
        assert addresses
        assert {client.get(address).status_code for address in addresses} == {200}

    def test_each_turn_of_life_leads_to_its_services(self, client):
        page = ask(client, "find").content.decode()
        events = re.findall(r'href="(/kiosk/keperluan/[^"]+)"', page)
        assert "/kiosk/keperluan/lahir/" in events and len(events) > 8
        for address in events:
            answer = client.get(address)
            assert answer.status_code == 200 and "/kiosk/layanan/" in answer.content.decode(), address
        assert ask(client, "event", "tidak-ada").status_code == 404

    def test_what_is_not_found_leads_on(self, client):
        words = text_of(ask(client, "find", q="zzzzqqqq"))
        assert "Tidak ada yang cocok" in words and "Atau sentuh salah satu" in words

    def test_a_service_says_how_long_how_much_and_what_to_bring(self, client):
        standard = Standard.objects.published().get(service__code="kk-baru")
        words = text_of(ask(client, "service", "kk-baru"))
        for told in (standard.name, standard.promise, standard.fee, "Yang dibawa"):
            assert told in words
        for requirement in standard.requirements.all():
            assert requirement.label in words

    def test_every_service_has_its_page_and_its_slip(self, client):
        codes = list(Standard.objects.published().values_list("service__code", flat=True))
        wrong = [
            (name, code)
            for code in codes
            for name in ("service", "service_slip")
            if ask(client, name, code).status_code != 200
        ]
        assert len(codes) > 50 and not wrong

    def test_a_slip_leads_to_the_service_on_the_portal(self, client, settings):
        settings.PORTAL_URL = "https://mpp.contoh.go.id"
        page = ask(client, "service_slip", "kk-baru").content.decode()
        assert "https://mpp.contoh.go.id/layanan/kk-baru/" in page
        assert '<svg viewBox="0 0' in page and 'class="qr"' in page and "data-print" in page
        assert settings.MALL["address"][:20] in page

    def test_a_service_elsewhere_is_reached_by_the_phone(self, client):
        standard = Standard.objects.published().filter(service__channel="redirect").first()
        answer = ask(client, "service", standard.service.code)
        assert standard.external_url in text_of(answer)
        assert f'href="{standard.external_url}' not in answer.content.decode()
        assert 'class="qr"' in answer.content.decode()

    def test_an_unknown_service_is_not_there(self, client):
        assert ask(client, "service", "tidak-ada").status_code == 404


@pytest.mark.django_db
class TestLookingUp:
    def test_a_code_tells_the_state_and_nothing_personal(self, client):
        file = cast.submitted(SERVICE, now=local_now())
        with counted() as queries:
            answer = ask(client, "track", kode=file.shown_code.lower())
        page = answer.content.decode()
        words = text_of(answer)
        assert file.standard.name in words and "Terkirim" in words and 'class="qr"' in page
        assert answer["X-Robots-Tag"] == "noindex" and "no-store" in answer["Cache-Control"]
        assert not any('"answers"' in query or '"identity"' in query for query in queries)
        for secret in ("Sari", file.number, cast.NIKS["Sari"], str(file.pk)):
            assert secret not in page

    def test_an_unknown_code_is_asked_for_again(self, client):
        answer = ask(client, "track", kode="ABCDE-FGHJK-M")
        assert answer.status_code == 404 and "Kode ini tidak kami kenal." in text_of(answer)

    def test_a_permit_is_known_by_its_code_or_the_whole_address(self, client):
        now = local_now()
        permit = finished(cast.submitted(SERVICE, now=now), now=now).permit
        for typed in (permit.code, permit.code.lower(), f"https://mpp.contoh.go.id/v/{permit.code}/"):
            answer = ask(client, "permit", kode=typed)
            assert answer.status_code == 200 and "BERLAKU" in text_of(answer), typed

    def test_an_unknown_permit_is_said_in_capitals(self, client):
        for typed in ("A" * 26, "x", "/v/", "<script>"):
            answer = ask(client, "permit", kode=typed)
            assert answer.status_code == 404 and "TIDAK TERDAFTAR" in text_of(answer)


@pytest.mark.django_db
class TestOwn:
    def test_signing_in_leads_back_to_the_kiosk(self, client):
        assert "/masuk/?next=/kiosk/berkas/" in ask(client, "own").content.decode()

    def test_whoever_signed_in_is_led_to_her_files(self, client):
        client.force_login(cast.citizen("Sari"))
        page = ask(client, "own").content.decode()
        assert reverse("my_files") in page and "Mulai lagi" in page
