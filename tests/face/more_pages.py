"""Pages that no door of the matrix shows as they are: steps after an answer, forms drawn again, files in every state.

Each: (name, actor, how to get there, status). A name begins with its route: "route" or "route: what is special".
"""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Dependant, Membership, Organisation
from accounts.workflow import propose_end, save_dependant, save_organisation
from tests import cast
from tests.access.doors import KEY
from tests.access.rooms.api import CHILD, FIRM
from tests.access.rooms.complaints import by_secret
from tests.access.rooms.reports import printed
from tests.access.stage import SERVICE
from tests.accounts.people import last_code
from tests.complaints.at_the_form import filled
from tests.complaints.scenes import CATEGORY

FRESH = "sebuah-kata-sandi-baru-88"


def at(route: str, *args, **query):
    return lambda visitor, stage: visitor.get(reverse(route, args=args), query)


def of_file(route: str, state: str):
    return lambda visitor, stage: visitor.get(reverse(route, args=[stage.file(state).pk]))


def of_complaint(route: str, state: str):
    return lambda visitor, stage: visitor.get(reverse(route, args=[stage.complaint(state).pk]))


def sent(route: str, *args, **data):
    """A form sent as a hurried person sends it."""
    return lambda visitor, stage: visitor.post(reverse(route, args=args), {"kunci": KEY, **data})


def sent_of_file(route: str, state: str, **data):
    def ask(visitor, stage):
        file = stage.file(state)
        return visitor.post(reverse(route, args=[file.pk]), {"kunci": KEY, "versi": file.version, **data})

    return ask


# --- Accounts: each step of a way needs the step before it --------------------------------------------


def signing_up(visitor, stage):
    data = {"kunci": KEY, "name": "Budi", "password1": FRESH, "email": "budi.baru@contoh.id"}
    visitor.post(reverse("account_signup"), data)
    return visitor.get(reverse("account_email_verification_sent"))


def signing_up_by_phone(visitor, stage):
    data = {"kunci": KEY, "name": "Budi", "password1": FRESH, "phone": "081298765432"}
    visitor.post(reverse("account_signup"), data)
    return visitor.get(reverse("account_verify_phone"))


def password_forgotten(visitor, stage):
    visitor.post(reverse("account_reset_password"), {"email": "sari@contoh.id"})
    return visitor.get(reverse("account_confirm_password_reset_code"))


def password_made_anew(visitor, stage):
    password_forgotten(visitor, stage)
    code = {"code": last_code("sari@contoh.id")}
    visitor.post(reverse("account_confirm_password_reset_code"), code)
    return visitor.get(reverse("account_complete_password_reset"))


def email_changed(visitor, stage):
    visitor.client.login(email="sari@contoh.id", password=cast.PASSWORD)
    visitor.post(reverse("account_email"), {"action_add": "1", "email": "sari.baru@contoh.id"})
    return visitor.get(reverse("account_reauthenticate"))


def password_made_first(visitor, stage):
    person = cast.account("Sari")
    person.set_unusable_password()
    person.save()
    visitor.client.force_login(person)
    return visitor.get(reverse("account_set_password"))


def organisation(visitor, stage):
    sari = stage.people["CO"]
    save_organisation(sari.profile, FIRM, organisation=None, by=sari, now=stage.now)
    return visitor.get(reverse("organisation", args=[Organisation.objects.get().pk]))


def dependant(visitor, stage):
    sari = stage.people["CO"]
    save_dependant(sari.profile, CHILD, dependant=None, by=sari, now=stage.now)
    return visitor.get(reverse("dependant", args=[Dependant.objects.get().pk]))


def a_post(stage) -> Membership:
    return Membership.objects.filter(user=stage.people["FA"]).get()


def person(visitor, stage):
    return visitor.get(reverse("person", args=[stage.people["FA"].pk]))


def of_post(route: str):
    return lambda visitor, stage: visitor.get(reverse(route, args=[a_post(stage).pk]))


def account_closed(visitor, stage):
    return visitor.post(reverse("person_account", args=[stage.people["FA"].pk]), {"kunci": ""})


def proposal(visitor, stage):
    last_day = timezone.localdate(stage.now)
    change = propose_end(a_post(stage), ends_on=last_day, by=stage.second, now=stage.now)
    return visitor.get(reverse("role_change", args=[change.pk]))


def slip(visitor, stage):
    address, data = printed(stage, visitor.actor)
    return visitor.client.get(visitor.post(address, data).url)


ACCOUNTS = [
    ("account_email_verification_sent", "AN", signing_up, 200),
    ("account_verify_phone", "AN", signing_up_by_phone, 200),
    ("account_confirm_password_reset_code", "AN", password_forgotten, 200),
    ("account_complete_password_reset", "AN", password_made_anew, 200),
    ("account_set_password", "CO", password_made_first, 200),
    ("account_signup: nothing filled in", "AN", sent("account_signup"), 400),
    ("account_login: not known", "AN", sent("account_login", login="joko@contoh.id", password=FRESH), 400),
    ("organisation", "CO", organisation, 200),
    ("organisations: nothing filled in", "CO", sent("organisations"), 400),
    ("dependant", "CO", dependant, 200),
    ("profile: filled in wrongly", "CO", sent("profile", full_name="Sari", nik="12"), 400),
    ("person", "AD", person, 200),
    ("person_account", "AD", account_closed, 400),
    ("post_move", "AD", of_post("post_move"), 200),
    ("post_end", "AD", of_post("post_end"), 200),
    ("role_change", "AD", proposal, 200),
    ("desk_code_slip", "FA", slip, 200),
]

# --- Files --------------------------------------------------------------------------------------------


def tracked(state: str):
    return lambda visitor, stage: visitor.get(reverse("track"), {"kode": stage.file(state).tracking_code})


def decided_by_half(visitor, stage):
    file = stage.file("fo claimed")
    address = reverse("desk_act", args=[file.pk, cast.open_review(file).pk, "teruskan"])
    return visitor.post(address, {"versi": file.version})


DRAWN = ("draft", "returned", "issued", "recorded", "to record", "kk approved")
FILES = [
    ("home: signed in", "CO", at("home"), 200),
    ("catalogue: found", "AN", at("catalogue", q="ktp"), 200),
    ("catalogue: nothing found", "AN", at("catalogue", q="qqqqqqqq"), 200),
    ("my_files: none", "CX", at("my_files"), 200),
    ("inbox: empty", "CX", at("inbox"), 200),
    ("apply_start: nothing chosen", "CO", sent("apply_start", SERVICE), 400),
    ("apply_documents: none yet", "CO", of_file("apply_documents", "empty"), 200),
    (
        "apply_documents: without a file",
        "CO",
        sent_of_file("apply_documents", "empty", persyaratan="ktp_el"),
        400,
    ),
    ("apply_check: unfinished", "CO", of_file("apply_check", "empty"), 200),
    ("apply_check: not agreed", "CO", sent_of_file("apply_check", "draft"), 400),
    ("track: nothing asked", "AN", at("track"), 200),
    ("track: returned", "AN", tracked("returned"), 200),
    ("track: issued", "AN", tracked("issued"), 200),
    ("desk_queue: nothing found", "FA", at("desk_queue", q="qqqqqqqq"), 200),
    ("desk_file: mine", "FA", of_file("desk_file", "fo claimed"), 200),
    ("desk_file: second tier", "TV", of_file("desk_file", "tv claimed"), 200),
    ("desk_file: to approve", "AP", of_file("desk_file", "ap claimed"), 200),
    ("desk_file: returned", "FA", of_file("desk_file", "returned"), 200),
    ("desk_file: issued", "KO", of_file("desk_file", "issued"), 200),
    ("desk_act: half a checklist", "FA", decided_by_half, 400),
    *((f"application: {state}", "CO", of_file("application", state), 200) for state in DRAWN[1:]),
]

# --- Complaints ---------------------------------------------------------------------------------------


def told(visitor, stage):
    """What is shown after sending, with number and secret."""
    return visitor.client.post(visitor.there(reverse("complaint_file")), filled(anonymous="on"), follow=True)


def by_number(visitor, stage):
    return visitor.post(reverse("complaint_track"), by_secret(stage, visitor.actor))


COMPLAINTS = [
    ("complaint", "CO", of_complaint("complaint", "answered"), 200),
    ("complaint: overdue", "CO", of_complaint("complaint", "overdue"), 200),
    ("complaint_file: sent", "AN", told, 200),
    ("complaint_file: nothing filled in", "AN", sent("complaint_file", category=CATEGORY), 400),
    ("complaint_track: by number and secret", "AN", by_number, 200),
    ("complaint_track: not known", "CX", by_number, 404),
    ("complaint_case: new", "CH", of_complaint("complaint_case", "filed"), 200),
    ("complaint_case: read", "CH", of_complaint("complaint_case", "verified"), 200),
    ("complaint_case: answered", "CH", of_complaint("complaint_case", "answered"), 200),
    ("complaint_case: public", "CH", of_complaint("complaint_case", "released"), 200),
]

PAGES = [*ACCOUNTS, *FILES, *COMPLAINTS]
