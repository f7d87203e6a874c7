"""Where things lie in a checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STATE = ROOT / ".mpp"
LOGS = STATE / "log"
ENV_FILE = STATE / "demo.env"
SECRETS = STATE / "secrets.env"
DOCUMENTS = STATE / "documents"


def make_state() -> None:
    """Create the ignored folder. Root's PostgreSQL runs as another user, who passes through it."""
    STATE.mkdir(exist_ok=True)
    STATE.chmod(0o711 if os.geteuid() == 0 else 0o700)
    for folder in (LOGS, DOCUMENTS):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
