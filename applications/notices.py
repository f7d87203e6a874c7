"""Who is told of what, and the sentences for it. A message says where to look and nothing personal."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from applications.models import Application, Review
from applications.permissions import last_tiers
from foundation.notifications.messages import Message
from foundation.notifications.outbox import Audience, notify, notify_all


def owner(application: Application, *, email: bool = True, audience: str = "") -> Audience:
    """The citizen the file belongs to, and whoever filed it for her."""
    people = [application.filed_by, application.applicant.user]
    return Audience(people, reverse("application", args=[application.pk]), email, audience)


def tell_owner(
    application: Application, entry, *, now: datetime, email: bool = True, audience: str = ""
) -> None:
    notify_all([owner(application, email=email, audience=audience)], entry, at=now)


def tell_owner_and_claimants(case, entry) -> None:
    """The file has ended: also whoever held one of its steps need not look at it any more."""
    holders = [one.claimed_by for one in case.reviews if one.decision == Review.Decision.CLOSED]
    holders = [one for one in holders if one is not None and one != case.by]
    desk = Audience(holders, _desk_file(case.application), email=False, name="desk")
    notify_all([owner(case.application), desk], entry, at=case.now)


def tell_owner_and_recorders(case, entry) -> None:
    """Approved, and its product comes from elsewhere: those who may record its number are told to."""
    people = [one.user for one in _members(_recorders(case.application), case.now)]
    desk = Audience(people, _desk_file(case.application), email=False, name="desk")
    notify_all([owner(case.application), desk], entry, at=case.now)


def tell_released(case, entry, claimant) -> None:
    """Somebody else gave her claim back to the queue."""
    if claimant != case.by:
        notify([claimant], entry, at=case.now, link=_desk_file(case.application))


def _desk_file(application: Application) -> str:
    return reverse("desk_file", args=[application.pk])


def _desks(reviews: list[Review]) -> Q:
    desks = Q(pk__in=[])
    for review in reviews:
        desks |= Q(role=review.tier.role, agency=review.tier.agency_id)
    return desks


def _members(places: Q, now: datetime) -> list[Membership]:
    day = timezone.localdate(now)
    return list(
        Membership.objects.on(day).filter(places, user__is_active=True).select_related("user__notice_choice")
    )


def tell_owner_and_desk(
    application: Application, opened: list[Review], entry, *, now: datetime, email: bool = True
) -> None:
    """The owner, and everybody who may take the newly opened steps; a desk's mailbox is not flooded."""
    told = [owner(application, email=email)]
    if opened:
        people = [one.user for one in _members(_desks(opened), now)]
        told.append(Audience(people, _desk_file(application), email=False, name="desk"))
    notify_all(told, entry, at=now)


def tell_clock(case, entry) -> None:
    """Whoever holds the ball, and the coordinator.

    For a claimed step the claimant, while she still holds its desk; otherwise all holders of the desk. Where no
    step waits any more (a product has to be recorded), those who may record it.
    """
    waiting = [case.review] if case.review else [review for review in case.reviews if not review.decision]
    desks = _desks(waiting) if waiting else _recorders(case.application)
    members = _members(desks | Q(role=Role.COORDINATOR), case.now)
    claims = {(one.tier.role, one.tier.agency_id): one.claimed_by_id for one in waiting if one.claimed_by_id}
    held = {
        (one.role, one.agency_id) for one in members if claims.get((one.role, one.agency_id)) == one.user_id
    }
    told = [
        one.user
        for one in members
        if (one.role, one.agency_id) not in held or claims[(one.role, one.agency_id)] == one.user_id
    ]
    notify(told, entry, at=case.now, link=_desk_file(case.application))


def _recorders(application: Application) -> Q:
    """The desks of `permissions.recorder`: the last tier's, and the owner's front office."""
    desks = Q(role=Role.FRONT_OFFICE, agency=application.standard.service.agency_id)
    for tier in last_tiers(application):
        desks |= Q(role=tier.role, agency=tier.agency_id)
    return desks


SENTENCES = {
    "application.start_draft": _("Draf permohonan dibuat."),
    "application.save_draft": _("Draf disimpan."),
    "application.attach": _("Berkas diunggah (versi %(version)s)."),
    "application.detach": _("Berkas dikeluarkan dari draf."),
    "application.discard": _("Draf dihapus."),
    "application.submit": _("Permohonan %(number)s diterima."),
    "application.claim": _("Berkas diambil petugas untuk diperiksa."),
    "application.release": _("Berkas dilepas kembali ke kotak tugas."),
    "application.judge": _("Daftar periksa disimpan."),
    "application.pass_on": _("Berkas diteruskan ke tahap berikutnya."),
    "application.return_for_correction": _("Permohonan %(number)s dikembalikan untuk diperbaiki."),
    "application.answer": _("Perbaikan permohonan %(number)s diterima."),
    "application.approve": _("Permohonan %(number)s disetujui pada tahap ini."),
    "application.reject": _("Permohonan %(number)s ditolak."),
    "application.withdraw": _("Permohonan %(number)s dibatalkan oleh pemohon."),
    "application.record_product": _("Nomor dan tanggal produk dicatat; permohonan %(number)s selesai."),
    "application.keep_proof": _("Bukti penyelesaian permohonan %(number)s dicetak."),
    "application.issue": _("Produk %(permit)s terbit; permohonan %(number)s selesai."),
    "application.retry_permit": _("Pencetakan produk permohonan %(number)s dimulai lagi."),
    "application.lapse": _("Permohonan %(number)s kedaluwarsa karena perbaikan tidak dikirim."),
    "application.warn": _("Waktu permohonan %(number)s hampir habis."),
    "application.escalate": _("Permohonan %(number)s melewati jatuh tempo."),
    "application.view": _("Berkas dibuka petugas."),
    "application.open_document": _("Dokumen dibuka petugas."),
}

# What each verb of the table keeps to itself, and why; the others tell (see tests/applications/test_verbs_tell.py).
ARRIVED = Message(
    _("Berkas %(number)s menunggu di meja Anda"),
    _("Berkas %(number)s masuk kotak tugas Anda. Ambil berkas itu, lalu periksa."),
)
ENDED = Message(
    _("Berkas %(number)s tidak perlu diperiksa lagi"),
    _("Permohonan %(number)s sudah berakhir. Anda tidak perlu melakukan apa pun."),
)
MESSAGES = {
    "application.submit:desk": ARRIVED,
    "application.pass_on:desk": ARRIVED,
    "application.answer:desk": ARRIVED,
    "application.withdraw:desk": ENDED,
    "application.reject:desk": ENDED,
    "application.lapse:desk": ENDED,
    "application.submit": Message(
        _("Permohonan %(number)s diterima"),
        _("Permohonan Anda bernomor %(number)s sudah kami terima. Lacak dengan kode pada tanda terimanya."),
        _("Permohonan %(number)s diterima. Lacak dengan kode pada tanda terimanya."),
    ),
    "application.release": Message(
        _("Berkas %(number)s dilepas dari Anda"),
        _("Koordinator mengembalikan berkas %(number)s ke kotak tugas. Ambil lagi bila masih Anda periksa."),
    ),
    "application.pass_on": Message(
        _("Permohonan %(number)s maju satu tahap"),
        _("Permohonan %(number)s maju ke tahap verifikasi berikutnya. Anda tidak perlu melakukan apa pun."),
    ),
    "application.return_for_correction": Message(
        _("Permohonan %(number)s perlu diperbaiki"),
        _(
            "Ada yang perlu Anda perbaiki pada permohonan %(number)s. "
            "Buka daftar lengkapnya lalu kirim perbaikan."
        ),
        _("Permohonan %(number)s perlu diperbaiki. Masuk, buka daftarnya, lalu kirim perbaikan."),
        always=True,
    ),
    "application.answer": Message(
        _("Perbaikan permohonan %(number)s diterima"),
        _("Perbaikan permohonan %(number)s sudah kami terima dan periksa lagi. Tunggu kabar berikutnya."),
        _("Perbaikan permohonan %(number)s diterima dan diperiksa lagi."),
    ),
    "application.approve": Message(
        _("Permohonan %(number)s disetujui"),
        _("Permohonan %(number)s disetujui. Produknya sedang disiapkan; kami kabari bila selesai."),
        _("Permohonan %(number)s disetujui. Kami kabari bila produknya selesai."),
        always=True,
    ),
    "application.approve:tier": Message(
        _("Permohonan %(number)s disetujui satu pejabat"),
        _("Satu pejabat menyetujui permohonan %(number)s. Tunggu kabar berikutnya dari pejabat lain."),
    ),
    "application.approve:desk": Message(
        _("Berkas %(number)s menunggu nomor produk"),
        _("Berkas %(number)s disetujui. Catat nomor dan tanggal produknya bila sudah terbit."),
    ),
    "application.reject": Message(
        _("Permohonan %(number)s ditolak"),
        _("Permohonan %(number)s ditolak. Buka halamannya untuk membaca alasan dan dasar hukumnya."),
        _("Permohonan %(number)s ditolak. Masuk untuk membaca alasan dan dasar hukumnya."),
        always=True,
    ),
    "application.withdraw": Message(
        _("Permohonan %(number)s dibatalkan"),
        _("Permohonan %(number)s sudah dibatalkan atas permintaan Anda. Anda boleh mengajukan lagi."),
    ),
    "application.record_product": Message(
        _("Permohonan %(number)s selesai"),
        _("Produk permohonan %(number)s sudah terbit. Buka halamannya untuk nomor dan bukti penyelesaian."),
        _("Permohonan %(number)s selesai, produknya sudah terbit. Masuk untuk melihat nomornya."),
        always=True,
    ),
    "application.issue": Message(
        _("Permohonan %(number)s selesai"),
        _("Dokumen permohonan %(number)s sudah terbit. Buka halamannya untuk mengunduhnya."),
        _("Permohonan %(number)s selesai. Masuk untuk mengunduh dokumennya."),
        always=True,
    ),
    "application.lapse": Message(
        _("Permohonan %(number)s kedaluwarsa"),
        _(
            "Permohonan %(number)s berakhir karena perbaikan tidak dikirim. "
            "Anda boleh mengajukan lagi kapan saja."
        ),
        _("Permohonan %(number)s berakhir karena perbaikan tidak dikirim. Anda boleh mengajukan lagi."),
        always=True,
    ),
    "application.warn": Message(
        _("Permohonan %(number)s hampir jatuh tempo"),
        _("Sisa waktu permohonan %(number)s tinggal sedikit. Buka berkasnya dan selesaikan tahap ini."),
    ),
    "application.escalate": Message(
        _("Permohonan %(number)s melewati jatuh tempo"),
        _("Permohonan %(number)s melewati jatuh tempo. Buka berkasnya dan selesaikan sekarang."),
    ),
}
