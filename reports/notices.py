"""What the coordinators read each morning."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.notifications.messages import Message
from foundation.registry.clock import in_words
from reports.pressing import Clocks, Morning, Urgent

LATE_PAGE = "desk_late"

SENTENCES = {
    "report.digest": _("Ringkasan pagi dikirim kepada koordinator."),
    "report.view": _("Laporan %(first)s sampai %(last)s dibuka."),
    "report.download": _("Laporan %(first)s sampai %(last)s diunduh."),
}
MESSAGES = {
    "report.digest": Message(
        _("Ringkasan pagi %(day)s"),
        _(
            "Janji layanan: %(promises_late)s terlambat, %(promises_today)s jatuh tempo hari ini. "
            "Tahap: %(steps_late)s terlambat, %(steps_today)s jatuh tempo hari ini. "
            "Buka daftar jatuh tempo untuk rinciannya."
        ),
    ),
    "report.digest:well": Message(
        _("Ringkasan pagi %(day)s: semua aman"),
        _(
            "Tidak ada janji layanan atau tahap yang terlambat atau hampir jatuh tempo pagi ini. "
            "Tidak ada yang perlu Anda lakukan."
        ),
    ),
}


def letter(found: Morning, day: date, now: datetime) -> tuple[str, str]:
    """Subject and text of the digest mail, with its one link."""
    when = date_format(day)
    if found.all_is_well:
        subject = gettext("Ringkasan pagi %(day)s: semua aman") % {"day": when}
        parts = [
            gettext("Tidak ada yang terlambat, hampir jatuh tempo, menumpuk, atau macet pagi ini."),
            *_still_waits(found),
        ]
    else:
        subject = gettext("Ringkasan pagi %(day)s: %(late)s janji terlambat, %(today)s jatuh tempo hari ini") % {
            "day": when, "late": found.promises.late, "today": found.promises.today,
        }  # fmt: skip
        parts = ["\n".join(_lines(found)), *_most_urgent(found.urgent, now)]
    link = f"{settings.PORTAL_URL}{reverse(LATE_PAGE)}"
    parts.append(gettext("Buka daftar jatuh tempo: %(link)s") % {"link": link})
    return subject, "\n\n".join(parts)


def _still_waits(found: Morning) -> list[str]:
    if not found.with_citizen:
        return []
    return [gettext("Menunggu perbaikan dari pemohon: %(number)s berkas.") % {"number": found.with_citizen}]


def _lines(found: Morning) -> list[str]:
    lines = [
        _clocks(gettext("Janji layanan"), found.promises),
        _clocks(gettext("Tahap pemeriksaan"), found.steps),
        gettext("Belum diambil petugas lebih dari 2 hari kerja: %(number)s") % {"number": found.unclaimed},
        gettext("Menunggu perbaikan dari pemohon: %(number)s") % {"number": found.with_citizen},
        gettext("Pengaduan yang lewat waktu: %(number)s") % {"number": found.complaints},
        gettext("Pesan gagal dikirim dalam 7 hari terakhir: %(number)s") % {"number": found.unsent},
        gettext("Dokumen izin belum jadi lebih dari 1 jam: %(number)s") % {"number": found.unmade},
    ]
    return [f"- {line}" for line in lines]


def _clocks(what: str, clocks: Clocks) -> str:
    return gettext(
        "%(what)s: %(late)s terlambat, %(today)s jatuh tempo hari ini, %(near)s hampir jatuh tempo"
    ) % {
        "what": what,
        **clocks._asdict(),
    }


def _most_urgent(urgent: list[Urgent], now: datetime) -> list[str]:
    if not urgent:
        return []
    title = gettext("Paling mendesak:")
    return ["\n".join([title, *(f"{place}. {_urgent(one, now)}" for place, one in enumerate(urgent, 1))])]


def _urgent(one: Urgent, now: datetime) -> str:
    words = gettext("lewat %(due)s") if one.due_at <= now else gettext("jatuh tempo %(due)s")
    return f"{one.number} · {one.service} · {words % {'due': in_words(one.due_at)}}"
