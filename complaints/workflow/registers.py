"""What may happen to categories and clocks of complaints: the catalogue enters them."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.workflow.registers import enter
from complaints.models import Category, Clock
from foundation.audit.trail import record

SENTENCES = {
    "category.created": _("Kategori pengaduan %(code)s dimuat dari katalog."),
    "category.changed": _("Kategori pengaduan %(code)s diperbarui dari katalog."),
    "category.closed": _("Kategori pengaduan %(code)s ditutup: tidak ada lagi di katalog."),
    "clock.set": _("Batas waktu pengaduan diatur: %(days)s hari kerja."),
}
# The catalogue's words for kinds and stages.
KINDS = {"pengaduan": "complaint", "aspirasi": "aspiration", "permintaan_informasi": "information"}
STEPS = {"verifikasi": "verify", "tindak_lanjut": "follow_up", "tanggapan_pelapor": "reply"}
BASIS = "Permen PANRB 5/2025"
# Until the answer: five working days for a question or a wish; a complaint has its category's class.
WHOLE = {"aspiration": 5, "information": 5}


def enter_clocks(meta: Mapping, *, now: datetime) -> int:
    """The days of each step for each kind, as the file's `types` and `stages` say; returns how many changed."""
    changed = 0
    for kind in (KINDS[one["code"]] for one in meta.get("types", ()) if one["code"] in KINDS):
        days = {STEPS[one["code"]]: one["days"] for one in meta.get("stages", ()) if one["code"] in STEPS}
        for step, amount in (days | ({"whole": WHOLE[kind]} if kind in WHOLE else {})).items():
            changed += _set_clock(kind, step, amount, now)
    return changed


def _set_clock(kind: str, step: str, amount: int, now: datetime) -> bool:
    """A complaint under way keeps the promise it was filed with: only new steps count by the new row."""
    values = {"amount": amount, "basis": BASIS}
    found = Clock.objects.filter(kind=kind, step=step).first()
    if found is not None and all(getattr(found, name) == value for name, value in values.items()):
        return False
    clock, _new = Clock.objects.update_or_create(kind=kind, step=step, defaults=values)
    record("clock.set", clock, by=None, at=now, kind=kind, step=step, days=amount)
    return True


def close_category(code: str, *, now: datetime) -> bool:
    """No longer in the catalogue: it takes no new complaint; False when it was closed before."""
    category = Category.objects.select_for_update().get(code=code)
    if not category.is_open:
        return False
    category.is_open = False
    category.save(update_fields=["is_open"])
    record("category.closed", category, by=None, at=now, code=code)
    return True


def enter_category(item: Mapping, meta: Mapping, *, order: int, now: datetime) -> dict[str, str | None]:
    """One category with its children, in the order of the file: code -> "created", "changed" or None."""
    agencies = dict(Agency.objects.values_list("code", "pk"))
    common = {"label": item["label"], "order": order, "origin": item["origin"], "is_open": True}
    values = common | {
        "description": item["description"],
        "agency_id": agencies[item["agency"]],
        "parent_id": None,
    }
    outcome = {item["code"]: enter(Category, item["code"], values, what="category", now=now)}
    parent = Category.objects.get(code=item["code"])
    for number, child in enumerate(item["children"]):
        values = _child_values(child, meta) | {
            "agency_id": agencies[child["agency"]],
            "parent_id": parent.pk,
            "origin": item["origin"],
            "order": number,
            "is_open": True,
        }
        outcome[child["code"]] = enter(Category, child["code"], values, what="category", now=now)
    return outcome


def _child_values(child, meta) -> dict:
    values = {column: child[column] for column in ("label", "response_class", "examples", "confidential")}
    classes = meta.get("response_classes")
    known = classes.get(child["response_class"]) if isinstance(classes, Mapping) else None
    # A file without its list of classes leaves label and days as they are.
    if isinstance(known, Mapping):
        values |= {"response_class_label": known.get("label", ""), "max_days": known.get("max_days")}
    return values
