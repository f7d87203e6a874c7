#!/usr/bin/env python3
"""Django's own commands. Without DATABASE_URL they work on the demo that is running."""

import os
import sys
from pathlib import Path

DEMO_FILE = Path(__file__).resolve().parent / ".mpp" / "demo.env"
NEED_NOTHING = {"help", "--help", "-h", "version", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mpp_portal.settings")
    # Somebody waits at the keyboard, and a migration may take as long as it takes.
    os.environ.setdefault("STATEMENT_TIMEOUT", "0")
    needs_database = len(sys.argv) > 1 and sys.argv[1] not in NEED_NOTHING
    if needs_database and not os.environ.get("DATABASE_URL") and not demo_is_running():
        sys.exit("Portal belum berjalan. Jalankan ./mpp demo lebih dulu. (Start the portal with ./mpp demo.)")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def demo_is_running() -> bool:
    """Whether the process that wrote the demo's settings still lives."""
    try:
        lines = DEMO_FILE.read_text(encoding="utf-8").splitlines()
        pid = int(next(line.removeprefix("MPP_PID=") for line in lines if line.startswith("MPP_PID=")))
        os.kill(pid, 0)
    except (OSError, ValueError, StopIteration) as error:
        return isinstance(error, PermissionError) and DEMO_FILE.exists()
    return True


if __name__ == "__main__":
    main()
