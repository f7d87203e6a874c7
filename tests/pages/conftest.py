import pytest

from accounts.models import Membership, Role
from tests import cast


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.fixture
def wayan():
    """An editor."""
    return cast.officer("Wayan", Role.CATALOGUE_EDITOR)


@pytest.fixture
def budi():
    """A second editor."""
    return cast.officer("Budi", Role.CATALOGUE_EDITOR)


@pytest.fixture
def ratna():
    """A coordinator."""
    return cast.officer("Ratna", Role.COORDINATOR)


@pytest.fixture
def sari():
    """A coordinator who is an editor too."""
    user = cast.officer("Sari", Role.COORDINATOR)
    Membership.objects.create(user=user, role=Role.CATALOGUE_EDITOR, starts_on="2024-01-01")
    return type(user).objects.get(pk=user.pk)
