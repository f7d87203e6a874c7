"""Promises, fees, contacts and sources in words. Pure."""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

PARTS = {
    "requirements": gettext_lazy("persyaratan"),
    "procedure": gettext_lazy("prosedur"),
    "sla": gettext_lazy("jangka waktu"),
    "fee": gettext_lazy("biaya"),
    "product": gettext_lazy("produk"),
    "legal_basis": gettext_lazy("dasar hukum"),
    "complaint_contact": gettext_lazy("kontak pengaduan"),
    "validity": gettext_lazy("masa berlaku"),
    "summary": gettext_lazy("ringkasan"),
    "constraints": gettext_lazy("batas isian"),
    "form_fields": gettext_lazy("formulir"),
    "rule": gettext_lazy("aturan"),
}
CONTACTS = {
    "telepon": gettext_lazy("Telepon"),
    "whatsapp": gettext_lazy("WhatsApp"),
    "sms": gettext_lazy("SMS"),
    "email": gettext_lazy("Email"),
    "web": gettext_lazy("Situs web"),
    "loket": gettext_lazy("Datang langsung"),
}


PARTS_OF_A_DAY = {
    Decimal("0.25"): gettext_lazy("seperempat hari kerja"),
    Decimal("0.5"): gettext_lazy("setengah hari kerja"),
    Decimal("0.75"): gettext_lazy("tiga perempat hari kerja"),
}


def days(amount: Decimal | None) -> str:
    """0.25 -> seperempat hari kerja, 1.5 -> 1,5 hari kerja; "" where no number is promised."""
    if amount is None:
        return ""
    if amount in PARTS_OF_A_DAY:
        return str(PARTS_OF_A_DAY[amount])
    count = number_format(format(amount.normalize(), "f"))
    return ngettext("%(count)s hari kerja", "%(count)s hari kerja", 1 if amount == 1 else 2) % {
        "count": count
    }


def fee(kind: str, amount: int | None, text: str) -> str:
    """The fee in a few words, for a list and for the head of a page."""
    if kind == "fixed" and amount is not None:
        return f"Rp{number_format(amount, force_grouping=True)}"
    if kind == "free":
        return _("Gratis")
    return text or _("Menurut daftar tarif")


def parts(names: list[str]) -> str:
    """Names of parts of a standard, as the catalogue's sources list them, in words."""
    return ", ".join(re.sub(r"[a-z_]+", _part, name) for name in names)


def _part(word: re.Match) -> str:
    return str(PARTS.get(word[0], word[0]))


def counter_seen_at(evidence: str) -> str:
    """Where the counter of an agency was seen: a place in code (`kota_parepare`), `none`, or ""."""
    if evidence in ("", "none"):
        return _("Loketnya di mal pelayanan tidak terlihat di sumber mana pun.")
    return _("Loketnya terlihat di %(place)s.") % {"place": evidence.replace("_", " ").title()}


def contact(channel: dict) -> dict:
    """One way to reach somebody: its label, its text, a link or "", and whether the number was checked."""
    kind, value = channel["type"], channel["value"]
    digits = re.sub(r"\D", "", value)
    links = {
        "telepon": f"tel:{digits}",
        "sms": f"sms:{digits}",
        "whatsapp": f"https://wa.me/{re.sub('^0', '62', digits)}",
        "email": f"mailto:{value}",
        "web": value if value.startswith(("https://", "http://")) else "",
    }
    label = CONTACTS.get(kind, kind.replace("_", " ").capitalize())
    return {"label": label, "text": value, "href": links.get(kind, ""), "verified": channel["verified"]}


def sources(verification: dict) -> list[dict]:
    """The sources of the catalogue: each with its text, its note, and a link where it is an address."""
    return [_source(ref) for ref in verification.get("sources", [])]


def _source(ref: dict | str) -> dict:
    ref, note = (ref, "") if isinstance(ref, str) else (ref["ref"], ref["note"])
    is_address = ref.startswith(("https://", "http://"))
    text = _("Studi lapangan %(number)s") % {"number": ref[6:]} if ref.startswith("study:") else ref
    return {"text": text, "note": note, "href": ref if is_address else ""}
