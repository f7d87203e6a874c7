"""A stolen table, file or log tells no NIK, no answer and no paper."""

import logging
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Role
from accounts.workflow import save_dependant, save_organisation
from applications import workflow
from applications.models import Application
from foundation.documents.checks import Checked
from tests import cast
from tests.answers import right_answers
from tests.applications.at_the_counter import local_now
from tests.security.scene import SERVICE, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

CHILD, FIRM = "3574011708180005", "3574015708900001"
ANSWER, REASON, PAPER = "kenari-jawaban-4711", "kenari-alasan-4712", b"kenari-berkas-4713"
SECRETS = [cast.NIKS["Sari"], CHILD, FIRM, ANSWER, REASON, PAPER.decode()]


def a_file_with_everything() -> tuple[Application, object]:
    now, sari = local_now(), cast.citizen("Sari")
    child = {"relation": "child", "full_name": "Wayan", "birth_date": date(2018, 8, 17), "nik": CHILD}
    child = save_dependant(sari.profile, child, by=sari, now=now)
    save_organisation(sari.profile, {"name": "CV Mawar", "nib": "", "npwp": FIRM}, by=sari, now=now)
    standard, answers = cast.standard(SERVICE), right_answers(SERVICE, now)
    words = next(
        one.key for one in standard.fields.all() if one.type == "textarea" or one.key.startswith("judul")
    )
    answers[words] = ANSWER
    draft = workflow.start_draft(standard, by=sari, now=now, answers=answers, dependant=child)
    cast.attach_all(draft, by=sari, now=now)
    paper = draft.attachments.current().select_related("requirement").first()
    pdf = cast.pdf_bytes() + b"%" + PAPER
    workflow.attach(draft.pk, paper.requirement, Checked("ktp.pdf", "application/pdf", pdf), by=sari, now=now)
    file = workflow.submit(draft.pk, by=sari, now=now)
    review, who = cast.claimed(file, now=now)
    verdicts = cast.fits(Application.objects.get(pk=file.pk))
    verdicts[next(iter(verdicts))] = ("mend", REASON)
    workflow.return_for_correction(file.pk, review.pk, by=who, now=now, verdicts=verdicts, reason=REASON)
    return file, who


def in_plain_columns() -> list[tuple]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for secret in [*SECRETS, *(secret.encode().hex() for secret in SECRETS)]:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" AS row WHERE strpos(row::text, %s) > 0',  # noqa: S608
                    [secret],
                )
                if cursor.fetchone()[0]:
                    found.append((table, secret))
    return found


def test_no_table_file_or_log_holds_a_secret_in_the_clear(settings, caplog):
    caplog.set_level(logging.INFO)
    file, who = a_file_with_everything()
    desk = browser(who)
    for query in (cast.NIKS["Sari"], CHILD, cast.NIKS["Sari"][:10]):
        assert desk.get(reverse("desk_queue"), {"q": query}).status_code == 200
    page = desk.get(reverse("desk_file", args=[file.pk])).content.decode()
    assert cast.NIKS["Sari"] in page, "the desk reads what the table does not tell"
    desk.get(reverse("desk_queue"), {"q": cast.NIKS["Sari"], "joko": "1"})
    browser(cast.officer("Joko", Role.CATALOGUE_EDITOR)).get(reverse("desk_queue"), {"q": CHILD})

    assert not in_plain_columns()
    stored = [path for path in settings.DOCUMENT_ROOT.rglob("*") if path.is_file()]
    assert stored
    assert not [path for path in stored if PAPER in path.read_bytes() or b"%PDF" in path.read_bytes()]
    assert not [secret for secret in SECRETS if secret in caplog.text]


def test_who_reads_masked_gets_no_nik_answer_or_reason_in_any_part_of_the_page():
    file, _who = a_file_with_everything()
    coordinator = browser(cast.officer("Ratna", Role.COORDINATOR))
    addresses = [
        reverse("desk_queue"),
        reverse("desk_late"),
        reverse("inbox"),
        reverse("desk_file", args=[file.pk]),
    ]
    for address in (*addresses, f"{reverse('desk_queue')}?q={file.number}"):
        text = coordinator.get(address).content.decode()
        hidden = [*SECRETS, file.applicant_name, "Jalan Mawar", "81234567890", "ktp.pdf"]
        assert not [secret for secret in hidden if secret in text], address
    step = file.reviews.first()
    for act in ("simpan", "setujui", "tolak", "lepas", "ambil"):
        answer = coordinator.post(reverse("desk_act", args=[file.pk, step.pk, act]), {"versi": "0"})
        assert answer.status_code in (302, 400, 403, 409)
        assert not [secret for secret in hidden if secret in answer.content.decode()], act
