"""Registers that a catalogue brings: agencies and regions. The system enters them, nobody's desk does."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from accounts.models import Agency, Region
from foundation.audit.trail import record

CREATED, CHANGED = "created", "changed"


def enter(model: type[models.Model], code: str, values: Mapping, *, what: str, now: datetime) -> str | None:
    """Bring one row of a register to these values: "created", "changed", or None when it stood there already.

    Writes an entry "`what`.created" or "`what`.changed" with the names of the changed columns.
    """
    row = model.objects.select_for_update().filter(code=code).first()
    if row is None:
        row, change, columns = model.objects.create(code=code, **values), CREATED, []
    else:
        columns = [name for name, value in values.items() if getattr(row, name) != value]
        if not columns:
            return None
        for name in columns:
            setattr(row, name, values[name])
        row.save(update_fields=columns)
        change = CHANGED
    record(f"{what}.{change}", row, by=None, at=now, code=code, columns=columns)
    return change


def label(meta: Mapping, key: str, code: str, column: str = "kind_label") -> dict[str, str]:
    """The column with the label that the file's `meta` gives a code, or {}: what is known already is kept."""
    labels = meta.get(key)
    found = labels.get(code) if isinstance(labels, Mapping) else None
    return {column: found} if isinstance(found, str) else {}


def enter_agency(item: Mapping, meta: Mapping, *, now: datetime) -> str | None:
    """One checked agency of the catalogue: as `enter`."""
    columns = (
        "name",
        "short_name",
        "kind",
        "description",
        "has_counter",
        "counter_evidence",
        "complaint_channels",
        "verification",
    )
    values = {column: item[column] for column in columns} | label(meta, "kinds", item["kind"])
    return enter(Agency, item["code"], values, what="agency", now=now)


def enter_region(item: Mapping, meta: Mapping, *, now: datetime) -> str | None:
    """One checked region of the catalogue, after its parent: as `enter`."""
    values = {column: item[column] for column in ("name", "short_name", "level", "alt_names")}
    values["parent_id"] = item["parent"]
    return enter(Region, item["code"], values, what="region", now=now)
