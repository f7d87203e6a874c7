"""Every online service from form to product, by the verbs: what the catalogue's JSON promises is what happens."""

from datetime import date

import pytest

from applications import workflow
from applications.models import Permit
from foundation.audit.models import Entry
from foundation.documents.storing import read
from foundation.notifications.models import Notification
from tests import cast
from tests.applications import scenes
from tests.catalogue.reader import online, right, services
from tests.sla.recomputed import recomputed

pytestmark = pytest.mark.django_db
ONLINE = online()
ROLES = {
    "front_office": "front_office", "verifikator_teknis": "verifier", "kepala_bidang": "approver",
    "kepala_dinas": "signatory",
}  # fmt: skip


@pytest.fixture
def journey(request, code, now):
    """The service's file, filed as Sari fills the form in, decided to its end."""
    request.getfixturevalue("catalogue" if code in services() else "everything")
    sari = cast.citizen("Sari")
    draft = cast.drafted(code, by=sari, now=now, answers=right(ONLINE[code], now.date()))
    file = workflow.submit(draft.pk, by=sari, now=now)
    return scenes.finished(file, now=now)


@pytest.mark.parametrize("code", ONLINE)
def test_it_goes_from_the_form_through_every_tier_to_its_product(journey, code, now):
    item = ONLINE[code]
    assert journey.status == "issued"
    check_the_tiers(journey, item)
    check_the_clocks(journey, item)
    check_the_product(journey, item, now)
    check_the_story(journey, item)


def check_the_tiers(file, item):
    steps = list(file.reviews.select_related("tier__agency").order_by("tier__order", "tier__id"))
    told = [(one.tier.order, one.tier.code, one.tier.role, one.tier.agency.code) for one in steps]
    written = [
        (one["order"], one["code"], ROLES[one["role"]], one["agency"]) for one in item["verification_tiers"]
    ]
    assert sorted(told) == sorted(written)
    assert len({one.decided_by_id for one in steps}) == len(steps)
    last = max(one.tier.order for one in steps)
    for one in steps:
        assert one.decision == ("approved" if one.tier.order == last else "passed")
        assert one.decided_by == one.claimed_by
        assert one.verdicts.count() > 0
    openings = [(one.tier.order, one.opened_at) for one in steps]
    ends = {order: max(one.decided_at for one in steps if one.tier.order == order) for order, _ in openings}
    for order, opened in openings:
        assert opened == max((ends[before] for before in ends if before < order), default=file.submitted_at)


def check_the_clocks(file, item):
    timers = [(file.timer, item["sla_working_days"])]
    days = {one["code"]: one["working_days"] for one in item["verification_tiers"]}
    timers += [(one.timer, days[one.tier.code]) for one in file.reviews.select_related("timer", "tier")]
    for timer, promised in timers:
        assert float(timer.amount) == promised
        assert timer.stopped_at is not None
        assert list(timer.events.order_by("id").values_list("kind", flat=True)) == ["start", "stop"]
        if item["code"] in services():
            assert recomputed(timer.pk)[0] == timer.due_at


def check_the_product(file, item, now):
    permit = Permit.objects.get(application=file)
    assert (permit.kind, permit.product) == (item["product_kind"], item["product"])
    assert permit.agency.code == item["agency"]
    assert (permit.holder_name, permit.issued_on) == ("Sari", now.date())
    assert permit.valid_until == last_day(permit.issued_on, item["validity"]["months"])
    number = "500.16.7/001/" if permit.kind == "permit" else "LUAR/1"
    assert permit.number.startswith(number)
    assert read(permit.document).startswith(b"%PDF-")


def last_day(day: date, months: int | None) -> date | None:
    """The 23rd exists in every month, and so does the day before it."""
    if months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day - 1)


def check_the_story(file, item):
    told = [entry.action.removeprefix("application.") for entry in Entry.objects.about(file)]
    desks = len(item["verification_tiers"])
    papers = file.attachments.count()
    ending = ["issue"] if item["product_kind"] == "permit" else ["record_product", "keep_proof"]
    way = ["claim", "pass_on"] * (desks - 1) + ["claim", "approve"]
    assert told == ["start_draft", *["attach"] * papers, "submit", *way, *ending]
    bells = Notification.objects.filter(recipient=file.filed_by, channel="bell").order_by("entry_id")
    assert [bell.entry.action.removeprefix("application.") for bell in bells] == [
        "submit", *["pass_on"] * (desks - 1), "approve", ending[0],
    ]  # fmt: skip


def test_there_are_thirty_two_services_and_one_invented():
    assert len([item for item in services().values() if item["channel"] == "online"]) == 32
    assert len(ONLINE) == 33
