"""The whole portal works as a role that owns nothing and may change nothing of what has happened."""

import psycopg2
import pytest
from django.db import connection
from django.urls import reverse

from applications.models import Application, Permit
from tests import cast
from tests.applications.at_the_counter import fill, send, started, text_of, upload_all
from tests.applications.desk import checklist
from tests.resilience.files import each_permit_is_whole, emails
from tests.resilience.stage import WEB, Stage, portal_address
from tests.resilience.visitor import Visitor

SERVICE = "surat-keterangan-penelitian"
DESKS = ["loket", "verifikator2", "kabid", "kadis"]
NO_ROLE = "the portal's own role is not known here: set PORTAL_DATABASE_URL beside DATABASE_URL"
POWERS = (
    "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_tables WHERE tableowner = rolname) "
    "FROM pg_roles WHERE rolname = current_user"
)


@pytest.fixture
def role(stage):
    """A line to the database by the very address that the portal's programs have."""
    opened = psycopg2.connect(portal_address())
    with opened, opened.cursor() as cursor:
        cursor.execute(POWERS)
        has_power = cursor.fetchone()[0]
    if has_power:
        opened.close()
        pytest.skip(NO_ROLE)
    yield opened
    opened.close()


def roles_of(program: str) -> set[str]:
    """The roles under which it is connected."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = %s",
            [program],
        )
        return {name for (name,) in cursor.fetchall()}


def apply(stage: Stage) -> tuple[Visitor, Application]:
    visitor = Visitor(stage.port).sign_in("pemohon")
    draft = started(visitor, SERVICE)
    assert fill(visitor, draft).status_code == 302
    upload_all(visitor, draft)
    answer = send(visitor, draft)
    assert answer.status_code == 302, text_of(answer)
    return visitor, Application.objects.get(pk=draft.pk)


def through_every_tier(stage: Stage, file: Application) -> None:
    for office in DESKS:
        officer, review = Visitor(stage.port).sign_in(office), cast.open_review(file)
        page = officer.get(reverse("desk_file", args=[file.pk]))
        assert page.status_code == 200
        for act in ("ambil", "setujui" if office == DESKS[-1] else "teruskan"):
            answer = officer.post(reverse("desk_act", args=[file.pk, review.pk, act]), checklist(file))
            assert answer.status_code == 302, text_of(answer)


def test_the_main_journey_needs_no_more_rights(stage, logins, role):
    stage.start_worker()
    stage.start_beat()
    stage.start_web()
    citizen, file = apply(stage)
    through_every_tier(stage, file)
    stage.until(lambda: Permit.objects.filter(application=file).exclude(document=None), "the permit's PDF")
    stage.until(lambda: not emails("pending"), "every letter")
    each_permit_is_whole([file])
    assert roles_of(WEB) == {role.info.user}

    permit = Permit.objects.get(application=file)
    product = citizen.get(reverse("product", args=[file.pk]))
    assert product.content.startswith(b"%PDF")
    check = Visitor(stage.port).get(reverse("permit_check", args=[permit.code]))
    assert permit.number in text_of(check)
    assert stage.letters() and set(stage.letters().values()) == {1}

    for change in ("UPDATE audit_entry SET action = 'lain'", "DELETE FROM audit_entry"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), role, role.cursor() as cursor:
            cursor.execute(change)
