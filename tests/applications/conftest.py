import pytest

from tests.applications.at_once import Company
from tests.catalogue.conftest import load
from tests.catalogue.reader import INVENTED


@pytest.fixture
def everything(catalogue):
    """The real catalogue with the invented one on top."""
    load(INVENTED)


@pytest.fixture
def at_once(db):
    """`at_once(act, ...)` calls the acts at the same moment: see Company."""
    company = Company()
    yield company.at_once
    company.go_home()
