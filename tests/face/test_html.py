"""The Nu HTML checker finds no error in any page: all pages, both languages, one Java process."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")


@pytest.fixture(scope="module")
def checker():
    """The command; in CI what is missing is a failure, elsewhere a reason not to run."""
    missing = []
    if JAVA is None:
        missing.append("Java is missing: install Debian's package default-jre-headless")
    if not JAR.exists():
        missing.append("the checker is missing: run `npm ci --prefix tests/face`")
    if missing and os.environ.get("CI"):
        pytest.fail("; ".join(missing))
    if missing:
        pytest.skip("; ".join(missing))
    return [JAVA, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


def checked(checker: list[str], folder: Path) -> list[dict]:
    """What it says of every file of the folder."""
    command = [*checker, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)  # noqa: S603 - ours
    assert done.stdout, done.stderr
    return json.loads(done.stdout)["messages"]


def errors_of(messages: list[dict]) -> list[dict]:
    return [one for one in messages if one["type"] != "info"]


def test_no_page_has_an_error(pages, checker, tmp_path):
    names, folder = {}, tmp_path / "pages"
    folder.mkdir()
    for number, one in enumerate(pages):
        file = folder / f"{number:03}.html"
        file.write_text(one.html, encoding="utf-8")
        names[file.name] = one.name
    found: dict[str, dict[str, str]] = {}
    for one in errors_of(checked(checker, folder)):
        name = names[one["url"].rsplit("/", 1)[-1]]
        found.setdefault(re.sub(r"\d+", "…", one["message"]), {})[name] = one.get("extract", "")[:160]
    assert len(names) > 200
    assert not found, "\n" + "\n".join(
        f"{len(where)} pages, such as {min(where)}: {what} {where[min(where)]!r}"
        for what, where in sorted(found.items())
    )


def test_the_checker_does_find_an_error(checker, tmp_path):
    page = "<!doctype html><html lang=id><title>x</title><h1>x</h1><ul><p>x</ul>"
    (tmp_path / "faulty.html").write_text(page)
    assert errors_of(checked(checker, tmp_path))
