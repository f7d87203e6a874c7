"""What an item of the catalogue says, as values of rows. Items were checked by `services.validators`."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from services.models import FormField, Requirement, Tier
from services.search.everyday import APART, called
from services.search.words import words_in
from services.validators.requirements import accepted
from services.validators.tiers import ROLES


def plain(value):
    """The same JSON with fractions as int or float, for a JSON column."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def digest(item: Mapping) -> str:
    """64 hexadecimal characters; the order of keys and the writing of numbers make no difference."""
    canonical = json.dumps(plain(item), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def standard_values(item: Mapping) -> dict:
    """Columns of the standard that follow from the item alone."""
    fee, validity, contact = item["fee"], item["validity"], item["complaint_contact"]
    same = ("name", "name_en", "kind", "summary", "legal_basis", "tags", "notes", "product", "product_kind")
    return {column: plain(item[column]) for column in same} | {
        "external_url": item["external_url"] or "",
        "verification": plain(item["verification"]),
        "procedure": sorted(plain(item["procedure"]), key=lambda step: step["order"]),
        "promise_amount": item["sla_working_days"],
        "promise_text": item["sla_text"],
        "fee_type": fee["type"],
        "fee_amount": fee["amount"],
        "fee_text": fee["text"],
        "fee_basis": fee["basis"],
        "tariffs": plain(fee["tariffs"]),
        "validity_text": validity["text"],
        "validity_months": validity["months"],
        "complaint_unit": contact["unit"],
        "complaint_channels": contact["channels"],
    }


def search_text(item: Mapping, agencies: Mapping) -> str:
    """Three lines of plain words: its titles and tags, what people call it, what it says of itself.

    `agencies`: code -> row of the agencies of this item.
    """
    owners = [agencies[code] for code in (item["agency"], item["technical_agency"]) if code]
    owned = (name for owner in owners for name in (owner.short_name, owner.name))
    own = [item["code"], item["name"], item["name_en"], *item["tags"], item["product"]]
    lines = (
        [item["name"], item["name_en"], *item["tags"]],
        [*called(" ".join(own))],
        [item["summary"], item["product"], *owned],
    )
    return "\n".join(APART.join(" ".join(words_in(one)) for one in line) for line in lines)


def field_rows(item: Mapping, standard) -> list[FormField]:
    """Unsaved rows, in the order of the file."""
    return [
        FormField(standard=standard, order=number, **plain(field))
        for number, field in enumerate(item["form_fields"], start=1)
    ]


def requirement_rows(item: Mapping, standard) -> list[Requirement]:
    """Unsaved rows, in the order of the file; kinds of files that the portal cannot check are left out."""
    return [
        Requirement(standard=standard, order=number, **{**requirement, "accept": accepted(requirement)})
        for number, requirement in enumerate(item["requirements"], start=1)
    ]


def tier_rows(item: Mapping, standard, agencies: Mapping) -> list[Tier]:
    """Unsaved rows. `agencies`: code -> row."""
    return [
        Tier(
            standard=standard,
            order=tier["order"],
            code=tier["code"],
            name=tier["name"],
            role=ROLES[tier["role"]],
            agency=agencies[tier["agency"]],
            days=tier["working_days"],
            note=tier["note"],
        )
        for tier in item["verification_tiers"]
    ]
