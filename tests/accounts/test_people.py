"""Who sees whom, and what an administrator proposes through the pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, RoleChange, User
from tests.accounts.people import account, administrator, holding

LIST, ADD, CHANGES = reverse("people"), reverse("person_add"), reverse("role_changes")
OWN, ALL, NONE = "own", "all", "none"
SEES = {
    Role.FRONT_OFFICE: OWN,
    Role.VERIFIER: OWN,
    Role.APPROVER: OWN,
    Role.SIGNATORY: OWN,
    Role.COMPLAINT_OFFICER: OWN,
    Role.COORDINATOR: ALL,
    Role.AUDITOR: ALL,
    Role.ADMINISTRATOR: ALL,
    Role.ASSISTANT: NONE,
    Role.CATALOGUE_EDITOR: NONE,
    None: NONE,
}
WHOLE_MALL = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)


def today():
    return timezone.localdate()


def reader(role, agency) -> User:
    if role is None:
        return account("Joko")
    return holding("Joko", role, None if role in WHOLE_MALL else agency)


def proposal(**changes):
    form = {
        "kunci": "kunci-1",
        "email": "Budi@Contoh.id",
        "name": "Budi",
        "role": Role.FRONT_OFFICE,
        "agency": "",
        "starts_on": today().strftime("%d-%m-%Y"),
    }
    return form | changes


@pytest.mark.parametrize(("role", "sees"), SEES.items(), ids=str)
def test_the_list_shows_what_the_matrix_says(client, agency, other_agency, role, sees):
    near = holding("Budi", Role.VERIFIER, agency)
    far = holding("Sari", Role.VERIFIER, other_agency)
    client.force_login(reader(role, agency))
    answer = client.get(LIST)
    if sees == NONE:
        assert answer.status_code == 403
        assert client.get(reverse("person", args=[near.pk])).status_code == 403
        return
    page = answer.content.decode()
    assert (">Budi<" in page, ">Sari<" in page) == (True, sees == ALL)
    assert client.get(reverse("person", args=[near.pk])).status_code == 200
    assert client.get(reverse("person", args=[far.pk])).status_code == (200 if sees == ALL else 404)
    assert client.get(reverse("person", args=[account("Wayan").pk])).status_code == 404, "no officer"


@pytest.mark.parametrize("role", SEES, ids=str)
def test_only_administrators_propose_and_only_the_whole_mall_reads_proposals(client, agency, role):
    post = Membership.objects.get(user=holding("Budi", Role.VERIFIER, agency))
    client.force_login(reader(role, agency))
    expected = 200 if role == Role.ADMINISTRATOR else 403
    for name in ("post_move", "post_end"):
        assert client.get(reverse(name, args=[post.pk])).status_code == expected
    assert client.get(ADD).status_code == expected
    assert client.get(CHANGES).status_code == (200 if role in WHOLE_MALL else 403)
    if role != Role.ADMINISTRATOR:
        assert client.post(ADD, proposal()).status_code == 403
        assert client.post(reverse("person_account", args=[post.user_id])).status_code == 403
        assert not RoleChange.objects.exists()


def test_a_stranger_is_sent_to_sign_in(client):
    for page in (LIST, ADD, CHANGES):
        assert client.get(page).url.startswith(reverse("account_login"))


def test_the_list_is_narrowed(client, agency, other_agency):
    holding("Budi", Role.VERIFIER, agency)
    holding("Sari", Role.FRONT_OFFICE, other_agency)
    holding("Joko", Role.FRONT_OFFICE, agency, ends_on=today() - timedelta(days=1))
    client.force_login(administrator("Wayan"))

    def names(**query):
        return {str(post.user) for post in client.get(LIST, query).context["page"]}

    assert names() == {"Budi", "Sari", "Wayan"}
    assert names(keadaan="semua") == {"Budi", "Sari", "Joko", "Wayan"}
    assert names(peran="verifier") == {"Budi"}
    assert names(instansi="dishub") == {"Sari"}
    assert names(q="sAr") == {"Sari"}
    assert names(q="%") == set()
    assert names(instansi="tidak-ada", peran="raja") == {"Budi", "Sari", "Wayan"}


def test_the_list_costs_the_same_for_ten_times_the_people(client, agency, django_assert_max_num_queries):
    client.force_login(administrator("Wayan"))
    for number in range(40):
        holding(f"Budi{number}", Role.VERIFIER, agency)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_the_same_proposal_sent_twice_waits_once(client, agency):
    administrator("Ratna")
    client.force_login(administrator("Wayan"))
    first = client.post(ADD, proposal(agency=agency.pk))
    assert client.post(ADD, proposal(agency=agency.pk)).url == first.url
    change = RoleChange.objects.get()
    assert (change.email, change.status, change.kind) == ("budi@contoh.id", "proposed", "grant")
    assert not User.objects.filter(email="budi@contoh.id").exists(), (
        "nothing happens before the second person"
    )
    assert "Ratna" in client.get(first.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"role": Role.FRONT_OFFICE}, "agency", "Pilih instansi: peran ini dijalankan di satu instansi."),
        ({"role": "raja"}, "role", None),
        ({"email": "budi"}, "email", "Surel ini tidak dikenal. Contoh: nama@contoh.id"),
        ({"starts_on": "31-02-2027"}, "starts_on", "Tanggal ini tidak ada. Contoh: 17-08-1990"),
        ({"starts_on": "01-01-2020"}, "starts_on", "Tanggal mulai tidak boleh sebelum hari ini."),
        (
            {"role": Role.AUDITOR, "ends_on": "01-01-2020"},
            "ends_on",
            "Tanggal selesai tidak boleh sebelum tanggal mulai.",
        ),
        ({"kunci": ""}, "kunci", "Formulir ini tidak lengkap. Muat ulang halaman lalu kirim lagi."),
    ],
)
def test_a_wrong_proposal_is_drawn_again_with_its_sentence(client, changes, field, sentence):
    client.force_login(administrator("Wayan"))
    answer = client.post(ADD, proposal(**changes))
    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    if sentence:
        assert sentence in answer.content.decode()
    assert 'value="Budi"' in answer.content.decode()
    assert not RoleChange.objects.exists()


def test_a_role_of_the_whole_mall_takes_no_agency(client, agency):
    client.force_login(administrator("Wayan"))
    answer = client.post(ADD, proposal(role=Role.ADMINISTRATOR, agency=agency.pk))
    assert "Kosongkan instansi" in answer.content.decode()


def test_an_administrator_cannot_propose_a_role_for_herself(client, agency):
    wayan = administrator("Wayan")
    client.force_login(wayan)
    assert client.post(ADD, proposal(email=" WAYAN@contoh.id", agency=agency.pk)).status_code == 403
    post = wayan.memberships.get()
    move = proposal(role=Role.COORDINATOR)
    assert client.post(reverse("post_move", args=[post.pk]), move).status_code == 403
    assert client.post(reverse("person_account", args=[wayan.pk]), {"kunci": "k"}).status_code == 403
    assert not RoleChange.objects.exists()


def test_the_second_person_decides_on_the_page(client, another_client, agency):
    ratna = administrator("Ratna")
    client.force_login(administrator("Wayan"))
    page = client.post(ADD, proposal(agency=agency.pk)).url
    assert "Setujui" not in client.get(page).content.decode()
    assert client.post(page, {"keputusan": "setuju"}).status_code == 403

    second = another_client()
    second.force_login(ratna)
    assert "Setujui" in second.get(page).content.decode()
    assert second.post(page, {"keputusan": "setuju"}).url == page
    assert User.objects.get(email="budi@contoh.id").holds(Role.FRONT_OFFICE, agency.pk)
    assert second.post(page, {"keputusan": "tolak"}).status_code == 409
    assert "Disetujui" in client.get(page).content.decode()


def test_an_account_is_closed_and_opened_by_two_persons(client, another_client, agency):
    ratna = administrator("Ratna")
    budi = holding("Budi", Role.FRONT_OFFICE, agency)
    at_counter = another_client()
    at_counter.force_login(budi)
    client.force_login(administrator("Wayan"))
    second = another_client()
    second.force_login(ratna)
    page = reverse("person_account", args=[budi.pk])
    for number, active in ((1, False), (2, True)):
        change = client.post(page, {"kunci": f"kunci-{number}"}).url
        second.post(change, {"keputusan": "setuju"})
        assert User.objects.get(pk=budi.pk).is_active == active
        assert at_counter.get(LIST).status_code == (200 if active else 302)
        at_counter.force_login(budi)


def test_a_role_that_ended_is_gone_on_the_next_request(client, another_client, agency):
    ratna = administrator("Ratna")
    budi = holding("Budi", Role.FRONT_OFFICE, agency)
    at_counter = another_client()
    at_counter.force_login(budi)
    assert at_counter.get(LIST).status_code == 200
    client.force_login(administrator("Wayan"))
    post = budi.memberships.get()
    end = {"kunci": "kunci-1", "ends_on": today().strftime("%d-%m-%Y")}
    change = client.post(reverse("post_end", args=[post.pk]), end).url
    assert at_counter.get(LIST).status_code == 200, "proposed is not decided"
    second = another_client()
    second.force_login(ratna)
    second.post(change, {"keputusan": "setuju"})
    assert at_counter.get(LIST).status_code == 403


def test_a_proposal_sent_twice_is_one_and_its_key_is_good_for_nothing_else(client):
    client.force_login(administrator("Ratna"))
    asked = {
        "kunci": "kunci-usulan", "email": "budi@contoh.id", "name": "Budi", "role": Role.AUDITOR,
        "starts_on": "01-12-2030",
    }  # fmt: skip
    first, second = (client.post(reverse("person_add"), asked) for _ in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url)
    other = client.post(reverse("person_add"), asked | {"email": "joko@contoh.id", "name": "Joko"})
    assert other.status_code == 422
    assert [change.email for change in RoleChange.objects.all()] == ["budi@contoh.id"]
