"""Requirements and steps of a standard as the lines of its page."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Agency, role_label
from foundation.registry.marking import indonesian
from services.forms import condition_words
from services.models import Requirement, Standard, Tier
from services.validators.tiers import APPLICANT, ROLES


def requirement_lines(standard: Standard) -> list[dict]:
    """Requirements in order, each with the sentence that says when it is wanted ("" for always): `when` for a
    page, with the catalogue's words marked as Indonesian, `when_text` plain.
    """
    requirements = list(standard.requirements.all())
    by_key = {field.key: field for field in standard.fields.all()} if _any_condition(requirements) else {}
    return [
        {"requirement": one, "when": _when(one, by_key, indonesian), "when_text": _when(one, by_key, str)}
        for one in requirements
    ]


def _any_condition(requirements: list[Requirement]) -> bool:
    return any(requirement.condition for requirement in requirements)


def _when(requirement, by_key, said) -> str:
    if requirement.condition:
        condition = condition_words(requirement.condition, by_key, said)
        sentence = _("Hanya bila %(condition)s.") % {"condition": condition}
        return SafeString(sentence) if said is indonesian else sentence
    if requirement.presence == "required":
        return ""
    return _("Hanya bila diperlukan, menurut catatan atau petugas.")


def step_lines(standard: Standard, tiers: list[Tier]) -> list[dict]:
    """Steps in order with the name of who acts; one query when an agency acts that holds no tier.

    `language` of the actor: "id" for an agency, "" for a role in the reader's words.
    """
    roles = {APPLICANT: _("Pemohon"), **{role: role_label(ours) for role, ours in ROLES.items()}}
    names = dict(roles)
    names |= {tier.agency.code: tier.agency.short_name for tier in tiers}
    unknown = {step["actor"] for step in standard.procedure} - names.keys()
    if unknown:
        names |= dict(Agency.objects.filter(code__in=unknown).values_list("code", "short_name"))
    return [
        {
            "actor": names.get(step["actor"], step["actor"]),
            "language": "" if step["actor"] in roles else "id",
            "text": step["text"],
        }
        for step in standard.procedure
    ]
