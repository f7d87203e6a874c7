"""One nudge to the workers after a commit. It may be lost: the sweep finds every row that is due."""

import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)

DELIVERY = "foundation.notifications.tasks.deliver_due"
# kombu would try again and again to connect, two seconds apart; a nudge is not worth that.
ONE_ATTEMPT = {"max_retries": 0}
REST = 5.0  # seconds without another attempt after the broker was found away
_away_until = 0.0


def wake_delivery() -> None:
    """Ask a worker to deliver now. Never raises; a broker that is away costs one short wait in five seconds.

    At most the broker's socket timeout (1.5 s) for one that hangs, nothing to speak of for a closed port.
    """
    global _away_until
    if time.monotonic() < _away_until:
        return
    try:
        with current_app.connection_for_write(transport_options=ONE_ATTEMPT) as broker:
            current_app.send_task(DELIVERY, connection=broker, retry=False, expires=60)
    except Exception as error:
        _away_until = time.monotonic() + REST
        logger.warning("No wake-up for the outbox, the sweep will find it: %s", type(error).__name__)
