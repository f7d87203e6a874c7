"""Telling a complaint: what is taken, and what is refused with a sentence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Agency, Region
from complaints import workflow
from complaints.models import Complaint
from foundation.documents.photos import check_photo
from foundation.notifications.models import Notification
from services.models import Service
from sla.models import Timer
from tests import cast
from tests.complaints import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def refused(told, *, by=None, now, photos=()) -> dict:
    """field -> sentences; nothing may have been written."""
    with pytest.raises(ValidationError) as error:
        workflow.file(told, by=by, now=now, photos=photos)
    assert not Complaint.objects.exists()
    return error.value.message_dict


BAD = {
    "title": [{"title": ""}, {"title": "   "}, {"title": "k" * 151}, {"title": "a\0b"}],
    "text": [{"text": ""}, {"text": "k" * 4001}, {"text": None}],
    "kind": [{"kind": "praise"}],
    "place": [{"place": "k" * 251}, {"place": "a\0b"}],
}


@pytest.mark.parametrize(("field", "more"), [(field, more) for field, all_ in BAD.items() for more in all_])
def test_what_cannot_be_read_is_refused_at_its_field(now, field, more):
    assert set(refused(scenes.told(**more), now=now)) == {field}


def test_four_thousand_letters_are_taken(now):
    assert len(scenes.filed(now=now, text="é" * 4000, title="k" * 150).text) == 4000


def test_a_day_that_has_not_come_is_refused_and_today_is_taken(now):
    tomorrow = (now + timedelta(days=1)).date()
    assert "happened_on" in refused(scenes.told(happened_on=tomorrow), now=now)
    assert scenes.filed(now=now, happened_on=now.date()).happened_on == now.date()


def test_a_closed_category_and_a_first_level_one_are_refused(now):
    told = scenes.told()
    parent = replace(told, category=told.category.parent)
    assert "category" in refused(parent, now=now)
    workflow.close_category(scenes.CATEGORY, now=now)
    assert "category" in refused(scenes.told(), now=now)


def test_the_children_of_a_closed_category_are_refused(now):
    workflow.close_category(scenes.told().category.parent.code, now=now)
    assert "category" in refused(scenes.told(), now=now)


@pytest.mark.parametrize("code", ["35", "35.78", "35.13.01", "11.01.01.2001"])
def test_a_place_outside_the_region_is_refused(now, code):
    region = Region.objects.filter(code=code).first() or Region(code=code, name="Di luar", level="kelurahan")
    assert "region" in refused(scenes.told(region=region), now=now)


def test_it_is_about_one_thing(now):
    both = scenes.told(agency=Agency.objects.first(), service=Service.objects.first())
    assert "about" in refused(both, now=now)


def test_a_draft_that_was_never_sent_is_refused_at_both_doors(client, now):
    sari = cast.citizen("Sari")
    draft = cast.drafted("surat-keterangan-penelitian", by=sari, now=now, files=False)
    with pytest.raises(PermissionDenied):
        workflow.file(scenes.told(application=draft), by=sari, now=now)
    client.force_login(sari)
    told = {"kind": "complaint", "category": scenes.CATEGORY, "title": "Antre", "text": "Dua jam."}
    by_api = client.post(
        reverse("api-complaints"), told | {"application": str(draft.pk)},
        content_type="application/json", headers={"Idempotency-Key": "satu"},
    )  # fmt: skip
    page = {**told, "about": f"permohonan:{draft.pk}", "kunci": "k" * 22}
    assert (by_api.status_code, client.post(reverse("complaint_file"), page).status_code) == (404, 404)
    assert not Complaint.objects.exists()


def test_somebody_elses_file_is_refused(now):
    file = cast.submitted("pbb-salinan-sppt", now=now)
    for who in (cast.citizen("Joko"), None, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            workflow.file(scenes.told(application=file), by=who, now=now)
    assert scenes.filed(now=now, application=file).application == file


def test_anonymous_takes_neither_name_nor_file(now):
    named = scenes.told(anonymous=True, contact={"phone": "+6281234567890"})
    assert "contact" in refused(named, now=now)
    file = cast.submitted("pbb-salinan-sppt", now=now)
    assert "application" in refused(scenes.told(anonymous=True, application=file), by=cast.citizen(), now=now)


def test_with_an_account_no_other_contact_is_kept(now):
    complaint = scenes.filed(now=now, contact={"name": "Wayan", "phone": "+6281234567890"})
    assert complaint.contact == {} and complaint.reporter.name == "Sari"


def test_the_sixth_photo_is_refused(now):
    six = [check_photo(scenes.photo()) for _ in range(6)]
    assert "photos" in refused(scenes.told(), now=now, photos=six)
    complaint = scenes.filed(now=now, photos=5)
    with pytest.raises(ValidationError):
        workflow.add_photo(complaint.pk, check_photo(scenes.photo()), by=complaint.reporter, now=now)


def test_the_sixth_complaint_within_an_hour_waits_and_nothing_of_it_is_written(now):
    for _ in range(5):
        scenes.filed(now=now)
    timers = Timer.objects.count()
    with pytest.raises(ValidationError) as error:
        scenes.filed(now=now)
    assert error.value.code == "too_many" and Timer.objects.count() == timers
    scenes.filed(now=now, by=cast.account("Wayan"))
    scenes.filed(now=now + timedelta(hours=1, minutes=1))


@pytest.mark.parametrize(
    ("category", "kind", "days"),
    [
        (scenes.CATEGORY, "complaint", 14),
        (scenes.MISCONDUCT, "complaint", 60),
        (scenes.MISCONDUCT, "aspiration", 5),
        ("jkn-nonaktif", "information", 5),
    ],
)
def test_the_time_to_the_answer_follows_the_class_of_the_category_and_the_kind(now, category, kind, days):
    assert scenes.filed(now=now, category=category, kind=kind).whole_timer.amount == days


def test_numbers_are_drawn_in_one_series_without_a_gap(now):
    numbers = [scenes.filed(now=now, by=cast.account(f"Sari{one}")).number for one in range(3)]
    numbers.append(scenes.filed(now=now, anonymous=True).number)
    assert numbers == [f"ADU-2026-{one:06d}" for one in range(1, 5)]


def test_whoever_it_is_kept_from_is_not_told(now):
    """Wayan is accused: his colleague is told of the forwarding, he is not; nor of the reporter's words."""
    wayan, colleague = scenes.official(), scenes.official(name="Ratna")
    complaint = scenes.filed(now=now)
    workflow.verify(
        complaint.pk, category=complaint.category, confidential=False, accused=wayan, by=scenes.handler(), now=now
    )  # fmt: skip
    workflow.forward(complaint.pk, Agency.objects.get(code=scenes.AGENCY), by=scenes.handler(), now=now)
    workflow.reply(complaint.pk, "Tambahan.", by=complaint.reporter, now=now)
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert colleague.pk in told and wayan.pk not in told
