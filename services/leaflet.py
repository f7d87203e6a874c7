"""A service to be handed on: as text for a message."""

from django.utils.translation import gettext as _

from services.models import Standard


def brief_text(standard: Standard, address: str) -> str:
    """Name, cost, time and address, for a short message."""
    return "\n".join(_head(standard) + [_full_at(address)])


def share_text(standard: Standard, lines: list[dict], address: str) -> str:
    """The same with the requirements, each on a numbered line."""
    wanted = [
        f"{number}. {line['requirement'].label}" + (f" ({line['when_text']})" if line["when_text"] else "")
        for number, line in enumerate(lines, start=1)
    ]
    listed = ["", _("Persyaratan:"), *wanted] if wanted else []
    return "\n".join([*_head(standard), *listed, "", _full_at(address)])


def _head(standard: Standard) -> list[str]:
    return [
        standard.name,
        standard.service.agency.short_name,
        _("Biaya: %(cost)s") % {"cost": standard.fee},
        _("Waktu: %(time)s") % {"time": standard.promise or "–"},
    ]


def _full_at(address: str) -> str:
    return _("Lengkapnya: %(address)s") % {"address": address}
