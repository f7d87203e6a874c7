"""Who is told of what, and the sentences for it. A message names the number and nothing of what was told."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import Membership, Role
from applications.models import Review
from complaints.models import Clock, Complaint
from complaints.models.complaint import ANSWERING_ROLES
from foundation.audit.sentences import fill
from foundation.notifications.messages import MESSAGES, Message
from foundation.notifications.models import Notification
from foundation.notifications.outbox import Audience, hidden, notify_all, post
from foundation.notifications.ways import EMAIL, SMS

OFFICER = Q(role=Role.COMPLAINT_OFFICER)
COORDINATOR = Q(role=Role.COORDINATOR)


def tell_taken_in(case, entry) -> None:
    """The reporter and the complaint officers, by one write."""
    notify_all([*_reporter(case), _office(case, OFFICER, email=False)], entry, at=case.now)
    _write_to_contact(case.complaint, entry, at=case.now)


def tell_reporter(case, entry, *, email: bool = True) -> None:
    """By her account; without one by the address she left. An anonymous reporter left none, and looks herself."""
    notify_all(_reporter(case, email=email), entry, at=case.now)
    if email:
        _write_to_contact(case.complaint, entry, at=case.now)


def _reporter(case, *, email: bool = True) -> list[Audience]:
    complaint = case.complaint
    if complaint.reporter is None:
        return []
    return [Audience([complaint.reporter], reverse("complaint", args=[complaint.pk]), email, "reporter")]


def _write_to_contact(complaint: Complaint, entry, *, at) -> None:
    contact = complaint.contact
    channel, address = (EMAIL, contact.get("email")) if contact.get("email") else (SMS, contact.get("phone"))
    if not address:
        return
    message = MESSAGES.get(f"{entry.action}:reporter") or MESSAGES[entry.action]
    look = _("Lihat di halaman “Lacak laporan” dengan nomor itu dan kode rahasia Anda.")
    with override(settings.LANGUAGE_CODE):
        post(
            address=address,
            channel=channel,
            subject=fill(message.subject, entry.params),
            text=f"{fill(message.text, entry.params)} {look}",
            entry=entry,
            at=at,
            sealed=True,
        )


def written_to(address: str, *, since) -> int:
    """How many new complaints without an account that address was told of since then."""
    letters = Notification.objects.filter(recipient=None, channel__in=(EMAIL, SMS), created_at__gt=since)
    return letters.filter(address=hidden(address), entry__action="complaint.file").count()


def tell_desk(case, entry) -> None:
    """The complaint officers."""
    _tell(case, entry, OFFICER, email=False)


def tell_coordinator(case, entry) -> None:
    _tell(case, entry, COORDINATOR)


def tell_agency(case, entry) -> None:
    """The officials of the agency that is asked to answer."""
    _tell(case, entry, _officials(case.complaint))


def tell_handlers(case, entry, *, email: bool = False) -> None:
    """Whoever holds it: the officials of the agency that was asked, and the complaint officers."""
    _tell(case, entry, OFFICER | _officials(case.complaint), email=email)


def tell_clock(case, entry, *, step: str) -> None:
    """The desk whose time it is, the complaint officers and, once the time is over, the coordinator."""
    if step == Clock.Step.REPLY:
        tell_reporter(case, entry)
        return
    places = OFFICER if step == Clock.Step.VERIFY else OFFICER | _officials(case.complaint)
    _tell(case, entry, places | COORDINATOR if entry.action == "complaint.escalate" else places)


def _officials(complaint: Complaint) -> Q:
    if complaint.assigned_agency_id is None:
        return Q(pk__in=[])
    return Q(role__in=ANSWERING_ROLES, agency=complaint.assigned_agency_id)


def _tell(case, entry, places: Q, *, email: bool = True) -> None:
    notify_all([_office(case, places, email=email)], entry, at=case.now)


def _office(case, places: Q, *, email: bool = True) -> Audience:
    """Holders of these places today, but nobody from whom the complaint is kept."""
    complaint, day = case.complaint, timezone.localdate(case.now)
    members = Membership.objects.on(day).filter(places, user__is_active=True).select_related("user")
    kept_from = {complaint.reporter_id, complaint.accused_id, *_worked_on(complaint)}
    told = [one.user for one in members if one.user_id not in kept_from]
    return Audience(told, reverse("complaint_case", args=[complaint.pk]), email, "desk")


def _worked_on(complaint: Complaint) -> set[int]:
    if complaint.application_id is None:
        return set()
    rows = Review.objects.filter(application=complaint.application_id).values_list("claimed_by", "decided_by")
    return {person for row in rows for person in row}


SENTENCES = {
    "complaint.file": _("Pengaduan %(number)s diterima."),
    "complaint.add_photo": _("Foto ditambahkan pada pengaduan."),
    "complaint.verify": _("Pengaduan %(number)s diverifikasi."),
    "complaint.forward": _("Pengaduan %(number)s diteruskan ke instansi."),
    "complaint.send_back": _("Instansi mengembalikan pengaduan %(number)s: bukan tugasnya."),
    "complaint.answer_meanwhile": _("Tanggapan sementara diberikan."),
    "complaint.answer": _("Pengaduan %(number)s dijawab."),
    "complaint.reply": _("Pelapor memberi tanggapan."),
    "complaint.dispute": _("Pelapor membantah jawaban."),
    "complaint.accept": _("Pelapor menyatakan masalahnya selesai."),
    "complaint.close": _("Pengaduan %(number)s ditutup."),
    "complaint.close_by_silence": _("Pengaduan %(number)s ditutup: batas tanggapan pelapor lewat."),
    "complaint.archive": _("Pengaduan %(number)s diarsipkan."),
    "complaint.conceal": _("Pengaduan %(number)s dirahasiakan."),
    "complaint.release": _("Isi dan jawaban pengaduan %(number)s ditampilkan kepada umum."),
    "complaint.view": _("Pengaduan dibuka petugas."),
    "complaint.list": _("Daftar pengaduan dibuka."),
    "complaint.export": _("Daftar pengaduan diunduh: %(rows)s baris."),
    "complaint.open_photo": _("Foto pengaduan dibuka petugas."),
    "complaint.warn": _("Waktu pengaduan %(number)s hampir habis."),
    "complaint.escalate": _("Pengaduan %(number)s melewati batas waktu."),
    "complaint.guessed": _("Kode rahasia pengaduan %(number)s salah berkali-kali; dikunci 15 menit."),
}

LETTERS = {
    "complaint.file": Message(
        _("Pengaduan %(number)s kami terima"),
        _("Pengaduan %(number)s kami terima dan kami periksa. Anda tidak perlu melakukan apa pun."),
    ),
    "complaint.file:desk": Message(
        _("Pengaduan baru %(number)s"), _("Pengaduan %(number)s menunggu verifikasi. Buka dan periksa.")
    ),
    "complaint.forward": Message(
        _("Pengaduan %(number)s diteruskan"),
        _("Pengaduan %(number)s diteruskan ke instansi yang berwenang. Anda tidak perlu melakukan apa pun."),
    ),
    "complaint.forward:desk": Message(
        _("Pengaduan %(number)s menunggu jawaban Anda"),
        _("Pengaduan %(number)s diteruskan ke instansi Anda. Buka, lalu jawab sebelum batas waktunya."),
    ),
    "complaint.send_back": Message(
        _("Pengaduan %(number)s dikembalikan instansi"),
        _("Instansi menyatakan pengaduan %(number)s bukan tugasnya. Teruskan ke instansi lain atau jawab."),
    ),
    "complaint.answer_meanwhile": Message(
        _("Tanggapan sementara untuk pengaduan %(number)s"),
        _("Ada tanggapan sementara untuk pengaduan %(number)s. Bacalah; jawabannya menyusul."),
    ),
    "complaint.answer": Message(
        _("Pengaduan %(number)s sudah dijawab"),
        _("Pengaduan %(number)s sudah dijawab. Baca jawabannya, lalu pilih: selesai, bantah, atau tanggapi."),
        always=True,
    ),
    "complaint.answer:desk": Message(
        _("Pengaduan %(number)s dijawab"),
        _("Pengaduan %(number)s dijawab. Baca, lalu pertimbangkan untuk menampilkannya kepada umum."),
    ),
    "complaint.reply": Message(
        _("Tanggapan baru pada pengaduan %(number)s"),
        _("Pelapor menanggapi pengaduan %(number)s. Buka dan baca."),
    ),
    "complaint.dispute": Message(
        _("Jawaban pengaduan %(number)s dibantah"),
        _(
            "Pelapor membantah jawaban pengaduan %(number)s. "
            "Tindak lanjuti, lalu jawab lagi sebelum batas waktunya."
        ),
    ),
    "complaint.accept": Message(
        _("Pengaduan %(number)s selesai"),
        _("Pelapor menyatakan pengaduan %(number)s selesai. Tidak ada yang perlu Anda lakukan."),
    ),
    "complaint.close": Message(
        _("Pengaduan %(number)s ditutup"),
        _("Pengaduan %(number)s ditutup. Bila masalahnya muncul lagi, sampaikan pengaduan baru."),
        always=True,
    ),
    "complaint.close_by_silence": Message(
        _("Pengaduan %(number)s ditutup"),
        _("Pengaduan %(number)s ditutup karena tidak ada tanggapan. Bila masih ada masalah, sampaikan lagi."),
        always=True,
    ),
    "complaint.archive": Message(
        _("Pengaduan %(number)s tidak dapat ditindaklanjuti"),
        _("Pengaduan %(number)s diarsipkan. Baca alasannya dan apa yang dapat Anda lakukan."),
        always=True,
    ),
    "complaint.warn": Message(
        _("Waktu pengaduan %(number)s hampir habis"),
        _("Sisa waktu pengaduan %(number)s tinggal sedikit. Buka dan selesaikan tahap ini."),
    ),
    "complaint.warn:reporter": Message(
        _("Batas tanggapan pengaduan %(number)s hampir habis"),
        _("Batas menanggapi jawaban pengaduan %(number)s sudah dekat. Tanggapi sekarang bila masih perlu."),
    ),
    "complaint.escalate": Message(
        _("Pengaduan %(number)s melewati batas waktu"),
        _("Pengaduan %(number)s melewati batas waktu. Buka dan selesaikan sekarang."),
    ),
    "complaint.guessed": Message(
        _("Kode rahasia pengaduan %(number)s dicoba orang lain"),
        _(
            "Seseorang salah mengetik kode rahasia pengaduan %(number)s berkali-kali. Kami menguncinya 15 menit."
        ),
    ),
}
