"""Whether the web process on this machine answers: ends with 0 or 1. Asks /healthz, by a name the portal knows."""

import http.client
import os
import sys

PATIENCE = 4


def main() -> int:
    port = int(os.environ.get("WEB_BIND", ":8000").rpartition(":")[2])
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request("GET", "/healthz", headers={"Host": name})
        return 0 if line.getresponse().status == http.HTTPStatus.OK else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())
