"""What the portal stands on beside its database: Redis, and the disk of the documents."""

import shutil
import tempfile
import time
from pathlib import Path

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 0.3  # seconds for Redis to connect, and as many to answer
REST = 5.0  # seconds without another question after it was found away
_away_until = 0.0


def redis_answers(url: str) -> bool:
    """One short question. While Redis is frozen, only the first of those who ask within five seconds waits."""
    global _away_until
    if time.monotonic() < _away_until:
        return False
    try:
        with Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        ) as line:
            return bool(line.ping())
    except (RedisError, OSError):
        _away_until = time.monotonic() + REST
        return False


def takes_files(folder: Path) -> bool:
    """Whether a file can be written there now."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready\n")
            file.flush()
    except OSError:
        return False
    return True


def share_used(folder: Path) -> float | None:
    """How full its disk is, from 0 to 1; None where that cannot be asked."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    return 1 - usage.free / usage.total
