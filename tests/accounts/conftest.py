import pytest
from django.test import Client

from accounts.models import Agency, Region


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.fixture
def agency():
    return Agency.objects.create(
        code="dpmptsp", name="Dinas Penanaman Modal", short_name="DPMPTSP", kind="opd"
    )


@pytest.fixture
def other_agency():
    return Agency.objects.create(code="dishub", name="Dinas Perhubungan", short_name="Dishub", kind="opd")


@pytest.fixture
def regions():
    """One kelurahan of the city with what lies above it, and a province elsewhere."""
    rows = [
        ("35", "Jawa Timur", "provinsi", None),
        ("73", "Sulawesi Selatan", "provinsi", None),
        ("35.74", "Kota Probolinggo", "kota", "35"),
        ("35.74.01", "Kademangan", "kecamatan", "35.74"),
        ("35.74.01.1001", "Ketapang", "kelurahan", "35.74.01"),
    ]
    for code, name, level, parent in rows:
        Region.objects.create(code=code, name=name, short_name=name, level=level, parent_id=parent)


@pytest.fixture
def another_client():
    """Another browser each time it is called."""
    return Client
