"""The portal's own Celery application, but for a beat that ticks every second: a test has no twenty to spare."""

from mpp_portal.celery import app

TICK = 1.0

app.conf.beat_schedule = {
    name: {**tick, "schedule": TICK}
    for name, tick in app.conf.beat_schedule.items()
    if isinstance(tick["schedule"], float)
}
