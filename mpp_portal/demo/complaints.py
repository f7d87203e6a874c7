"""Complaints in every state, played through the verbs over the last weeks by the demo's own people."""

from datetime import datetime
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership, Region, Role, User
from complaints import workflow
from complaints.models import Category, Complaint
from complaints.models.complaint import ANSWERING_ROLES
from complaints.permissions import SecretHolder
from complaints.secrets import secret_of
from complaints.workflow import Told
from foundation.documents.photos import check_photo
from mpp_portal.demo.days import Days
from mpp_portal.demo.papers import paper
from sla.calendar import Calendar

DAY = 360  # minutes of a working day


class Plot(NamedTuple):
    """`days`: working days ago; `end`: the last act. `kind`, `anonymous`, `confidential` as told."""

    category: str
    days: int
    end: str
    title: str
    text: str
    answer: str = ""
    kind: str = Complaint.Kind.COMPLAINT
    anonymous: bool = False
    confidential: bool = False
    photo: str = ""


PLOTS = [
    Plot("loket-kosong", 0, "filed", "Loket kosong saat jam buka",
         "Pukul sembilan loket dua tidak ada petugasnya. Kami menunggu setengah jam tanpa kabar."),
    Plot("sampah", 5, "filed", "Sampah belum diangkut",
         "Sampah di depan pasar sudah empat hari tidak diangkut dan mulai berbau.", photo="Sampah di depan pasar"),
    Plot("sikap-petugas", 1, "filed", "Tidak dilayani dengan baik",
         "Saya diminta pulang tanpa penjelasan padahal antrean masih dibuka.", anonymous=True),
    Plot("syarat-tidak-jelas", 2, "verified", "Syarat di loket berbeda dengan di portal",
         "Di portal tertulis dua lembar, di loket diminta empat lembar. Mana yang benar?"),
    Plot("selokan-tersumbat", 3, "forwarded", "Selokan meluap ke jalan",
         "Setiap hujan air dari selokan naik ke jalan karena tersumbat sampah.", photo="Selokan"),
    Plot("data-salah", 9, "forwarded", "Tanggal lahir di KK keliru",
         "Tanggal lahir anak saya di kartu keluarga tertukar bulan dan tanggalnya."),
    Plot("pungli-petugas", 2, "forwarded", "Diminta uang supaya cepat",
         "Petugas parkir kantor meminta uang agar berkas didahulukan.", confidential=True),
    Plot("jalan-rusak", 6, "meanwhile", "Jalan berlubang di depan sekolah",
         "Lubangnya dalam dan anak sekolah sering jatuh.",
         "Lubang sudah kami ukur. Penambalan menunggu cuaca kering minggu depan.", photo="Jalan berlubang"),
    Plot("pajak-tidak-sesuai", 6, "answered", "Tagihan PBB berbeda dengan surat ketetapan",
         "Jumlah di tagihan tidak sama dengan surat ketetapan yang saya terima.",
         "Tagihan sudah kami perbaiki. Unduh lagi tagihan yang baru di portal pajak daerah."),
    Plot("sistem-gangguan", 8, "released", "Portal lambat pada Senin pagi",
         "Setiap Senin pagi halaman unggah berkas sulit dibuka.",
         "Gangguan sudah diperbaiki hari Selasa. Bila masih lambat, kabari kami dengan jam kejadiannya."),
    Plot("ktp-kk-lama", 7, "disputed", "KK belum selesai setelah dua minggu",
         "Janjinya tiga hari kerja, sudah dua minggu belum ada kabar.",
         "Kartu keluarga sudah dapat diambil di loket."),
    Plot("tagihan-air", 10, "accepted", "Tagihan air naik tiga kali lipat",
         "Pemakaian kami sama, tagihan bulan ini tiga kali lipat.",
         "Meteran salah dibaca. Selisihnya dikembalikan pada tagihan bulan depan."),
    Plot("informasi-publik", 12, "silence", "Jadwal pelayanan keliling",
         "Kapan pelayanan keliling datang ke Kecamatan Kademangan?",
         "Setiap Rabu pekan pertama di kantor kecamatan, pukul delapan sampai sebelas.",
         kind=Complaint.Kind.INFORMATION),
    Plot("akses-rentan", 4, "answered", "Tambah kursi prioritas",
         "Mohon kursi prioritas bagi lansia ditambah di ruang tunggu.",
         "Enam kursi sudah ditambahkan di dekat loket prioritas.", kind=Complaint.Kind.ASPIRATION),
    Plot("umum", 3, "archived", "Semuanya lambat", "Pelayanan di kota ini lambat semua.",
         "Sebutkan layanan, tempat, dan tanggalnya, lalu sampaikan lagi. Kami akan menindaklanjuti."),
]  # fmt: skip


def play_all(citizens: list[User], calendar: Calendar, *, now: datetime) -> int:
    for number, plot in enumerate(PLOTS):
        ComplaintStory(plot, citizens[number % len(citizens)], Days(calendar, plot.days, now)).play()
    return len(PLOTS)


class ComplaintStory:
    """One complaint, up to its last act."""

    def __init__(self, plot: Plot, citizen: User, days: Days):
        self.plot, self.days = plot, days
        told = Told(
            kind=plot.kind, category=Category.objects.get(code=plot.category), title=plot.title, text=plot.text,
            anonymous=plot.anonymous, confidential=plot.confidential,
            region=Region.objects.get(code="35.74.03.1001"),
        )  # fmt: skip
        taken = [check_photo(SimpleUploadedFile("foto.jpg", paper(plot.photo, "jpg")))] if plot.photo else []
        complaint = workflow.file(told, by=citizen, now=days.now, photos=taken)
        self.pk, self.agency = complaint.pk, told.category.agency
        self.reporter = SecretHolder(secret_of(self.pk)) if plot.anonymous else citizen
        self.handler = _holder(role=Role.COMPLAINT_OFFICER)

    def play(self) -> None:
        steps = {
            "filed": (), "verified": (self.verify,), "archived": (self.verify, self.archive),
            "forwarded": (self.verify, self.forward), "meanwhile": (self.verify, self.forward, self.meanwhile),
            "answered": (self.verify, self.forward, self.answer),
            "released": (self.verify, self.forward, self.answer, self.release),
            "disputed": (self.verify, self.forward, self.answer, self.dispute),
            "accepted": (self.verify, self.forward, self.answer, self.accept),
            "silence": (self.verify, self.answer_herself, self.silence),
        }[self.plot.end]  # fmt: skip
        for step in steps:
            step()

    def verify(self):
        complaint = Complaint.objects.get(pk=self.pk)
        workflow.verify(
            self.pk, category=complaint.category, confidential=False, by=self.handler, now=self.days.later(DAY // 2)
        )  # fmt: skip

    def forward(self):
        workflow.forward(self.pk, self.agency, by=self.handler, now=self.days.later(20))
        self.official = _holder(role__in=ANSWERING_ROLES, agency=self.agency)

    def meanwhile(self):
        workflow.answer_meanwhile(self.pk, self.plot.answer, by=self.official, now=self.days.later(DAY))

    def answer(self):
        workflow.answer(self.pk, self.plot.answer, by=self.official, now=self.days.later(2 * DAY))

    def answer_herself(self):
        workflow.answer(self.pk, self.plot.answer, by=self.handler, now=self.days.later(30))

    def dispute(self):
        workflow.dispute(
            self.pk, "Saya sudah ke loket dan belum ada.", by=self.reporter, now=self.days.later(DAY)
        )

    def accept(self):
        workflow.accept(self.pk, by=self.reporter, now=self.days.later(DAY))

    def release(self):
        texts = {"text": self.plot.text, "answer": self.plot.answer}
        workflow.release(self.pk, **texts, by=self.handler, now=self.days.later(60))

    def archive(self):
        reason = Complaint.ArchiveReason.TOO_GENERAL
        workflow.archive(self.pk, reason, self.plot.answer, by=self.handler, now=self.days.later(15))

    def silence(self):
        due = Complaint.objects.select_related("timer").get(pk=self.pk).timer.due_at
        if due <= self.days.end:
            workflow.close_by_silence(self.pk, now=due)


def _holder(**place) -> User:
    found = Membership.objects.filter(**place, user__is_active=True).order_by("user__email").first()
    return User.objects.get(pk=found.user_id)
