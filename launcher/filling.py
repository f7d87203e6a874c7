"""Tables, rights, static files, contents and cast of the demo, by Django's own commands."""

from urllib.parse import unquote, urlsplit

from launcher.places import LOGS, PYTHON
from launcher.steps import run, step

CONTENTS = (
    ("Static files", ("collectstatic", "--noinput", "--verbosity", "0")),
    ("Calendar", ("load_calendar",)),
    ("Catalogue", ("load_catalogue",)),
    ("Pages", ("load_pages",)),
)


def fill(env: dict[str, str]) -> None:
    """All that the first page needs, each step changing nothing that is right already."""
    owner, portal = env["MIGRATION_DATABASE_URL"], env["DATABASE_URL"]
    as_owner = {**env, "DATABASE_URL": owner, "PORTAL_DATABASE_URL": portal}
    with step("Tables"):
        _manage("migrate", "--noinput", env=as_owner)
        _manage("createcachetable", env=as_owner)
    if portal != owner:
        with step("Rights of the portal's role"):
            _manage("grant_portal_role", "--role", unquote(urlsplit(portal).username or ""), env=as_owner)
    for title, command in CONTENTS:
        with step(title):
            _manage(*command, env=env)


def play(env: dict[str, str]) -> str:
    """The cast and its files. Returns the table of logins."""
    with step("Demo cast"):
        return _manage("seed_demo", env=env).strip("\n")


def _manage(*command: str, env: dict[str, str]) -> str:
    return run([PYTHON, "manage.py", *command], env=env, log=LOGS / "manage.log")
