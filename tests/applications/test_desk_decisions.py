"""The last desk, four eyes, the budget of queries, and a product that was issued elsewhere."""

import pytest
from django.utils import timezone

from applications import workflow
from applications.models import Application, Review
from foundation.audit.models import Entry
from services.models import Tier
from tests import cast
from tests.applications.counting import counted
from tests.applications.desk import (
    FIVE_TIERS,
    OUTSIDE,
    SERVICE,
    act,
    at_tier,
    before,
    checklist,
    look,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def last(catalogue):
    """A file at its last tier, claimed: (file, step, officer)."""
    application = at_tier(SERVICE, 4, now=before(hours=3))
    step, who = cast.claimed(application, now=before(hours=1))
    return Application.objects.get(pk=application.pk), step, who


def decision_of(step: Review) -> str:
    return Review.objects.get(pk=step.pk).decision


def test_the_last_desk_approves(last):
    file, step, wayan = last
    answer = act(wayan, file, step, "setujui", **checklist(file))
    assert answer.status_code == 302
    file.refresh_from_db()
    assert file.status == "approved"
    assert file.permit.number


def test_a_rejection_needs_its_legal_ground(last):
    file, step, wayan = last
    answer = act(wayan, file, step, "tolak", **checklist(file, alasan_tolak="Zona ini tertutup."))
    assert answer.status_code == 400
    assert "Penolakan memerlukan dasar hukum dan alasan." in words(answer)
    assert "Zona ini tertutup." in words(answer)
    assert decision_of(step) == ""


def test_the_last_desk_rejects_with_ground_and_reason(last):
    file, step, wayan = last
    said = {"dasar_hukum": "Permendagri 3/2018", "alasan_tolak": "Penelitian tidak memenuhi syarat."}
    assert act(wayan, file, step, "tolak", **checklist(file, **said)).status_code == 302
    file.refresh_from_db()
    assert file.status == "rejected"
    assert Review.objects.get(pk=step.pk).legal_ground == "Permendagri 3/2018"


def test_who_decided_one_tier_cannot_take_the_next(catalogue):
    file = at_tier(FIVE_TIERS, 2, now=before(hours=3))
    budi = Review.objects.get(application=file, tier__order=1).decided_by
    step = cast.open_review(file)
    cast.Membership.objects.create(
        user=budi, role=step.tier.role, agency=step.tier.agency, starts_on=before(days=9).date()
    )
    assert act(budi, file, step, "ambil").status_code == 403
    assert "Anda sudah memutus tahap lain berkas ini." in words(look(budi, "desk_file", file.pk))


def spent(user, file, step, name: str, posted: dict) -> list[str]:
    client = signed_in(user)
    with counted() as queries:
        answer = client.post(f"/petugas/berkas/{file.pk}/langkah/{step.pk}/{name}/", posted)
    assert answer.status_code == 302
    return queries


@pytest.mark.parametrize("tier, name", [(1, "teruskan"), (3, "kembalikan"), (4, "teruskan"), (5, "setujui")])
def test_a_decision_with_entry_and_notices_costs_twenty_queries_at_most(tier, name, catalogue):
    file = at_tier(FIVE_TIERS, tier, now=before(hours=3))
    step, who = cast.claimed(file, now=before(hours=1))
    posted = checklist(file)
    if name == "kembalikan":
        field = file.standard.fields.first().key
        posted |= {f"isian-{field}": "mend", f"catatan-isian-{field}": "Pilih yang benar."}
    queries = spent(who, file, step, name, posted)
    assert len(queries) <= 20, "\n".join(queries)


def test_a_remark_taken_back_leaves_the_decision_within_its_budget(catalogue):
    file = at_tier(FIVE_TIERS, 2, now=before(hours=3))
    step, who = cast.claimed(file, now=before(hours=1))
    posted, field = checklist(file), file.standard.fields.first().key
    remark = {f"isian-{field}": "mend", f"catatan-isian-{field}": "Pilih yang benar."}
    assert act(who, file, step, "simpan", **posted, **remark).status_code == 302
    queries = spent(who, file, step, "teruskan", posted)
    assert len(queries) <= 20, "\n".join(queries)


def outside_product(user, file, **said):
    page = look(user, "desk_file", file.pk)
    posted = {
        "kunci": page.context["product"]["kunci"].value(),
        "nomor": "3574-KK-1",
        "tanggal": "2026-01-01",
    }
    return page, posted | said


@pytest.fixture
def approved(catalogue):
    return cast.decided(cast.submitted(OUTSIDE, now=before(days=3)), now=before(days=2))


def test_the_last_desk_records_a_product_issued_elsewhere(approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    page, posted = outside_product(wayan, approved, tanggal=timezone.localdate().isoformat())
    assert "Catat produk" in words(page)
    client = signed_in(wayan)
    for _twice in range(2):
        assert client.post(f"/petugas/berkas/{approved.pk}/produk/", posted).status_code == 302
    approved.refresh_from_db()
    assert (approved.status, approved.permit.number) == ("issued", "3574-KK-1")
    assert Entry.objects.filter(action="application.record_product").count() == 1


@pytest.mark.parametrize(
    "said, sentence",
    [
        ({"nomor": ""}, "Isi bagian ini."),
        ({"nomor": "x" * 81}, "Paling banyak 80 huruf"),
        ({"tanggal": "31-02-2026"}, "Tanggal ini tidak dikenal."),
        ({"tanggal": "2019-01-02"}, "Tanggal produk harus antara tanggal permohonan dikirim dan hari ini."),
        ({"tanggal": "2099-01-02"}, "Terlalu jauh."),
    ],
)
def test_a_product_that_cannot_be_is_refused_and_kept(said, sentence, approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    _page, posted = outside_product(wayan, approved, **{"tanggal": timezone.localdate().isoformat(), **said})
    answer = signed_in(wayan).post(f"/petugas/berkas/{approved.pk}/produk/", posted)
    assert answer.status_code == 400
    assert sentence in words(answer)
    if posted["nomor"]:
        assert posted["nomor"] in words(answer)
    approved.refresh_from_db()
    assert approved.status == "approved"


def test_a_product_is_recorded_once_only(approved):
    wayan = Review.objects.get(application=approved, decision="approved").decided_by
    today = timezone.localdate().isoformat()
    _page, first = outside_product(wayan, approved, tanggal=today)
    _page, second = outside_product(wayan, approved, tanggal=today, nomor="3574-KK-2")
    client = signed_in(wayan)
    assert client.post(f"/petugas/berkas/{approved.pk}/produk/", first).status_code == 302
    assert client.post(f"/petugas/berkas/{approved.pk}/produk/", second).status_code == 409
    approved.refresh_from_db()
    assert approved.permit.number == "3574-KK-1"


def test_a_permit_of_the_portal_is_not_recorded_by_hand(catalogue):
    file = cast.decided(cast.submitted(SERVICE, now=before(days=3)), now=before(days=2))
    wayan = Review.objects.get(application=file, decision="approved").decided_by
    page, posted = outside_product(wayan, file, tanggal=timezone.localdate().isoformat())
    assert "Catat produk" not in words(page)
    assert signed_in(wayan).post(f"/petugas/berkas/{file.pk}/produk/", posted).status_code == 400


@pytest.fixture
def side_by_side(catalogue):
    """A file whose second tier has a twin at another agency: both desks hold their step."""
    tier = cast.standard(SERVICE).tiers.get(order=2)
    Tier.objects.create(
        standard=tier.standard, order=2, code="kembar", name="Telaah kembar", role=tier.role, days=1,
        agency=cast.Agency.objects.get(code="dinkes"),
    )  # fmt: skip
    application = cast.pass_one(cast.submitted(SERVICE, now=before(hours=3)), now=before(hours=2))
    holders = []
    for step in application.reviews.open().select_related("tier__agency"):
        who = cast.desk_of(step)
        workflow.claim(application.pk, step.pk, by=who, now=before(hours=1))
        holders.append((step, who))
    return Application.objects.get(pk=application.pk), holders


def test_desks_side_by_side_each_see_both_and_decide_their_own(side_by_side):
    file, [(first, ratna), (second, wayan)] = side_by_side
    page = words(look(ratna, "desk_file", file.pk))
    assert "Telaah kembar" in page
    assert f"/langkah/{first.pk}/teruskan/" in page
    assert f"/langkah/{second.pk}/" not in page
    assert act(wayan, file, first, "teruskan", **checklist(file)).status_code == 403
    for step, who in ((first, ratna), (second, wayan)):
        assert act(who, file, step, "teruskan", **checklist(file)).status_code == 302
    assert cast.open_review(file).tier.order == 3


def test_a_desk_goes_on_while_its_neighbour_waits_for_the_citizen(side_by_side):
    file, [(first, ratna), (second, wayan)] = side_by_side
    posted = checklist(file)
    name = next(name for name in posted if name.startswith("syarat-"))
    mend = posted | {name: "mend", f"catatan-{name}": "Gambar terpotong."}
    assert act(ratna, file, first, "kembalikan", **mend).status_code == 302
    late = act(wayan, file, second, "teruskan", **posted, alasan="Tulisan saya")
    assert late.status_code == 409
    assert "Tulisan saya" in words(late)
    assert act(wayan, file, second, "teruskan", **checklist(file)).status_code == 302
    file.refresh_from_db()
    assert file.status == "needs_correction"
