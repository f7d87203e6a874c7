"""A text's way from draft to the public, in the verbs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from accounts.models import TIER_ROLES, Agency, Role
from foundation.audit.models import Entry
from foundation.audit.sentences import sentence
from foundation.notifications.models import BELL, Notification
from pages import workflow
from pages.models import Edition, Page, Reason
from tests.accounts.people import holding
from tests.pages.writing import TEXT, days, edition

HELP, ANNOUNCEMENT = Page.Kind.HELP, Page.Kind.ANNOUNCEMENT


def shown(page: Page, now) -> Edition | None:
    return page.editions.current(timezone.localdate(now)).first()


def dpmptsp() -> Agency:
    return Agency.objects.create(
        code="dpmptsp", name="Dinas Penanaman Modal", short_name="DPMPTSP", kind="opd"
    )


def told() -> set[tuple]:
    rows = Notification.objects.filter(channel=BELL)
    return set(rows.values_list("entry__action", "recipient__name"))


def test_a_draft_is_published_once_a_second_person_approves(wayan, ratna, now):
    draft = edition("submitted", by=wayan, now=now, kind=HELP)
    assert shown(draft.page, now) is None
    done = workflow.approve(draft.pk, by=ratna, now=now)
    assert (done.status, done.decided_by) == ("published", ratna)
    assert shown(draft.page, now) == done


def test_the_former_text_stays_until_the_day_of_the_new_one(wayan, ratna, now):
    first = edition("published", by=wayan, decided_by=ratna, now=now, kind=HELP)
    later = timezone.localdate(now) + timedelta(days=3)
    second = edition(
        "published", by=wayan, decided_by=ratna, now=now, kind=HELP, title="Baru", starts_on=later
    )
    assert second.page == first.page and second.number == 2
    assert shown(first.page, now + timedelta(days=2)) == first
    assert shown(first.page, now + timedelta(days=3)) == second
    assert Edition.objects.visible_to(ratna).filter(pk=first.pk).exists()


def test_a_new_draft_begins_with_the_published_text(wayan, ratna, now):
    edition("published", by=wayan, decided_by=ratna, now=now, kind=HELP, body="Teks lama.")
    assert workflow.start(HELP, by=wayan, now=now).body == "Teks lama."


def test_a_page_has_one_open_draft(wayan, budi, now):
    workflow.start(HELP, by=wayan, now=now)
    with pytest.raises(ValidationError) as refused:
        workflow.start(HELP, by=budi, now=now)
    assert refused.value.code == "state"
    assert Edition.objects.count() == 1


def test_an_editor_never_approves_her_own_text(wayan, sari, now):
    own = edition("submitted", by=sari, now=now)
    for verb, more in ((workflow.approve, {}), (workflow.refuse, {"reason": "Kurang jelas."})):
        with pytest.raises(PermissionDenied):
            verb(own.pk, by=sari, now=now, **more)
    with pytest.raises(PermissionDenied):
        workflow.approve(edition("submitted", by=wayan, now=now).pk, by=wayan, now=now)


def test_a_coordinator_who_wrote_a_line_is_an_author_though_another_saved_last(wayan, sari, ratna, now):
    draft = edition("draft", by=sari, now=now)
    workflow.save(draft.pk, {"title": "Judul lain"}, seen=None, by=wayan, now=now)
    workflow.submit(draft.pk, by=wayan, now=now)
    with pytest.raises(PermissionDenied):
        workflow.approve(draft.pk, by=sari, now=now)
    workflow.approve(draft.pk, by=ratna, now=now)
    with pytest.raises(PermissionDenied):
        workflow.withdraw(draft.pk, reason="Keliru.", by=sari, now=now)


def test_a_coordinator_approves_what_she_did_not_write_though_she_is_an_editor_too(wayan, sari, now):
    draft = edition("submitted", by=wayan, now=now)
    assert workflow.approve(draft.pk, by=sari, now=now).status == "published"


def test_a_refused_text_goes_back_with_its_reason_and_can_be_sent_again(wayan, ratna, now):
    draft = edition("submitted", by=wayan, now=now)
    workflow.refuse(draft.pk, reason=" Jamnya keliru. ", by=ratna, now=now)
    assert Edition.objects.get(pk=draft.pk).status == "draft"
    assert [(one.text, one.by) for one in Reason.objects.all()] == [("Jamnya keliru.", ratna)]
    workflow.submit(draft.pk, by=wayan, now=now)
    with pytest.raises(ValidationError, match="alasannya"):
        workflow.refuse(draft.pk, reason="  ", by=ratna, now=now)


def test_what_changed_since_it_was_read_is_not_approved(wayan, ratna, now):
    draft = edition("submitted", by=wayan, now=now)
    read = draft.version
    workflow.take_back(draft.pk, by=wayan, now=now)
    workflow.save(draft.pk, {"body": "Isi lain."}, seen=None, by=wayan, now=now)
    workflow.submit(draft.pk, by=wayan, now=now)
    with pytest.raises(ValidationError) as refused:
        workflow.approve(draft.pk, seen=read, by=ratna, now=now)
    assert refused.value.code == "state"


def test_a_withdrawn_page_shows_its_former_text_again(wayan, ratna, now):
    first = edition("published", by=wayan, decided_by=ratna, now=now, kind=HELP)
    second = edition("withdrawn", by=wayan, decided_by=ratna, now=now, kind=HELP, title="Keliru")
    assert second.status == "withdrawn"
    assert shown(first.page, now) == first


def test_a_withdrawn_announcement_is_gone_with_all_its_editions(wayan, ratna, now):
    first = edition("published", by=wayan, decided_by=ratna, now=now)
    second = workflow.start(ANNOUNCEMENT, page_id=first.page_id, by=wayan, now=now)
    workflow.save(second.pk, {**TEXT, **days(now)}, seen=None, by=wayan, now=now)
    workflow.submit(second.pk, by=wayan, now=now)
    workflow.approve(second.pk, by=ratna, now=now)
    workflow.withdraw(second.pk, reason="Acaranya batal.", by=ratna, now=now)
    assert shown(first.page, now) is None
    assert not Edition.objects.announced(timezone.localdate(now)).exists()


def test_an_announcement_is_in_force_between_its_days_both_included(wayan, ratna, now):
    one = edition("published", by=wayan, decided_by=ratna, now=now, **days(now, 1, 2))
    today = timezone.localdate(now)
    in_force = [one in Edition.objects.announced(today + timedelta(days=day)) for day in range(4)]
    assert in_force == [False, True, True, False]


def test_important_announcements_come_first(wayan, ratna, now):
    plain = edition("published", by=wayan, decided_by=ratna, now=now)
    important = edition("published", by=wayan, decided_by=ratna, now=now, level="important")
    assert list(Edition.objects.announced(timezone.localdate(now))) == [important, plain]


def test_an_announcement_of_yesterday_is_not_sent_and_one_that_waited_too_long_is_not_approved(
    wayan, ratna, now
):
    with pytest.raises(ValidationError, match="sudah lewat"):
        edition("draft", by=wayan, now=now, **days(now, -3, -1))
    with pytest.raises(ValidationError, match="sebelum hari pertama"):
        edition("draft", by=wayan, now=now, **days(now, 3, 1))
    waits = edition("submitted", by=wayan, now=now, **days(now, 0, 1))
    with pytest.raises(ValidationError, match="sudah lewat"):
        workflow.approve(waits.pk, by=ratna, now=now + timedelta(days=2))


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"title": ""}, "judulnya"),
        ({"body": " "}, "isi halamannya"),
        ({"title_en": "Closed"}, "kosongkan keduanya"),
        ({"body_en": "Closed."}, "kosongkan keduanya"),
        ({"starts_on": None}, "hari pertama"),
        ({"ends_on": None}, "hari terakhir"),
    ],
)
def test_what_is_not_complete_is_kept_but_not_sent(wayan, now, missing, words):
    draft = edition("draft", by=wayan, now=now, **missing)
    with pytest.raises(ValidationError, match=words):
        workflow.submit(draft.pk, by=wayan, now=now)
    assert Edition.objects.get(pk=draft.pk).status == "draft"


def test_a_discarded_draft_is_gone_and_an_announcement_that_never_was_with_it(wayan, now):
    draft = edition("draft", by=wayan, now=now)
    workflow.discard(draft.pk, by=wayan, now=now)
    assert not Page.objects.exists()
    with pytest.raises(Http404):
        workflow.save(draft.pk, {"title": "x"}, seen=None, by=wayan, now=now)
    assert Entry.objects.filter(action="page.discarded").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CATALOGUE_EDITOR])
def test_nobody_but_an_editor_writes(role, wayan, now):
    joko = holding("Joko", role, dpmptsp() if role in TIER_ROLES else None)
    draft = edition("draft", by=wayan, now=now)
    waits = edition("submitted", by=wayan, now=now)
    for act in (
        lambda: workflow.start(HELP, by=joko, now=now),
        lambda: workflow.save(draft.pk, {"title": "x"}, seen=None, by=joko, now=now),
        lambda: workflow.submit(draft.pk, by=joko, now=now),
        lambda: workflow.discard(draft.pk, by=joko, now=now),
        lambda: workflow.take_back(waits.pk, by=joko, now=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_but_a_coordinator_decides(role, wayan, ratna, now):
    joko = holding("Joko", role, dpmptsp() if role in TIER_ROLES else None)
    waits = edition("submitted", by=wayan, now=now)
    stands = edition("published", by=wayan, decided_by=ratna, now=now)
    for act in (
        lambda: workflow.approve(waits.pk, by=joko, now=now),
        lambda: workflow.refuse(waits.pk, reason="x", by=joko, now=now),
        lambda: workflow.withdraw(stands.pk, reason="x", by=joko, now=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_every_step_leaves_its_entry_and_tells_the_right_people(wayan, budi, ratna, sari, now):
    draft = edition("draft", by=wayan, now=now, kind=HELP)
    workflow.save(draft.pk, {"body": "Lebih jelas."}, seen=None, by=budi, now=now)
    workflow.submit(draft.pk, by=budi, now=now)
    assert told() == {("page.submitted", "Ratna"), ("page.submitted", "Sari")}
    workflow.refuse(draft.pk, reason="Rahasia Sari.", by=ratna, now=now)
    assert {who for action, who in told() if action == "page.refused"} == {"Wayan", "Budi"}
    workflow.submit(draft.pk, by=budi, now=now)
    workflow.approve(draft.pk, by=ratna, now=now)
    workflow.withdraw(draft.pk, reason="Keliru.", by=ratna, now=now)
    entries = list(Entry.objects.about(draft.page))
    assert [one.action.removeprefix("page.") for one in entries] == [
        "started", "saved", "saved", "submitted", "refused", "submitted", "approved", "withdrawn",
    ]  # fmt: skip
    assert "Rahasia" not in str([one.params for one in entries]), "free text stays out of the trail"
    assert not [sentence(one) for one in entries if "Tindakan" in sentence(one) or "–" in sentence(one)]


def test_who_wrote_is_not_asked_to_approve(sari, ratna, now):
    edition("submitted", by=sari, now=now)
    assert told() == {("page.submitted", "Ratna")}


BEFORE = {verb: set(move.before) for verb, move in workflow.TRANSITIONS.items()}


@pytest.mark.parametrize("standing", ["draft", "submitted", "published", "withdrawn"])
@pytest.mark.parametrize("verb", BEFORE)
def test_the_table_says_from_where_each_verb_starts(verb, standing, wayan, ratna, now):
    one = edition(standing, by=wayan, decided_by=ratna, now=now)
    by = ratna if verb in ("approve", "refuse", "withdraw") else wayan
    more = {"reason": "Keliru."} if verb in ("refuse", "withdraw") else {}
    call = getattr(workflow, verb)
    arguments = (one.pk, {}) if verb == "save" else (one.pk,)
    seen = {"seen": one.version}
    assert (verb in workflow.allowed(by, one)) == (standing in BEFORE[verb])
    if standing in BEFORE[verb]:
        call(*arguments, by=by, now=now, **seen, **more)
        return
    with pytest.raises(ValidationError) as refused:
        call(*arguments, by=by, now=now, **seen, **more)
    assert refused.value.code == "state"
    assert Edition.objects.get(pk=one.pk).version == one.version
