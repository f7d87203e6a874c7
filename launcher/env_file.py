"""KEY=VALUE files that only their owner may read: the running demo's settings, and its lasting keys."""

import base64
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(path: Path, values: Mapping[str, str]) -> None:
    """Replace the file in one move. Raises ValueError for a value that would not read back as it is."""
    for key, value in values.items():
        if not key.isidentifier() or value != value.strip() or any(sign in value for sign in "\n\r\0#'\"$\\"):
            raise ValueError(f"{key} cannot be kept as a line of {path.name}.")
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp gives mode 0600
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{key}={value}\n" for key, value in values.items())
    Path(draft).replace(path)


def read(path: Path) -> dict[str, str]:
    """Empty when there is no such file."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def new_keys() -> dict[str, str]:
    """The secrets of one portal, by the names the settings read."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "VAULT_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "VAULT_HASH_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def lasting_keys(path: Path) -> tuple[dict[str, str], bool]:
    """The keys in the file, and whether they had to be made: then nothing sealed before can be opened."""
    kept = read(path)
    if kept.keys() >= new_keys().keys():
        return kept, False
    keys = new_keys()
    write(path, keys)
    return keys, True
