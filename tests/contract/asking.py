"""Who asks, what is there for each to ask about, and what she would send: taken from the matrix's doors."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from accounts.models import Membership, Role
from accounts.workflow import save_dependant, save_organisation
from applications import workflow
from foundation.rest.scopes import SCOPES
from tests import cast
from tests.access.doors import KEY, Door, page
from tests.access.rooms import api_applications, api_complaints
from tests.access.stage import Stage
from tests.access.test_the_matrix import DOORS
from tests.api.apps import bearer, token
from tests.api.doors import built_stage

CHILD = {"relation": "child", "full_name": "Wayan", "birth_date": date(2018, 8, 17)}
# Who asks -> the columns of the matrix whose doors she knows: of files, of complaints.
COLUMNS = {
    "anonymous": (("AN",), ("AN",)),
    "citizen": (("CO",), ("CO",)),
    "officer": (("FA", "TV"), ("CH",)),
    "coordinator": (("KO",), ("KO",)),
}


@dataclass(frozen=True)
class Known:
    """Something real for one operation: the names in its address, a body that is right, headers that open it."""

    path: dict
    body: dict
    headers: dict


def everything() -> Stage:
    """The matrix's stage, where one officer sits at the front office, at a second tier, and with complaints."""
    stage = built_stage()
    officer, verifier = stage.people["FA"], stage.people["TV"]
    for role, agency in ((Role.VERIFIER, "bakesbangpol"), (Role.COMPLAINT_OFFICER, None)):
        post = Membership.objects.filter(role=role, agency__code=agency).first() if agency else None
        Membership.objects.create(
            user=officer, role=role, agency=post and post.agency, starts_on=date(2024, 1, 1)
        )
    stage.people["FA"] = stage.people["TV"] = stage.people["CH"] = type(officer).objects.get(pk=officer.pk)
    file = stage.file("tv claimed")
    step = cast.open_review(file).pk
    workflow.release(file.pk, step, by=verifier, now=stage.now)
    workflow.claim(file.pk, step, by=stage.people["TV"], now=stage.now)
    profile = stage.people["CO"].profile
    save_organisation(
        profile, {"name": "CV Mawar", "nib": "", "npwp": ""}, by=stage.people["CO"], now=stage.now
    )
    save_dependant(profile, CHILD, by=stage.people["CO"], now=stage.now)
    return stage


def tokens(stage: Stage) -> dict[str, dict]:
    """Who asks -> the header that says so."""
    found = {"anonymous": {}}
    for who, columns in COLUMNS.items():
        if who != "anonymous":
            found[who] = bearer(
                token(stage.people[columns[0][0]], value=f"token-{who}", scopes=tuple(SCOPES))
            )
    return found


def _doors():
    for found in DOORS.values():
        yield from found
    for room in (api_applications, api_complaints):
        for own_or_desk in getattr(room, "OWN_OR_DESK", ()):
            yield from own_or_desk[1]
    yield from (page(route) for route in ("api-profile", "api-organisations", "api-dependants"))
    for name, route in (("child", "api-dependant"), ("organisation", "api-organisation")):
        yield Door("get", route, lambda stage, actor, name=name, route=route: _hers(stage, name, route))


def _hers(stage: Stage, name: str, route: str):
    rows = {"child": "dependants", "organisation": "organisations"}
    return reverse(route, args=[getattr(stage.people["CO"].profile, rows[name]).first().pk]), {}


def what_is_known(stage: Stage, who: str, labels: list[str]) -> dict[str, list[Known]]:
    """Operation ("POST /api/v1/...") -> what this person really could ask there."""
    found: dict[str, list[Known]] = {label: [] for label in labels}
    patterns = {label: _pattern(label) for label in labels}
    of_complaints = {door for doors in api_complaints.DOORS.values() for door in doors}
    for door in _doors():
        if not door.route.startswith("api-"):
            continue
        # Nobody files more than five complaints within an hour.
        stage.now -= timedelta(hours=1)
        for actor in COLUMNS[who][door in of_complaints]:
            address, body = door.to(stage, actor)
            headers = {"Idempotency-Key": KEY} | door.headers(stage, actor)
            for label, pattern in patterns.items():
                if label.startswith(door.method.upper()) and (match := pattern.fullmatch(address)):
                    found[label].append(Known(match.groupdict(), body, headers))
    return found


def _pattern(label: str) -> re.Pattern:
    path = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", label.split(" ", 1)[1])
    return re.compile(path)
