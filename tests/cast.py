"""The cast: Sari files, Budi takes in, Ratna verifies, Wayan decides; Joko must never get in."""

import io
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Pdf
from PIL import Image

from accounts.models import Agency, CitizenProfile, Membership, Region, Role, User
from accounts.validators import nik_hash
from applications import workflow
from applications.models import Application, Review
from foundation.documents.checks import check_upload
from services.conditions import applicable_requirements
from services.models import Standard
from tests.answers import right_answers

PASSWORD = "sebuah-kata-sandi-panjang"
NIKS = {
    "Sari": "3574015708900001",
    "Joko": "3574011708850002",
    "Budi": "3574011203880003",
    "Wayan": "3574022504700004",
}
DESK_OF_ROLE = {
    Role.FRONT_OFFICE: "Budi",
    Role.VERIFIER: "Ratna",
    Role.APPROVER: "Wayan",
    Role.SIGNATORY: "Wayan",
    Role.COORDINATOR: "Ratna",
}


def account(name: str, address: str | None = None) -> User:
    """An account that may sign in with PASSWORD."""
    email = address or f"{name.lower()}@contoh.id"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email=email, name=name, password=PASSWORD)


def citizen(name: str = "Sari", nik: str | None = None) -> User:
    """An account with a complete profile; the person herself is `user.profile`."""
    user = account(name)
    number = nik or NIKS.get(name, "3574015708900009")
    CitizenProfile.objects.get_or_create(
        user=user,
        defaults={
            "full_name": name, "nik": number, "nik_hash": nik_hash(number), "birth_place": "Probolinggo",
            "birth_date": date(1990, 8, 17), "sex": "P", "address": "Jalan Mawar 7",
            "region": Region.objects.get(code="35.74.03.1001"), "phone": "+6281234567890", "email": user.email,
        },
    )  # fmt: skip
    return user


def officer(name: str, role: str, agency: str | None = None) -> User:
    """Somebody who holds a role; one account for each name, role and agency."""
    user = account(name, f"{name.lower()}.{role}.{agency or 'mpp'}@contoh.id".replace("_", "-"))
    place = Agency.objects.get(code=agency) if agency else None
    Membership.objects.get_or_create(
        user=user, role=role, agency=place, defaults={"starts_on": date(2024, 1, 1)}
    )
    return User.objects.get(pk=user.pk)


def pdf_bytes(pages: int = 1) -> bytes:
    document, out = Pdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def image_bytes(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, kind)
    return out.getvalue()


def upload(accept: list[str], name: str = "berkas") -> SimpleUploadedFile:
    """A small honest file of the first kind that is accepted."""
    if "pdf" in accept:
        return SimpleUploadedFile(f"{name}.pdf", pdf_bytes(), content_type="application/pdf")
    kind = "PNG" if "png" in accept else "JPEG"
    return SimpleUploadedFile(
        f"{name}.{kind.lower()}", image_bytes(kind), content_type=f"image/{kind.lower()}"
    )


def standard(code: str) -> Standard:
    return Standard.objects.published().get(service__code=code)


def drafted(code: str, *, by: User, now, answers: dict | None = None, files: bool = True) -> Application:
    """A draft with right answers and, unless told otherwise, every document it needs."""
    present = standard(code)
    answers = right_answers(code, now) if answers is None else answers
    draft = workflow.start_draft(present, by=by, now=now, answers=answers)
    if files:
        attach_all(draft, by=by, now=now)
    return Application.objects.get(pk=draft.pk)


def attach_all(application: Application, *, by: User, now) -> None:
    for requirement in applicable_requirements(
        list(application.standard.requirements.all()), application.answers
    ):
        if requirement.kind == "file" and (requirement.presence == "required" or requirement.condition):
            checked = check_upload(
                upload(requirement.accept), accept=requirement.accept, max_mb=requirement.max_mb
            )
            workflow.attach(application.pk, requirement, checked, by=by, now=now)


def submitted(code: str, *, by: User | None = None, now) -> Application:
    by = by or citizen("Sari")
    return workflow.submit(drafted(code, by=by, now=now).pk, by=by, now=now)


def open_review(application: Application) -> Review:
    """The one step that waits for a decision."""
    return application.reviews.open().select_related("tier__agency").get()


def desk_of(review: Review) -> User:
    """Whoever sits at the desk of that step; another person for each tier."""
    return officer(
        f"{DESK_OF_ROLE[review.tier.role]}{review.tier.order}", review.tier.role, review.tier.agency.code
    )


def fits(application: Application) -> dict:
    """A checklist on which everything that is there fits."""
    held = {one.requirement_id for one in application.attachments.current()}
    requirements = applicable_requirements(list(application.standard.requirements.all()), application.answers)
    return {
        one.code: ("fits" if one.kind == "data" or one.pk in held else "not_needed", "")
        for one in requirements
    }


def claimed(application: Application, *, now) -> tuple[Review, User]:
    """Take the open step at its own desk."""
    review = open_review(application)
    who = desk_of(review)
    workflow.claim(application.pk, review.pk, by=who, now=now)
    return review, who


def pass_one(application: Application, *, now) -> Application:
    """One tier, whatever it is, does its part: passes on, or approves when it is the last."""
    review, who = claimed(application, now=now)
    application = Application.objects.get(pk=application.pk)
    last = max(tier.order for tier in application.standard.tiers.all()) == review.tier.order
    acts = {"verdicts": fits(application), "by": who, "now": now}
    if last:
        return workflow.approve(application.pk, review.pk, **acts)
    return workflow.pass_on(application.pk, review.pk, opinion="for", **acts)


def decided(application: Application, *, now) -> Application:
    """Through every tier to the approval, a tenth of an hour each."""
    while application.reviews.open().exists():
        now += timedelta(minutes=6)
        application = pass_one(application, now=now)
    return Application.objects.get(pk=application.pk)
