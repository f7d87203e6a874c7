"""The Celery application: a nudge for work that rows already describe (no ETA, no countdown, no chains)."""

import os

from celery import Celery
from django_structlog.celery.steps import DjangoStructLogInitStep

from mpp_portal import logs  # noqa: F401 (keeps Celery from setting up a log of its own)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mpp_portal.settings")

app = Celery("mpp_portal")
app.config_from_object("mpp_portal.background")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)
