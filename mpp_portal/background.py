"""Celery's settings: a task is a nudge, so lost messages cost seconds and repeated ones nothing."""

from celery.schedules import crontab
from django.conf import settings

broker_url = settings.REDIS_URL.replace("unix://", "redis+socket://", 1)
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # after a hundred, three quarters of an hour, worker and beat would end
# Seconds. Kombu waits for ever by default, and finds messages of a killed worker after a hundred.
broker_transport_options = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 1.5,
    "socket_connect_timeout": 1,
    "health_check_interval": 15,
}
timezone = "UTC"
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
task_publish_retry = False
task_soft_time_limit, task_time_limit = 50, 60
worker_prefetch_multiplier = 1
worker_cancel_long_running_tasks_on_connection_loss = True
task_default_queue = "default"
task_routes = {
    "foundation.notifications.*": {"queue": "notifications"},
    "foundation.documents.*": {"queue": "documents"},
    "applications.tasks.produce_permits": {"queue": "documents"},
}
# A tick that could not be taken within a minute is dropped: the next one asks the same rows.
FRESH = {"expires": 60}
beat_scheduler = "mpp_portal.beat:LivingScheduler"
beat_schedule = {
    "sweep-timers": {"task": "sla.tasks.sweep", "schedule": 20.0, "options": FRESH},
    "deliver-notices": {
        "task": "foundation.notifications.tasks.deliver_due",
        "schedule": 15.0,
        "options": FRESH,
    },
    "produce-permits": {"task": "applications.tasks.produce_permits", "schedule": 20.0, "options": FRESH},
    # From 07.15 of the mall; every few minutes, so that a morning slept through is made up for the same day.
    "morning-digest": {"task": "reports.tasks.morning_digest", "schedule": crontab(minute="*/5")},
    "lapse-unanswered": {"task": "applications.tasks.lapse_unanswered", "schedule": crontab(minute=7)},
    "sweep-orphan-files": {
        "task": "foundation.documents.tasks.sweep_orphans",
        "schedule": crontab(minute=37),
    },
    "forget-old-receipts": {
        "task": "foundation.registry.tasks.forget_old_receipts",
        "schedule": crontab(minute=47),
    },
}
