"""Some forty files played through the verbs over the last weeks, so that every page has something to show."""

from datetime import datetime

from accounts.models import Membership, User
from applications import workflow
from applications.models import Application, Review
from applications.tasks import produce
from foundation.documents.checks import check_upload
from mpp_portal.demo.answers import believable
from mpp_portal.demo.days import Days
from mpp_portal.demo.papers import upload
from services.conditions import applicable_requirements
from services.models import Standard
from sla.calendar import Calendar

# (service, working days ago, how far it came); tiers are counted from 1.
STORIES = [
    ("izin-reklame-permanen", 1, "sent"),
    ("izin-reklame-permanen", 3, "tier 2"),
    ("izin-reklame-permanen", 6, "tier 3 claimed"),
    ("izin-reklame-permanen", 9, "tier 4"),
    ("izin-reklame-permanen", 11, "tier 5"),
    ("izin-reklame-permanen", 15, "done"),
    ("izin-reklame-permanen", 14, "rejected"),
    ("izin-reklame-insidentil", 1, "tier 1 claimed"),
    ("izin-reklame-insidentil", 2, "returned 2"),
    ("izin-reklame-insidentil", 8, "done"),
    ("surat-keterangan-penelitian", 0, "sent"),
    ("surat-keterangan-penelitian", 2, "tier 2"),
    ("surat-keterangan-penelitian", 7, "answered 2"),
    ("surat-keterangan-penelitian", 12, "done"),
    ("surat-keterangan-penelitian", 5, "withdrawn"),
    ("kk-baru", 0, "sent"),
    ("kk-baru", 1, "tier 2"),
    ("kk-baru", 2, "tier 4"),
    ("kk-baru", 4, "approved"),
    ("kk-baru", 6, "done"),
    ("kk-perubahan", 1, "returned 1"),
    ("kk-perubahan", 3, "answered 1"),
    ("akta-kelahiran", 0, "tier 1 claimed"),
    ("akta-kelahiran", 2, "tier 3"),
    ("akta-kelahiran", 10, "done"),
    ("akta-kematian", 5, "done"),
    ("kia", 1, "sent"),
    ("ktp-el-penggantian", 3, "approved"),
    ("surat-pindah", 4, "tier 3 claimed"),
    ("sip-dokter", 2, "tier 2 claimed"),
    ("sip-perawat", 9, "done"),
    ("sip-bidan", 30, "lapsed"),
    ("izin-pemakaman", 4, "tier 3"),
    ("izin-penebangan-pohon", 3, "tier 2"),
    ("pbb-mutasi", 10, "tier 2"),
    ("kartu-ak1", 1, "tier 2"),
    ("kartu-anggota-perpustakaan", 2, "done"),
    ("permohonan-informasi-publik", 6, "tier 2 claimed"),
    ("sambungan-baru-air", 4, "tier 3"),
    ("usulan-bantuan-sosial", 2, "returned 1"),
    ("pencatatan-pkwt", 0, "draft"),
    ("izin-paud", 0, "draft"),
]


def play_all(citizens: list[User], calendar: Calendar, *, now: datetime) -> int:
    for number, (service, days, end) in enumerate(STORIES):
        Story(service, citizens[number % len(citizens)], calendar, days, now).play(end)
    return len(STORIES)


class Story(Days):
    """One file; each act comes a little later than the one before."""

    def __init__(self, service: str, citizen: User, calendar: Calendar, days_ago: int, now: datetime):
        super().__init__(calendar, days_ago, now)
        self.standard = Standard.objects.published().get(service__code=service)
        self.citizen = citizen

    def play(self, end: str) -> None:
        self.draft()
        if end == "draft":
            return
        workflow.submit(self.file.pk, by=self.citizen, now=self.later(5))
        act, _, rest = end.partition(" ")
        getattr(self, f"play_{act}", lambda rest: None)(rest)

    @property
    def file(self) -> Application:
        return Application.objects.get(pk=self.pk)

    def draft(self) -> None:
        fields = list(self.standard.fields.all())
        answers = believable(fields, self.now.astimezone(self.calendar.zone).date())
        self.pk = workflow.start_draft(self.standard, by=self.citizen, now=self.now, answers=answers).pk
        self.attach(lambda one: one.presence == "required" or one.condition)

    def attach(self, wanted) -> None:
        file = self.file
        for one in applicable_requirements(list(self.standard.requirements.all()), file.answers):
            if one.kind == "file" and wanted(one):
                checked = check_upload(upload(one), accept=one.accept, max_mb=one.max_mb)
                workflow.attach(file.pk, one, checked, by=self.citizen, now=self.later(2))

    def play_tier(self, rest: str) -> None:
        number, _, claimed = rest.partition(" ")
        self.up_to(int(number))
        if claimed:
            self.claim()

    def play_done(self, rest: str) -> None:
        self.play_approved(rest)
        if self.standard.product_kind == Standard.ProductKind.OUTSIDE:
            day = self.later(20).astimezone(self.calendar.zone).date()
            workflow.record_product(
                self.pk,
                by=self.last,
                now=self.now,
                number=f"{self.file.number[-6:]}/{day:%m/%Y}",
                issued_on=day,
            )
        produce(self.pk)

    def play_approved(self, rest: str) -> None:
        self.up_to(99)
        review, self.last = self.claim()
        workflow.approve(self.pk, review.pk, by=self.last, now=self.later(30), verdicts=self.checklist())

    def play_rejected(self, rest: str) -> None:
        self.up_to(99)
        review, who = self.claim()
        workflow.reject(
            self.pk, review.pk, by=who, now=self.later(30),
            legal_ground="Perda Kota Probolinggo 10/2010 tentang Izin Reklame",
            reason="Titik reklame berada di zona yang tidak boleh dipasangi reklame.",
        )  # fmt: skip

    def play_withdrawn(self, rest: str) -> None:
        self.up_to(2)
        workflow.withdraw(self.pk, by=self.citizen, now=self.later(60))

    def play_returned(self, rest: str) -> None:
        self.up_to(int(rest))
        review, who = self.claim()
        workflow.return_for_correction(
            self.pk, review.pk, by=who, now=self.later(40), verdicts=self.checklist(mend=True),
            reason="Terima kasih. Satu berkas perlu diunggah ulang, yang lain sudah sesuai.",
        )  # fmt: skip

    def play_answered(self, rest: str) -> None:
        self.play_returned(rest)
        wanted = {verdict.requirement_id for verdict in workflow.waiting_verdicts(self.file)}
        self.later(360)
        self.attach(lambda one: one.pk in wanted)
        workflow.answer(self.pk, by=self.citizen, now=self.later(5))

    def play_lapsed(self, rest: str) -> None:
        self.play_returned("1")
        workflow.lapse(self.pk, now=max(self.file.lapses_at, self.now))

    def up_to(self, tier: int) -> None:
        """Pass the file on until that tier, or the last one, has it."""
        last = max(one.order for one in self.standard.tiers.all())
        for _ in range(1, min(tier, last)):
            review, who = self.claim()
            workflow.pass_on(
                self.pk, review.pk, by=who, now=self.later(45), verdicts=self.checklist(), opinion="for"
            )

    def claim(self) -> tuple[Review, User]:
        review = self.file.reviews.open().select_related("tier").first()
        decided = self.file.reviews.exclude(decided_by=None).values("decided_by")
        holders = Membership.objects.holders(review.tier.role, review.tier.agency_id, self.now.date())
        who = (
            holders.exclude(user__in=decided).exclude(user=self.citizen).order_by("user__email").first().user
        )
        workflow.claim(self.pk, review.pk, by=who, now=self.later(25))
        return review, User.objects.get(pk=who.pk)

    def checklist(self, *, mend: bool = False) -> dict:
        file = self.file
        held = {one.requirement_id for one in file.attachments.current()}
        rows = {
            one.code: ("fits" if one.kind == "data" or one.pk in held else "not_needed", "")
            for one in applicable_requirements(list(self.standard.requirements.all()), file.answers)
        }
        if mend:
            code = next(code for code, (value, _) in rows.items() if value == "fits")
            rows[code] = (
                "mend",
                "Gambar kurang jelas. Unggah ulang hasil pindai yang terbaca sampai tepinya.",
            )
        return rows
