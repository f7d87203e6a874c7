"""The demo's logins, by office. They exist only where MPP_DEMO is on.

Their rows are made by hand: the verbs begin no post in the past, and the stories played with them are weeks old.
"""

from datetime import date
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Agency, CitizenProfile, Membership, Region, Role, User
from accounts.validators import nik_hash
from services.models import Tier

DOMAIN = "mpp.demo"
PASSWORD = "demo-mpp-2026"  # noqa: S105 - printed by ./mpp demo, opens nothing elsewhere
SINCE = date(2024, 1, 2)
HOME = "dpmptsp"
OFFICE_OF_ROLE = {
    Role.FRONT_OFFICE: ("loket", "Budi"),
    Role.VERIFIER: ("verifikator", "Ratna"),
    Role.APPROVER: ("kabid", "Wayan"),
    Role.SIGNATORY: ("kadis", "Sari"),
}
WHOLE_MALL = {
    "koordinator": ("Ratna", Role.COORDINATOR),
    "pengaduan": ("Budi", Role.COMPLAINT_OFFICER),
    "katalog": ("Wayan", Role.CATALOGUE_EDITOR),
    "auditor": ("Sari", Role.AUDITOR),
    "admin": ("Budi", Role.ADMINISTRATOR),
    "admin2": ("Ratna", Role.ADMINISTRATOR),
}
CITIZENS = {
    "pemohon": ("Sari", "3574015708900001", "Jalan Mawar 7", "35.74.03.1001"),
    "pemohon2": ("Wayan", "3574022504700004", "Jalan Anggrek 12", "35.74.04.1003"),
    "pemohon3": ("Budi", "3574011203880003", "Jalan Melati 3", "35.74.01.1009"),
}


class Login(NamedTuple):
    address: str
    office: str


def address(office: str) -> str:
    return f"{office}@{DOMAIN}"


def person(office: str, name: str, password_hash: str) -> User:
    user, is_new = User.objects.get_or_create(
        email=address(office), defaults={"name": name, "password": password_hash}
    )
    if is_new:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def hold(user: User, role: str, agency: Agency | None) -> None:
    Membership.objects.get_or_create(user=user, role=role, agency=agency, defaults={"starts_on": SINCE})


def make() -> list[Login]:
    """Everybody, once; returns what `./mpp demo` prints."""
    password_hash = make_password(PASSWORD)
    logins = [_citizen(office, *person_data, password_hash) for office, person_data in CITIZENS.items()]
    for office, (name, role) in WHOLE_MALL.items():
        hold(person(office, name, password_hash), role, None)
        logins.append(Login(address(office), str(Role(role).label)))
    return logins + _desks(password_hash)


def _citizen(office, name, nik, street, region, password_hash) -> Login:
    user = person(office, name, password_hash)
    CitizenProfile.objects.get_or_create(
        user=user,
        defaults={
            "full_name": name, "nik": nik, "nik_hash": nik_hash(nik), "birth_place": "Probolinggo",
            "birth_date": date(1990, 8, 17), "address": street, "region": Region.objects.get(code=region),
            "email": user.email, "phone": "+6281234567890",
        },
    )  # fmt: skip
    return Login(user.email, "Warga")


def _desks(password_hash: str) -> list[Login]:
    """One person for each role at each agency with a tier; a second verifier everywhere, since nobody decides twice.

    At the mall's own agency the short addresses (loket@, kabid@ ...); elsewhere loket.<instansi>@ and so on.
    verifikator2@ sits in the technical teams behind the mall's own permits.
    """
    logins, technical = [], []
    pairs = (
        Tier.objects.order_by("agency__code", "role").values_list("role", "agency", "agency__code").distinct()
    )
    for role, agency_id, code in pairs:
        office, name = OFFICE_OF_ROLE[role]
        agency = Agency.objects.get(pk=agency_id)
        offices = [office if code == HOME else f"{office}.{code}"]
        if role == Role.VERIFIER:
            offices.append(f"{office}2.{code}")
            technical.append(agency)
        for one in offices:
            hold(person(one, name, password_hash), role, agency)
        if code == HOME:
            logins.append(Login(address(office), f"{Role(role).label}, {agency.short_name}"))
    second = person("verifikator2", "Wayan", password_hash)
    for agency in technical:
        if agency.code != HOME:
            hold(second, Role.VERIFIER, agency)
    logins.append(Login(second.email, "Verifikator teknis, instansi teknis"))
    # Has no tier of any service, and answers complaints about misconduct.
    inspector = person("kabid.inspektorat", "Wayan", password_hash)
    hold(inspector, Role.APPROVER, Agency.objects.get(code="inspektorat"))
    logins.append(Login(inspector.email, "Menjawab pengaduan, Inspektorat; begitu pula kabid. tiap instansi"))
    elsewhere = "... dan begitu pula verifikator., kabid., kadis. tiap instansi"
    logins.append(Login(address("loket.dispendukcapil"), elsewhere))
    return logins
