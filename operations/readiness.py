"""Whether the portal can do its work now: a few short questions, each answered with a state and a sentence.

`down`: citizens or deadlines are harmed, somebody must act. `degraded`: it works, but not for ever.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Min
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.notifications.models import Notification
from operations.surroundings import redis_answers, share_used, takes_files

OK, DEGRADED, DOWN = "ok", "degraded", "down"
WORST_FIRST = (DOWN, DEGRADED, OK)
SILENT = timedelta(minutes=2)
UNSENT = timedelta(minutes=10)
ALARM, FULL = 0.80, 0.90  # share of the documents' disk
TITLES = {
    "database": gettext_lazy("Basis data"),
    "migrations": gettext_lazy("Susunan tabel"),
    "cache": gettext_lazy("Tabel penghitung"),
    "sweep": gettext_lazy("Pengawas jatuh tempo"),
    "delivery": gettext_lazy("Pengirim pemberitahuan"),
    "permits": gettext_lazy("Pencetak dokumen"),
    "beat": gettext_lazy("Penjadwal"),
    "outbox": gettext_lazy("Pemberitahuan yang menunggu"),
    "redis": gettext_lazy("Redis"),
    "documents": gettext_lazy("Ruang simpan berkas"),
}
TICKS = ("sweep", "delivery", "permits", "beat")
IN_DATABASE = ("migrations", "cache", *TICKS, "outbox")


class Finding(NamedTuple):
    name: str
    state: str
    says: str

    @property
    def title(self):
        return TITLES[self.name]


class Rows(NamedTuple):
    """What the database answered. `oldest`: since when the oldest unsent notification waits, None without one."""

    now: datetime
    has_cache: bool
    applied: set[tuple[str, str]]
    ticks: dict[str, datetime]
    oldest: datetime | None


def findings() -> list[Finding]:
    """All of it, in at most five queries and one second."""
    around = [_redis(), _documents()]
    try:
        rows = _rows()
    except Error:
        blind = _("Tidak dapat diperiksa karena basis data tidak menjawab.")
        down = Finding("database", DOWN, _("Tidak menjawab, atau tidak dapat ditulisi. Periksa PostgreSQL."))
        return [down, *[Finding(name, DOWN, blind) for name in IN_DATABASE], *around]
    found = [Finding("database", OK, _("Menjawab dan dapat ditulisi.")), _migrations(rows), _cache(rows)]
    return [*found, *[_tick(name, rows) for name in TICKS], _outbox(rows), *around]


def state_of(found: list[Finding]) -> str:
    """The worst of them."""
    states = {one.state for one in found}
    return next((state for state in WORST_FIRST if state in states), OK)


def _rows() -> Rows:
    with transaction.atomic(), connection.cursor() as cursor:
        # A table that somebody holds must not hold us: each question has less than a second.
        cursor.execute("SELECT set_config('statement_timeout', '800', true), to_regclass('shared_cache')")
        has_cache = cursor.fetchone()[1] is not None
        # It takes a write: one in ten seconds, however often anybody asks.
        cursor.execute(
            "INSERT INTO registry_tick AS t (name, at) VALUES ('readyz', clock_timestamp()) ON CONFLICT (name) "
            "DO UPDATE SET at = EXCLUDED.at WHERE t.at < EXCLUDED.at - interval '10 seconds'"
        )
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
        pending = Notification.objects.filter(state=Notification.State.PENDING)
        oldest = pending.aggregate(oldest=Min("created_at"))["oldest"]
        cursor.execute("SELECT clock_timestamp(), json_object_agg(name, at) FROM registry_tick")
        now, ticks = cursor.fetchone()
    return Rows(
        now, has_cache, applied, {name: datetime.fromisoformat(at) for name, at in ticks.items()}, oldest
    )


@cache
def _on_disk() -> frozenset[tuple[str, str]]:
    """The migrations of this release: (app, name)."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _migrations(rows: Rows) -> Finding:
    missing = len(_on_disk() - rows.applied)
    if missing:
        says = _("%(count)d perubahan tabel belum dijalankan. Jalankan migrate.") % {"count": missing}
        return Finding("migrations", DOWN, says)
    return Finding("migrations", OK, _("Sesuai dengan versi yang terpasang."))


def _cache(rows: Rows) -> Finding:
    if not rows.has_cache:
        return Finding("cache", DOWN, _("Tabel shared_cache tidak ada. Jalankan createcachetable."))
    return Finding("cache", OK, _("Ada."))


def _tick(name: str, rows: Rows) -> Finding:
    at = rows.ticks.get(name)
    if at is None:
        return Finding(name, DOWN, _("Belum pernah bekerja. Jalankan worker dan beat."))
    if rows.now - at > SILENT:
        says = _("Diam sejak %(since)s yang lalu. Jalankan ulang worker dan beat.")
        return Finding(name, DOWN, says % {"since": timesince(at, rows.now)})
    return Finding(name, OK, _("Bekerja %(seconds)d detik yang lalu.") % {"seconds": (rows.now - at).seconds})


def _outbox(rows: Rows) -> Finding:
    if rows.oldest is None:
        return Finding("outbox", OK, _("Tidak ada yang menunggu."))
    since = {"since": timesince(rows.oldest, rows.now)}
    if rows.now - rows.oldest > UNSENT:
        return Finding("outbox", DEGRADED, _("Yang tertua menunggu %(since)s. Periksa server surel.") % since)
    return Finding("outbox", OK, _("Yang tertua menunggu %(since)s.") % since)


def _redis() -> Finding:
    if redis_answers(settings.REDIS_URL):
        return Finding("redis", OK, _("Menjawab."))
    says = _("Tidak menjawab. Portal tetap menerima berkas; pemberitahuan dan jatuh tempo menunggu Redis.")
    return Finding("redis", DEGRADED, says)


def _documents() -> Finding:
    folder = settings.DOCUMENT_ROOT
    if not takes_files(folder):
        return Finding("documents", DOWN, _("Tidak dapat ditulisi. Periksa izin folder dan sisa ruangnya."))
    share = share_used(folder) or 0.0
    says = _("Terpakai %(percent)d persen.") % {"percent": share * 100}
    if share >= ALARM:
        says = " ".join([says, _("Tambah ruang sebelum penuh.")])
    return Finding("documents", DOWN if share >= FULL else DEGRADED if share >= ALARM else OK, says)
