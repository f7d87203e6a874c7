"""People with a phone only: without a gateway the code waits at the desk, and an officer prints it for a KTP."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import DeskCode, Membership, Role, User
from accounts.workflow.desk_codes import (
    MOST_A_DAY,
    digits_of,
    print_desk_code,
    use_desk_code,
)
from foundation.audit.models import Entry
from foundation.notifications.models import Notification
from foundation.registry.clock import database_now
from tests.accounts.people import PASSWORD, account, holding
from tests.applications.at_once import DONE, Company
from tests.applications.at_the_counter import text_of, value_of
from tests.applications.counting import counted

PHONE, OTHER = "+6281234567890", "+6281234567891"
FRESH = "kata-sandi-yang-baru"
WAIT, USE, FIND, PRINT = (
    reverse(name) for name in ("desk_code_wait", "desk_code", "desk_code_find", "desk_code_print")
)
WRONG = "Nomor HP atau kode tidak cocok, atau kode sudah tidak berlaku."
Purpose = DeskCode.Purpose


@pytest.fixture(autouse=True)
def _no_gateway(settings):
    settings.PHONE_CODES_SENT = False


@pytest.fixture
def budi(agency):
    return holding("Budi", Role.FRONT_OFFICE, agency)


@pytest.fixture
def sari():
    """Signed up by phone; nobody has proved the number."""
    return User.objects.create_user(phone=PHONE, name="Sari Ratna", password=PASSWORD, verified=False)


@pytest.fixture
def proved():
    return User.objects.create_user(phone=PHONE, name="Sari Ratna", password=PASSWORD)


def printed(by, *, purpose=Purpose.PHONE, phone=PHONE, now=None) -> DeskCode:
    now = now or database_now()
    return print_desk_code(phone, purpose=purpose, ktp_seen=True, by=by, now=now)


def used(digits, *, phone=PHONE, password=FRESH, now=None) -> User:
    return use_desk_code(phone, digits, password=password, by=None, now=now or database_now())


def typed(client, digits, *, phone="0812 3456 7890", password=FRESH):
    return client.post(USE, {"nomor": phone, "kode": digits, "password1": password})


def wrong_digits(code: DeskCode) -> str:
    return f"{(int(digits_of(code)) + 1) % 10**8:08d}"


# --- Signing up and forgetting ----------------------------------------------------------------------------


def sign_up(client, phone=PHONE):
    data = {"kunci": "kunci-1", "name": "Sari", "phone": phone, "password1": PASSWORD}
    return client.post(reverse("account_signup"), data)


def test_sari_signs_up_comes_to_the_desk_and_signs_in(client, another_client, budi):
    assert "Nomor HP" in text_of(client.get(reverse("account_signup")))
    assert sign_up(client).url == WAIT
    assert "datang ke gedung kami dengan KTP" in text_of(client.get(WAIT))
    assert not Notification.objects.filter(channel="sms").exists(), "nothing was sent"
    again = client.post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    assert again.url == WAIT and "_auth_user_id" not in client.session

    desk = another_client()
    desk.force_login(budi)
    page = desk.post(FIND, {"nomor": "0812-3456-7890"})
    asked = {name: value_of(page, name) for name in ("kunci", "nomor", "untuk")}
    slip = desk.get(desk.post(PRINT, {**asked, "ktp": "on"}).url)
    digits = slip.context["digits"]
    assert digits in text_of(slip) and "30 menit" not in text_of(slip)

    elsewhere = another_client()
    assert typed(elsewhere, digits).url == reverse("account_login")
    answer = elsewhere.post(reverse("account_login"), {"login": PHONE, "password": FRESH})
    assert answer.url == reverse("landing") and "_auth_user_id" in elsewhere.session
    assert User.objects.get(phone=PHONE).phone_verified


def test_a_known_number_gets_the_same_answer_at_signing_up(client, another_client, sari):
    known, fresh = sign_up(client), sign_up(another_client(), OTHER)
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url) == (302, WAIT)
    assert User.objects.filter(phone=PHONE).count() == 1
    assert User.objects.get(phone=PHONE).check_password(PASSWORD)


def test_a_forgotten_password_looks_nobody_up(client, proved):
    forgotten = reverse("account_reset_password")
    answers = set()
    for phone in (PHONE, OTHER):
        with counted() as asked:
            answer = client.post(forgotten, {"email": phone})
        answers.add((answer.status_code, answer.url, len(asked)))
        assert not [sql for sql in asked if "accounts_user" in sql]
    assert len(answers) == 1 and answers.pop()[:2] == (302, WAIT)
    assert not Notification.objects.exists()


def test_by_email_everything_is_as_it_was(client):
    account("Sari")
    answer = client.post(reverse("account_reset_password"), {"email": "sari@contoh.id"})
    assert answer.url == reverse("account_confirm_password_reset_code")
    assert Notification.objects.filter(channel="email").count() == 1


def test_codes_that_cannot_be_sent_have_no_page(client):
    client.force_login(account("Sari"))
    for name in ("account_verify_phone", "account_change_phone"):
        assert client.get(reverse(name)).status_code == 404


# --- Printing -------------------------------------------------------------------------------------------


def test_the_officer_sees_a_masked_name_and_must_have_seen_the_ktp(client, budi, sari):
    client.force_login(budi)
    page = client.post(FIND, {"nomor": PHONE})
    text = text_of(page)
    assert "S*** R***" in text and "Sari Ratna" not in page.content.decode()
    asked = {name: value_of(page, name) for name in ("kunci", "nomor", "untuk")}
    refused = client.post(PRINT, asked)
    assert refused.status_code == 400
    assert "Cocokkan KTP dengan nama di atas lebih dulu" in text_of(refused)
    assert not DeskCode.objects.exists()


def test_a_form_sent_twice_prints_the_same_slip(client, budi, sari):
    client.force_login(budi)
    asked = {"kunci": "kunci-2", "nomor": PHONE, "untuk": "phone", "ktp": "on"}
    first, second = client.post(PRINT, asked), client.post(PRINT, asked)
    assert first.url == second.url
    assert client.get(first.url).context["digits"] == client.get(second.url).context["digits"]
    assert DeskCode.objects.count() == 1


def test_the_slip_is_for_whoever_printed_it_while_it_lives(client, another_client, budi, sari, agency):
    code = printed(budi)
    address = reverse("desk_code_slip", args=[code.pk])
    client.force_login(budi)
    assert client.get(address).status_code == 200
    assert "no-store" in client.get(address)["Cache-Control"]
    colleague = another_client()
    colleague.force_login(holding("Wayan", Role.FRONT_OFFICE, agency))
    assert colleague.get(address).status_code == 404
    used(digits_of(code))
    assert client.get(address).status_code == 404


def test_an_unknown_number_is_said(client, budi):
    client.force_login(budi)
    page = client.post(FIND, {"nomor": OTHER})
    assert page.status_code == 400
    assert "Tidak ada akun dengan nomor ini." in text_of(page)


def test_a_number_is_found_as_a_whole_only(client, budi, sari):
    client.force_login(budi)
    for part in ("0812", "08123456789", "%", "_"):
        assert client.post(FIND, {"nomor": part}).status_code == 400


@pytest.mark.parametrize("role", [Role.FRONT_OFFICE, Role.ASSISTANT])
def test_desks_print_and_leave_an_entry_that_says_who(role, agency, sari):
    budi = holding("Budi", role, agency)
    printed(budi)
    entry = Entry.objects.get(action="account.desk_code_printed")
    assert (entry.actor, entry.role, entry.agency, entry.target_id, entry.params) == (
        budi, role, "dpmptsp", str(sari.pk), {"purpose": "phone"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "role",
    [
        Role.VERIFIER,
        Role.SIGNATORY,
        Role.COORDINATOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
        Role.CATALOGUE_EDITOR,
    ],
)
def test_nobody_else_prints(role, agency, other_agency, sari):
    place = agency if role in (Role.VERIFIER, Role.SIGNATORY) else None
    wayan = holding("Wayan", role, place)
    with pytest.raises(PermissionDenied):
        printed(wayan)
    assert not DeskCode.objects.exists()


def test_joko_does_not_print(client, sari):
    client.force_login(account("Joko"))
    asked = {"kunci": "kunci-3", "nomor": PHONE, "untuk": "phone", "ktp": "on"}
    assert {client.get(FIND).status_code, client.post(PRINT, asked).status_code} == {403}
    assert not DeskCode.objects.exists()


def test_an_officer_prints_nothing_for_herself(client, budi):
    User.objects.filter(pk=budi.pk).update(phone=PHONE, phone_verified=True)
    with pytest.raises(PermissionDenied, match="akun sendiri"):
        printed(budi, purpose=Purpose.PASSWORD)
    client.force_login(budi)
    assert "akun sendiri" in text_of(client.post(FIND, {"nomor": PHONE}))


@pytest.mark.parametrize("role", list(Role))
def test_an_account_that_holds_a_role_is_reset_by_administrators(role, client, budi, sari, agency):
    place = None if role in (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR) else agency
    Membership.objects.create(user=sari, role=role, agency=place, starts_on="2030-01-01")
    with pytest.raises(PermissionDenied, match="lewat administrator"):
        printed(budi)
    client.force_login(budi)
    page = text_of(client.post(FIND, {"nomor": PHONE}))
    assert "Akun ini milik petugas." in page and "Buat slip" not in page


def test_a_former_officer_is_a_citizen_again(budi, sari):
    Membership.objects.create(user=sari, role=Role.AUDITOR, starts_on="2024-01-01", ends_on="2025-01-01")
    assert printed(budi).user == sari


def test_a_code_is_no_good_for_an_account_that_got_a_role_meanwhile(budi, sari):
    code = printed(budi)
    Membership.objects.create(user=sari, role=Role.AUDITOR, starts_on="2024-01-01")
    with pytest.raises(ValidationError, match=WRONG):
        used(digits_of(code))
    assert User.objects.get(pk=sari.pk).check_password(PASSWORD)


def test_a_closed_account_is_not_found(budi, sari):
    User.objects.filter(pk=sari.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="Tidak ada akun"):
        printed(budi)


def test_the_purpose_must_be_the_accounts(budi, sari):
    with pytest.raises(ValidationError) as refused:
        printed(budi, purpose=Purpose.PASSWORD)
    assert refused.value.code == "state"


def test_five_codes_a_day_are_enough(budi, sari):
    now = database_now()
    for minute in range(MOST_A_DAY):
        printed(budi, now=now + timedelta(minutes=minute))
    with pytest.raises(ValidationError) as refused:
        printed(budi, now=now + timedelta(hours=1))
    assert refused.value.code == "too_many"
    printed(budi, now=now + timedelta(days=2))


def test_the_owner_is_told_by_the_bell_and_by_email_if_she_has_one(budi):
    sari = account("Sari", phone=PHONE)
    printed(budi, purpose=Purpose.PASSWORD)
    rows = Notification.objects.filter(entry__action="account.desk_code_printed")
    assert {(row.recipient, row.channel) for row in rows} == {(sari, "bell"), (sari, "email")}


def test_the_digits_are_kept_nowhere(budi, sari):
    code = printed(budi)
    digits = digits_of(code)
    kept = (
        str(DeskCode.objects.values().get())
        + str(list(Entry.objects.values()))
        + str(list(Notification.objects.values()))
    )
    assert len(digits) == 8 and digits not in kept


# --- Using ----------------------------------------------------------------------------------------------


def test_using_it_ends_every_session_and_every_older_password(client, another_client, budi, proved):
    joko = another_client()
    joko.force_login(proved)
    code = printed(budi, purpose=Purpose.PASSWORD)
    assert joko.get(reverse("profile")).status_code == 200
    typed(client, digits_of(code))
    assert joko.get(reverse("profile")).status_code == 302
    proved.refresh_from_db()
    assert proved.check_password(FRESH) and proved.phone_verified
    entry = Entry.objects.get(action="account.desk_code_used")
    assert (entry.actor, entry.params) == (proved, {"purpose": "password"})


def test_an_account_begun_with_her_number_by_joko_is_hers_afterwards(client, budi):
    sign_up(client)  # Joko, with Sari's number and a password of his
    typed(client, digits_of(printed(budi)))
    answer = client.post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    assert answer.status_code == 400 and "_auth_user_id" not in client.session


@pytest.mark.parametrize("shape", ["{0}{1}", "{0} {1}", "{0}-{1}", " {0}.{1} "])
def test_it_is_typed_as_it_is_read(client, budi, sari, shape):
    digits = digits_of(printed(budi))
    assert typed(client, shape.format(digits[:4], digits[4:])).status_code == 302


def test_it_works_once(budi, sari):
    digits = digits_of(printed(budi))
    used(digits)
    with pytest.raises(ValidationError, match=WRONG):
        used(digits, password="kata-sandi-milik-joko")
    assert User.objects.get(pk=sari.pk).check_password(FRESH)


def test_it_lives_for_half_an_hour(budi, sari):
    now = database_now()
    digits = digits_of(printed(budi, now=now))
    with pytest.raises(ValidationError, match=WRONG):
        used(digits, now=now + timedelta(minutes=30))
    assert used(digits, now=now + timedelta(minutes=29)) == sari


def test_a_newer_code_ends_the_older_one(budi, sari):
    older, newer = printed(budi), printed(budi)
    with pytest.raises(ValidationError, match=WRONG):
        used(digits_of(older))
    assert used(digits_of(newer)) == sari
    assert list(DeskCode.objects.order_by("printed_at").values_list("ended_as", flat=True)) == [
        "replaced", "used",
    ]  # fmt: skip


def test_the_fifth_wrong_try_ends_it(client, budi, sari):
    code = printed(budi)
    for _ in range(5):
        assert typed(client, wrong_digits(code)).status_code == 400
    assert typed(client, digits_of(code)).status_code == 400
    code.refresh_from_db()
    assert (code.tries, code.ended_as) == (5, "guessed")
    assert Entry.objects.get(action="account.desk_code_locked").target_id == str(sari.pk)
    assert User.objects.get(pk=sari.pk).check_password(PASSWORD)


def test_the_fourth_wrong_try_does_not(client, budi, sari):
    code = printed(budi)
    for _ in range(4):
        typed(client, wrong_digits(code))
    assert typed(client, digits_of(code)).status_code == 302


def test_every_wrong_pair_gets_the_same_answer(client, budi, sari):
    code = printed(budi)
    answers = {
        (answer.status_code, WRONG in text_of(answer))
        for answer in (
            typed(client, wrong_digits(code)),
            typed(client, "00000000", phone=OTHER),
            typed(client, "bukan angka"),
        )
    }
    assert answers == {(400, True)}


def test_another_accounts_code_opens_nothing(budi, sari):
    User.objects.create_user(phone=OTHER, name="Joko", password=PASSWORD, verified=False)
    digits = digits_of(printed(budi, phone=OTHER))
    printed(budi)
    with pytest.raises(ValidationError, match=WRONG):
        used(digits)


def test_the_eleventh_try_on_one_number_waits_known_or_not(client, sari):
    for phone in (PHONE, OTHER):
        for _ in range(10):
            assert typed(client, "00000000", phone=phone).status_code == 400
        assert typed(client, "00000000", phone=phone).status_code == 429


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("pendek", "Kata sandi terlalu pendek."), ("081234567890", "mirip"), ("sariratna12", "mirip")],
)
def test_a_weak_password_costs_no_try(client, budi, sari, password, sentence):
    code = printed(budi)
    answer = typed(client, digits_of(code), password=password)
    assert answer.status_code == 400 and sentence in text_of(answer)
    code.refresh_from_db()
    assert (code.tries, code.ended_at) == (0, None)


def test_who_is_signed_in_needs_no_code(client, budi, sari):
    client.force_login(sari)
    assert {client.get(WAIT).url, client.get(USE).url, typed(client, "1").url} == {reverse("landing")}
    with pytest.raises(PermissionDenied):
        use_desk_code(PHONE, digits_of(printed(budi)), password=FRESH, by=sari, now=database_now())


# --- Two at once ------------------------------------------------------------------------------------------


@pytest.fixture
def company():
    meeting = Company(2)
    yield meeting
    meeting.go_home()


@pytest.mark.django_db(transaction=True)
def test_two_slips_printed_at_once_leave_one_that_lives(company, budi, sari):
    assert company.at_once(lambda: printed(budi), lambda: printed(budi)) == [DONE, DONE]
    assert list(DeskCode.objects.order_by("ended_as").values_list("ended_as", flat=True)) == ["", "replaced"]


@pytest.mark.django_db(transaction=True)
def test_one_code_used_twice_at_once_is_used_once(company, budi, sari):
    digits = digits_of(printed(budi))
    outcomes = company.at_once(lambda: used(digits), lambda: used(digits, password="kata-sandi-milik-joko"))
    assert sorted(outcome == DONE for outcome in outcomes) == [False, True]
    assert Entry.objects.filter(action="account.desk_code_used").count() == 1


@pytest.mark.django_db(transaction=True)
def test_wrong_tries_at_once_are_all_counted(company, budi, sari):
    code = printed(budi)
    for _ in range(3):
        company.at_once(lambda: used(wrong_digits(code)), lambda: used(wrong_digits(code)))
    code.refresh_from_db()
    assert (code.tries, code.ended_as) == (5, "guessed")
