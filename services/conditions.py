"""When a question is asked and when a document is wanted: `{"field": key, "in": [values]}`. Pure."""

from collections.abc import Iterable, Mapping


def applies(condition: Mapping | None, values: Mapping) -> bool:
    """Whether a condition holds for the answers; None always does. True and 1 are different values."""
    if condition is None:
        return True
    given = values.get(condition["field"])
    return any(type(given) is type(wanted) and given == wanted for wanted in condition["in"])


def shown(fields: Iterable, values: Mapping) -> set[str]:
    """Keys of the fields that are asked. A field that depends on a hidden field is hidden as well.

    `fields`: rows with `key` and `show_if`; `values`: key -> cleaned value of the choices and booleans.
    """
    rules = {field.key: field.show_if for field in fields}

    def is_shown(key, seen=()):
        rule = rules.get(key)
        if rule is None:
            return key in rules
        if rule["field"] in (key, *seen):
            return False
        return is_shown(rule["field"], (key, *seen)) and applies(rule, values)

    return {key for key in rules if is_shown(key)}


def applicable_requirements(requirements: Iterable, answers: Mapping) -> list:
    """Requirements that the answers call for, and those whose condition only an officer can judge (None)."""
    return [requirement for requirement in requirements if applies(requirement.condition, answers)]
