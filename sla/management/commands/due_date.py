"""When is a promise due? For officers at the counter, by the calendar that the clocks of the files use."""

import json
import re
import sys
from datetime import date, datetime, time
from decimal import Decimal

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Agency
from sla.calendar import FIRST_YEAR, LAST_YEAR, WORKING_DAYS, WORKING_HOURS, Calendar
from sla.calendars import Calendars
from sla.models import OfficeHours

DAY = "l, j F Y"
MOMENT = DAY + r" \p\u\k\u\l H.i T"
AMOUNT = re.compile(r"[0-9]{1,6}([.,][0-9]{1,6})?")


class Command(BaseCommand):
    help = (
        "Hitung jatuh tempo janji layanan. Contoh: due_date --received 2026-11-23 --at 09:30 --days 3. "
        "Tanpa --at dihitung sejak jam buka hari itu."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse_line
        return parser

    def add_arguments(self, parser):
        # Everything is read as text, so that what does not fit is answered by a sentence of ours.
        parser.add_argument("--received", metavar="TTTT-BB-HH", help="tanggal terima")
        parser.add_argument("--at", metavar="JJ:MM", help="jam terima")
        parser.add_argument("--days", metavar="N", help="hari kerja, boleh pecahan: 0,5")
        parser.add_argument("--hours", metavar="N", help="jam kerja, boleh pecahan: 1,5")
        parser.add_argument("--agency", metavar="KODE", help="jam layanan dan hari tutup instansi ini")
        parser.add_argument("--json", action="store_true", help="tulis sebagai JSON")

    def handle(self, *, received, at, days, hours, agency, json: bool, **options):
        with translation.override("id"):
            if (days is None) == (hours is None):
                raise CommandError(
                    _("Pilih salah satu: --days untuk hari kerja atau --hours untuk jam kerja.")
                )
            unit, amount = (WORKING_HOURS, hours) if days is None else (WORKING_DAYS, days)
            # What was typed is judged before the database is asked.
            typed = _day(received), _time(at), _amount(amount)
            office = _agency(agency)
            answer = _reckon(Calendars().of(office and office.pk), *typed, unit)
            answer["agency"] = office and office.code
            answer["sentence"] = _sentence(answer, office)
            self.stdout.write(_as_json(answer) if json else f"{_iso(answer['due'])}\n{answer['sentence']}")

    def _refuse_line(self, message):
        sentence = _("Perintah ini tidak terbaca. Lihat caranya dengan manage.py due_date --help.")
        if not self._called_from_command_line:
            raise CommandError(sentence)
        self.stderr.write(sentence)
        sys.exit(1)


def _day(text) -> date:
    if text is None:
        raise CommandError(_("Tulis tanggal terima, misalnya --received 2026-11-23."))
    try:
        return datetime.strptime(str(text), "%Y-%m-%d").date()
    except ValueError:
        raise CommandError(
            _("Tanggal “%(text)s” tidak ada. Tulis tahun, bulan, dan hari, misalnya 2026-11-23.")
            % {"text": text}
        ) from None


def _time(text) -> time | None:
    if text is None:
        return None
    try:
        return datetime.strptime(str(text).replace(".", ":"), "%H:%M").time()
    except ValueError:
        raise CommandError(
            _("Jam “%(text)s” tidak ada. Tulis jam dari 00:00 sampai 23:59, misalnya 09:30.") % {"text": text}
        ) from None


def _amount(text) -> Decimal:
    amount = Decimal(str(text).replace(",", ".")) if AMOUNT.fullmatch(str(text)) else Decimal()
    if not amount:
        raise CommandError(
            _("Jumlah “%(text)s” tidak dapat dihitung. Tulis angka di atas nol, misalnya 3 atau 0,5.")
            % {"text": text}
        )
    return amount


def _agency(code) -> Agency | None:
    found = Agency.objects.filter(code=code).first() if code is not None else None
    if code is not None and found is None:
        raise CommandError(_("Instansi “%(code)s” tidak ditemukan. Periksa kodenya.") % {"code": code})
    return found


def _reckon(calendar: Calendar, day: date, at: time | None, amount: Decimal, unit: str) -> dict:
    try:
        opening = next(iter(calendar.spans(day)), None) if at is None else None
        received = opening[0] if opening else datetime.combine(day, at or time(), calendar.zone)
        due = calendar.due(received, amount, unit)
        provisional = calendar.is_provisional(received, due)
    except ValueError:
        if not OfficeHours.objects.exists():
            raise CommandError(
                _("Jam layanan belum ada. Jalankan manage.py load_calendar lebih dulu.")
            ) from None
        raise CommandError(
            _("Jatuh tempo itu di luar kalender. Pilih tanggal antara tahun %(first)s dan %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        ) from None
    return {"received": received, "due": due, "unit": unit, "amount": amount, "provisional": provisional}


def _sentence(answer: dict, office: Agency | None) -> str:
    units = {WORKING_DAYS: _("hari kerja"), WORKING_HOURS: _("jam kerja")}
    words = {
        "due": date_format(answer["due"], MOMENT),
        # Without --at a closed day has no opening time to name.
        "received": date_format(answer["received"], MOMENT if answer["received"].time() != time() else DAY),
        "amount": f"{answer['amount'].normalize():f}".replace(".", ","),
        "unit": units[answer["unit"]],
        "office": office.name if office else _("mal"),
    }
    text = _(
        "Jatuh tempo %(due)s: %(amount)s %(unit)s sejak diterima %(received)s, menurut jam layanan "
        "%(office)s."
    )
    if answer["provisional"]:
        text += " " + _(
            "Ini sementara: hari libur salah satu tahunnya belum ditetapkan, jadi masih dapat bergeser."
        )
    return text % words


def _iso(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def _as_json(answer: dict) -> str:
    amount = answer["amount"]
    plain = {
        "received": _iso(answer["received"]),
        "due": _iso(answer["due"]),
        "unit": answer["unit"],
        "amount": int(amount) if amount == int(amount) else float(amount),
        **{key: answer[key] for key in ("agency", "provisional", "sentence")},
    }
    return json.dumps(plain, ensure_ascii=False)
