"""gunicorn behind the proxy: three processes of four threads, for two cores.

Start it from the portal's folder: python -m gunicorn --config deploy/gunicorn.conf.py mpp_portal.wsgi
"""

import logging
import os

from mpp_portal.logs import logging_for

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers, threads = 3, 4
# A process is replaced now and then, never all at once: what a library leaks does not add up.
max_requests, max_requests_jitter = 5000, 500
timeout, graceful_timeout, keepalive = 30, 30, 75
limit_request_line, limit_request_field_size, limit_request_fields = 8190, 8190, 100
control_socket_disable = True

# Each request has its line in the portal's own log; gunicorn's own words go the same way.
accesslog = None
logging.captureWarnings(True)
_form = os.environ.get("LOG_FORMAT") or ("console" if os.environ.get("MPP_DEMO") else "json")
logconfig_dict = logging_for(_form, os.environ.get("LOG_LEVEL", "INFO"))
logconfig_dict["loggers"]["gunicorn.error"] = {"level": "INFO", "handlers": [], "propagate": True}
