"""Everything sealed, sealed anew by the key that seals now: columns of rows, and files of documents.

Safe beside a portal at work and safe to repeat: each value is replaced only while it is the one that was read.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import connection

from foundation.documents.models import Document
from foundation.documents.storing import reseal as reseal_file
from foundation.vault.crypto import WrongKey, is_current, seal, unseal
from foundation.vault.fields import SealedTextField

BATCH = 200


class Outcome(NamedTuple):
    """`left`: what was changed meanwhile, or does not open; another run finds out."""

    name: str
    resealed: int
    left: int


def reseal_all() -> Iterator[Outcome]:
    for field in sealed_fields():
        yield _column(field)
    yield _files()


def sealed_fields() -> list[SealedTextField]:
    """Of every room, in the order of their names."""
    found = [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedTextField)
    ]
    return sorted(found, key=_name)


def replace(field: SealedTextField, pk, sealed: bytes) -> bool:
    """Write the value under the key of now, if it is still this one. Raises WrongKey."""
    table, column, key = _quoted(field)
    place = f"{field.model._meta.db_table}:{field.column}:{pk}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608 - names of ours
            [seal(unseal(sealed, place), place), pk, sealed],
        )
        return cursor.rowcount == 1


def _column(field: SealedTextField) -> Outcome:
    resealed, left, last = 0, 0, None
    while batch := _batch(field, last):
        for pk, sealed in batch:
            last = pk
            if is_current(sealed):
                continue
            try:
                done = replace(field, pk, sealed)
            except WrongKey:
                done = False
            resealed, left = resealed + done, left + (not done)
    return Outcome(_name(field), resealed, left)


def _batch(field: SealedTextField, last) -> list[tuple]:
    """The next rows after that one: (primary key, sealed bytes)."""
    table, column, key = _quoted(field)
    after = "" if last is None else f"AND {key} > %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL {after} "  # noqa: S608 - as above
            f"ORDER BY {key} LIMIT {BATCH}",
            [] if last is None else [last],
        )
        return [(pk, bytes(sealed)) for pk, sealed in cursor.fetchall()]


def _quoted(field: SealedTextField) -> tuple[str, str, str]:
    """Table, column and primary key, as SQL names them."""
    meta = field.model._meta
    return tuple(map(connection.ops.quote_name, (meta.db_table, field.column, meta.pk.column)))


def _name(field: SealedTextField) -> str:
    return f"{field.model._meta.db_table}.{field.column}"


def _files() -> Outcome:
    resealed, left = 0, 0
    for document in Document.objects.order_by("pk").iterator(chunk_size=BATCH):
        try:
            resealed += reseal_file(document)
        except (WrongKey, OSError):
            left += 1
    return Outcome("documents", resealed, left)
