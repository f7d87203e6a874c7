"""What may happen to complaint categories: the catalogue enters them."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.workflow.registers import enter
from complaints.models import Category

SENTENCES = {
    "category.created": _("Kategori pengaduan %(code)s dimuat dari katalog."),
    "category.changed": _("Kategori pengaduan %(code)s diperbarui dari katalog."),
}


def enter_category(item: Mapping, meta: Mapping, *, order: int, now: datetime) -> dict[str, str | None]:
    """One category with its children, in the order of the file: code -> "created", "changed" or None."""
    agencies = dict(Agency.objects.values_list("code", "pk"))
    common = {"label": item["label"], "order": order, "origin": item["origin"]}
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
