"""P24: 200 complaints with marked names, phones, file names and places; each mark only where the matrix allows."""

import json

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Role
from complaints.models import Complaint, Photo
from foundation.audit.models import Entry
from foundation.documents.storing import read
from foundation.notifications.models import Notification
from foundation.notifications.tasks import deliver_due
from sla.tasks import sweep
from tests import cast
from tests.complaints import scenes
from tests.complaints.canaries import (
    ACCOUNTS,
    IDENTITY,
    NEVER,
    WORDS,
    Eyes,
    in_tables,
    known_to_the_planner,
    marks_in,
    plant,
    real_log,
    sort_of,
    stage_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
MANY, SAMPLE = 200, 10  # filed; of them opened one by one by each of those who may not
PLACES = (
    "home", "public_complaints", "public_complaints_feed", "complaint_start", "catalogue", "agencies", "my_files",
    "my_complaints", "inbox", "desk_queue", "desk_late", "complaint_inbox", "complaint_export", "reports",
    "reports_csv", "people", "operations",
)  # fmt: skip
LISTS = ("public-complaints", "complaints", "complaint-inbox", "queue", "late", "applications")


def strangers() -> dict:
    """Everybody who may know no word of any complaint but what was released."""
    return {
        "nobody": None,
        "another citizen": cast.citizen("Joko"),
        "front office": cast.officer("Budi", Role.FRONT_OFFICE, scenes.AGENCY),
        "verifier": cast.officer("Ratna", Role.VERIFIER, scenes.AGENCY),
        "assistant": cast.officer("Ratna", Role.ASSISTANT, scenes.AGENCY),
        "editor": cast.officer("Wayan", Role.CATALOGUE_EDITOR),
        "administrator": cast.officer("Ratna", Role.ADMINISTRATOR),
        "official elsewhere": scenes.official("dinkes"),
    }


def addresses() -> list[str]:
    """Pages, searches and lists where something could show."""
    found = [reverse(name) for name in PLACES]
    searches = ("public_complaints", "desk_queue", "catalogue")
    return [*found, *(f"{reverse(name)}?q=kenari004x" for name in searches)]


def of_one(complaint: Complaint) -> list[str]:
    found = [
        reverse("complaint", args=[complaint.pk]), reverse("complaint_case", args=[complaint.pk]),
        reverse("public_complaint", args=[complaint.pk]), f"/api/v1/complaints/{complaint.pk}/",
        f"/api/v1/complaint-inbox/{complaint.pk}/", f"/api/v1/public-complaints/{complaint.pk}/",
    ]  # fmt: skip
    for photo in complaint.photos.all():
        found += [
            reverse("complaint_photo", args=[photo.pk]),
            f"/api/v1/complaint-inbox/{complaint.pk}/photos/{photo.pk}/",
        ]
    return found


def looked(person, complaints: list[Complaint], *, cases: bool = True) -> Eyes:
    eyes = Eyes(person)
    eyes.crawl(addresses())
    for name in LISTS:
        eyes.read_list(f"/api/v1/{name}/?page_size=100")
    for complaint in complaints if cases else []:
        for address in of_one(complaint):
            eyes.look(address)
    return eyes


def wrong(eyes: Eyes, allowed) -> list:
    """(address, number, letter) of every mark that `allowed(number, letter)` does not allow."""
    return [
        (address, number, letter)
        for address, marks in eyes.seen.items()
        for number, letter in sorted(marks)
        if letter in NEVER or not allowed(number, letter)
    ]


def test_no_mark_of_two_hundred_complaints_is_found_where_it_does_not_belong(settings):
    settings.API_RATES = {"account": 1_000_000, "address": 1_000_000}
    with real_log() as log:
        told = {number: plant(number) for number in range(MANY)}
        known_to_the_planner()
        check_strangers(told)
        check_readers(told)
        check_letters(told)
        sweep.apply()
    assert log.getvalue().count('"event": "request"') > MANY
    assert all(json.loads(line) for line in log.getvalue().splitlines())
    assert not marks_in(log.getvalue())
    check_what_is_kept(settings)


def check_strangers(told: dict[int, Complaint]) -> None:
    sample = [told[number] for number in range(0, MANY, MANY // SAMPLE)]
    for who, person in strangers().items():
        eyes = looked(person, sample)
        assert not wrong(eyes, lambda number, letter: False), who
        assert not eyes.faults and eyes.answered > 10, who


def check_readers(told: dict[int, Complaint]) -> None:
    some = [told[number] for number in range(0, MANY, 11)]
    forwarded = {number for number in told if stage_of(number) in ("forwarded", "answered", "released")}

    def by_desk(number, letter):
        return letter in WORDS or (letter == "a" or letter in IDENTITY and sort_of(number) == "no account")

    officer = looked(scenes.handler(), some)
    assert not wrong(officer, by_desk)
    assert {letter for _number, letter in officer.all_seen} == {*WORDS, *IDENTITY, "a"}
    asked = looked(scenes.official(), some)
    assert not wrong(
        asked, lambda number, letter: letter == "a" or number in forwarded and by_desk(number, letter)
    )
    auditor = looked(cast.officer("Sari", Role.AUDITOR), some)
    assert not wrong(auditor, by_desk)
    ratna = scenes.coordinator()
    assert not looked(ratna, [], cases=False).seen, "the coordinator's lists are without words"
    before = Entry.objects.filter(action="complaint.view", actor=ratna).count()
    coordinator = Eyes(ratna)
    for complaint in some:
        coordinator.look(reverse("complaint_case", args=[complaint.pk]))
    assert not wrong(coordinator, lambda number, letter: letter in WORDS)
    assert Entry.objects.filter(action="complaint.view", actor=ratna).count() == before + len(some)
    for who in (officer, asked, auditor, coordinator):
        assert not who.faults and who.answered >= len(some)


def check_letters(told: dict[int, Complaint]) -> None:
    deliver_due.apply()
    while (
        Notification.objects.filter(channel="email", state="waiting").exists() and deliver_due.apply().result
    ):
        pass
    assert len(mail.outbox) > MANY // 4
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body} {[text for text, _kind in letter.alternatives]}"
        assert not marks_in(said), said
        assert len(letter.to) == 1
    for row in Notification.objects.select_related("entry"):
        held = {name: value for name, value in vars(row).items() if "address" not in name}
        assert not marks_in(str(held)), held


def check_what_is_kept(settings) -> None:
    kept = in_tables()
    accounts = {table: {letter for _number, letter in marks} for table, marks in kept.items()}
    # Accounts are found by name and e-mail (docs/privacy.md), also as addresses of letters; what was told is not,
    # nor who told it without an account.
    assert set(accounts) <= {"accounts_user", "account_emailaddress", "notifications_notification"}, accounts
    assert set().union(*accounts.values()) <= set(ACCOUNTS), accounts
    files = [path for path in settings.DOCUMENT_ROOT.rglob("*") if path.is_file()]
    assert len(files) == Photo.objects.count() == MANY // 5
    for path in files:
        assert not marks_in(path.read_bytes()) and not marks_in(path.name)
    for photo in Photo.objects.select_related("document"):
        data = read(photo.document)
        assert not marks_in(data) and b"Exif" not in data and not marks_in(photo.document.name)


def test_the_same_eyes_find_what_is_leaked(settings):
    told = {number: plant(number) for number in (16, 19, 20)}
    assert stage_of(16) == "released"
    assert not looked(None, list(told.values())).seen
    Complaint.objects.filter(pk=told[16].pk).update(public_text=f"Saya {'kenari'}016x.")
    leaked = looked(None, list(told.values()))
    assert {(16, "x")} == leaked.all_seen and len(leaked.seen) >= 4
    assert in_tables()["complaints_complaint"] == {(16, "x")}
    with real_log() as log:
        leaked.client.get("/", headers={"User-Agent": "kenari016n"})
    assert marks_in(log.getvalue()) == {(16, "n")}
