from datetime import datetime

from foundation.audit.models import Entry


def record(action: str, target, *, by, at: datetime, role: str = "", agency: str = "", **params) -> Entry:
    """Write one entry about `target` (a saved row). `by`: the acting user, or None for an act of the system.

    Called inside the transaction of the change it records. `params`: codes, numbers, ids and dates (in ISO
    form) as plain JSON.
    """
    return Entry.objects.create(
        action=action,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        actor=by,
        role=role,
        agency=agency,
        at=at,
        params=params,
    )
