import io
import json
import shutil

import pytest
from django.core.management import call_command

from tests.catalogue.reader import INVENTED


def load(folder) -> str:
    """Run the real command; what it said, warnings included."""
    said = io.StringIO()
    call_command("load_catalogue", str(folder), stdout=said, stderr=said, no_color=True)
    return said.getvalue()


@pytest.fixture
def everything(catalogue):
    """The real catalogue with the invented one on top."""
    load(INVENTED)


@pytest.fixture
def folder(tmp_path):
    """A copy of the invented catalogue to change."""
    return shutil.copytree(INVENTED, tmp_path / "katalog")


@pytest.fixture
def rewrite(folder):
    """Change one file of the copy: `rewrite("services", lambda whole: ...)`."""

    def rewrite(name, change):
        path = folder / f"{name}.json"
        whole = json.loads(path.read_text())
        change(whole)
        path.write_text(json.dumps(whole))
        return folder

    return rewrite
