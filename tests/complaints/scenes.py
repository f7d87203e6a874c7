"""Complaints in every state, played by the real verbs: Sari tells, Budi handles, Wayan's agency answers."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Agency, Region, Role
from complaints import workflow
from complaints.models import Category, Complaint
from complaints.permissions import SecretHolder
from complaints.secrets import secret_of
from complaints.workflow import Told
from foundation.documents.photos import check_photo
from tests import cast

CATEGORY = "pajak-tidak-sesuai"  # not about misconduct; its agency is bppkad
MISCONDUCT = "pungli-petugas"  # berkadar pengawasan
AGENCY = "bppkad"


def handler():
    """The complaint officer."""
    return cast.officer("Budi", Role.COMPLAINT_OFFICER)


def official(agency: str = AGENCY, name: str = "Wayan"):
    """An approver of the agency that is asked to answer."""
    return cast.officer(name, Role.APPROVER, agency)


def coordinator():
    return cast.officer("Ratna", Role.COORDINATOR)


def told(category: str = CATEGORY, **more) -> Told:
    values = {
        "kind": Complaint.Kind.COMPLAINT, "category": Category.objects.get(code=category),
        "title": "Tagihan berbeda", "text": "Jumlah tagihan tidak sama dengan surat ketetapan.",
        "region": Region.objects.get(code="35.74.03.1001"), "place": "Di depan loket 7",
    }  # fmt: skip
    return Told(**(values | more))


def photo(name: str = "foto.jpg", **more) -> SimpleUploadedFile:
    """A small photo as a phone takes it; `more`: what is saved along (exif=...)."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG", **more)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def filed(*, by=None, now, photos: int = 0, category: str = CATEGORY, **more) -> Complaint:
    """By Sari with her account, unless told otherwise."""
    anonymous = more.get("anonymous", False)
    who = by or (None if anonymous else cast.citizen("Sari"))
    taken = [check_photo(photo()) for _ in range(photos)]
    return workflow.file(told(category, **more), by=who, now=now, photos=taken)


def holder_of(complaint: Complaint) -> SecretHolder:
    return SecretHolder(secret_of(complaint.pk))


def reporter_of(complaint: Complaint):
    return complaint.reporter or holder_of(complaint)


def verified(complaint: Complaint, *, now) -> Complaint:
    workflow.verify(complaint.pk, category=complaint.category, confidential=False, by=handler(), now=now)
    return Complaint.objects.get(pk=complaint.pk)


def forwarded(complaint: Complaint, *, now, agency: str = AGENCY) -> Complaint:
    official(agency)
    complaint = verified(complaint, now=now)
    workflow.forward(complaint.pk, Agency.objects.get(code=agency), by=handler(), now=now)
    return Complaint.objects.get(pk=complaint.pk)


def answered(complaint: Complaint, *, now, agency: str = AGENCY) -> Complaint:
    complaint = forwarded(complaint, now=now, agency=agency)
    workflow.answer(complaint.pk, "Tagihan sudah kami perbaiki.", by=official(agency), now=now)
    return Complaint.objects.get(pk=complaint.pk)


def disputed(complaint: Complaint, *, now) -> Complaint:
    complaint = answered(complaint, now=now)
    workflow.dispute(complaint.pk, "Tagihannya masih sama.", by=reporter_of(complaint), now=now)
    return Complaint.objects.get(pk=complaint.pk)


def released(complaint: Complaint, *, now) -> Complaint:
    complaint = answered(complaint, now=now)
    workflow.release(complaint.pk, text="Tagihan berbeda.", answer="Sudah diperbaiki.", by=handler(), now=now)
    return Complaint.objects.get(pk=complaint.pk)


def closed(complaint: Complaint, *, now) -> Complaint:
    complaint = answered(complaint, now=now)
    workflow.close_by_silence(complaint.pk, now=complaint.timer.due_at + timedelta(minutes=1))
    return Complaint.objects.get(pk=complaint.pk)


def archived(complaint: Complaint, *, now) -> Complaint:
    reason = Complaint.ArchiveReason.TOO_GENERAL
    workflow.archive(complaint.pk, reason, "Sebutkan tempat dan tanggalnya.", by=handler(), now=now)
    return Complaint.objects.get(pk=complaint.pk)
