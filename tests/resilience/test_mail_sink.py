"""Five hundred notices through workers that are killed: none missing, and none twice under another Message-ID."""

import time
from collections import Counter
from datetime import timedelta
from random import Random

from django.db.models import F

from foundation.notifications.delivery import LEASE
from foundation.notifications.outbox import notify
from foundation.registry.clock import database_now
from tests.foundation.scene import an_entry, person
from tests.resilience.files import emails, ids_of
from tests.resilience.mail_sink import MailSink
from tests.resilience.stage import WORKER, Stage

NOTICES, KILLS = 500, 6
DELIVER = "foundation.notifications.tasks.deliver_due"
SEED = 22112026


def tell_many() -> set[str]:
    """Ids of the letters about five hundred acts, to five people."""
    people = [person(name) for name in ("Sari", "Budi", "Ratna", "Wayan", "Joko")]
    now = database_now() - timedelta(hours=1)
    for number in range(NOTICES):
        who = people[number % len(people)]
        entry = an_entry(who, "application.submit", number=f"MPP-2026-{number:06d}")
        notify([who], entry, at=now, link="/permohonan/")
    return ids_of(emails("pending"))


def fresh_worker(stage: Stage, sink: MailSink):
    worker = stage.start_worker(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(sink.port), EMAIL_USE_TLS="False")
    stage.nudge(DELIVER)
    return worker


def kill_one(stage: Stage, sink: MailSink, chance: Random, *, unanswered: bool) -> None:
    """While a letter that was taken is not marked yet, or at any moment after its first ones."""
    before = len(sink.letters)
    if unanswered:
        sink.leave_waiting(chance.randint(1, 60))
    worker = fresh_worker(stage, sink)
    if unanswered:
        stage.until(sink.someone_waits.is_set, "a letter that is taken and not answered")
    else:
        stage.until(lambda: len(sink.letters) > before, "the first letter of this worker")
        time.sleep(chance.uniform(0, 0.3))
    stage.kill(worker)
    stage.until_gone(WORKER)
    emails("pending").update(next_try_at=F("next_try_at") - LEASE)


def test_five_hundred_notices_arrive_through_killed_workers(stage):
    sent = tell_many()
    chance = Random(SEED)  # noqa: S311 (chooses where to kill, keeps no secret)
    with MailSink() as sink:
        for turn in range(KILLS):
            kill_one(stage, sink, chance, unanswered=turn % 2 == 0)
        assert emails("pending"), "the kills came too late: this test shows nothing"
        fresh_worker(stage, sink)
        stage.start_beat()
        stage.until(lambda: not emails("pending"), "every letter")
    assert len(sent) == NOTICES
    assert ids_of(emails("sent")) == sent
    arrived = Counter(sink.ids())
    assert set(arrived) == sent, "none missing, none under another id"
    again = arrived.total() - NOTICES
    assert KILLS / 2 <= again <= KILLS, "a letter that was taken and not marked goes once more, and only that"
    for letter in sink.letters[:: NOTICES // 5]:
        assert letter.get_content_type() == "multipart/alternative"
        assert letter["Auto-Submitted"] == "auto-generated"
        text, html = letter.iter_parts()
        assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
        assert "MPP-2026-" in text.get_content() and "MPP-2026-" in html.get_content()
