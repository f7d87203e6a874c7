"""Documents on the disk: sealed, under a name of our own, whole or not at all."""

import hashlib
import os
import time
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.documents.checks import Checked
from foundation.documents.models import Document
from foundation.documents.names import clean_name
from foundation.vault.crypto import WrongKey, is_current, seal, unseal

PART = ".part"


def store(checked: Checked, *, by, at: datetime) -> Document:
    """Keep a checked upload. The file is on the disk before its row; one whose row never came is swept later.

    Raises ValidationError code "storage" when the disk does not take it.
    """
    return store_all([checked], by=by, at=at)[0]


def store_all(uploads: Iterable[Checked], *, by, at: datetime) -> list[Document]:
    """As `store`, several at once with their rows by one query."""
    return Document.objects.bulk_create([_on_disk(checked, by=by, at=at) for checked in uploads])


def _on_disk(checked: Checked, *, by, at: datetime) -> Document:
    document = Document(
        id=uuid.uuid4(),
        name=checked.name,
        kind=checked.kind,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        uploaded_by=by,
        created_at=at,
    )
    try:
        _write(path_of(document), seal(checked.data, _place(document)))
        if by is None:
            _keep_the_hour(path_of(document))
    except OSError as error:
        raise ValidationError(
            _("Berkas belum tersimpan karena ruang simpan sedang bermasalah. Coba lagi nanti."),
            code="storage",
        ) from error
    return document


def _keep_the_hour(path: Path) -> None:
    """What nobody's account sent keeps no minute in a backup, either."""
    hour = time.time() // 3600 * 3600
    os.utime(path, (hour, hour))


def store_product(name: str, data: bytes, *, by, at: datetime) -> Document:
    """Keep a PDF made here."""
    return store(Checked(clean_name(name, Document.Kind.PDF), Document.Kind.PDF, data), by=by, at=at)


def read(document: Document) -> bytes:
    """The plain bytes. Raises WrongKey when they are not those that were stored, OSError without a file."""
    plain = unseal(path_of(document).read_bytes(), _place(document))
    if hashlib.sha256(plain).hexdigest() != document.sha256:
        raise WrongKey(f"Document {document.pk} is not what was stored.")
    return plain


def reseal(document: Document) -> bool:
    """Seal its file anew by the key that seals now; False when it is so already.

    Raises WrongKey when it does not open, OSError without a file.
    """
    if is_current(path_of(document).read_bytes()):
        return False
    _write(path_of(document), seal(read(document), _place(document)))
    return True


def path_of(document: Document) -> Path:
    return Path(settings.DOCUMENT_ROOT) / document.pk.hex[:2] / str(document.pk)


def _place(document: Document) -> str:
    return f"{Document._meta.db_table}:file:{document.pk}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A name of its own: two that seal one document anew must not move or remove each other's half.
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}{PART}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
