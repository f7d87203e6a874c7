"""Whether the private database was made ready by these very sources already: then a start skips it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from launcher.places import ROOT, STATE

STAMP = STATE / "prepared.json"
# Nothing in these changes what the database and the static files hold.
ASIDE = {"bench", "docs", "launcher", "tests"}


def recall() -> str | None:
    """The table of logins as it was shown when all was made ready; None when something has to be done."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp.get("logins") if stamp.get("sources") == digest(ROOT) else None


def remember(logins: str) -> None:
    STAMP.write_text(json.dumps({"sources": digest(ROOT), "logins": logins}), encoding="utf-8")


def forget() -> None:
    STAMP.unlink(missing_ok=True)


def digest(root: Path) -> str:
    """One value for the names and contents of all that the portal is made of."""
    whole = hashlib.sha256()
    for file in sorted(_sources(root)):
        whole.update(f"{file.relative_to(root)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for entry in root.iterdir():
        if entry.name.startswith(".") or entry.name in ASIDE:
            continue
        for file in (entry, *entry.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
