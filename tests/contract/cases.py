"""Requests drawn from the portal's own OpenAPI document: at the edges of what it says, and beyond."""

import random
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import GenerationConfig
from schemathesis.core.parameters import ParameterLocation

from tests.contract.asking import Known

EACH = 500
# Of each operation, drawn at random: as the document says, and otherwise.
DRAWN = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 1}
SOMETIMES = 0.8


def cases_for(schema, number: int, known: dict[str, list[Known]]) -> list:
    """500 for the person of that number, the same ones each time; half of them about what is really there."""
    operations = [found.ok() for found in schema.get_all_operations()]
    drawn = [one for operation in operations for one in _drawn(operation, number)]
    edges = [one for operation in operations for one in _edges(schema, operation)]
    random.Random(number).shuffle(edges)  # noqa: S311
    chosen = [*drawn, *edges][:EACH]
    dice = random.Random(number)  # noqa: S311
    return [_about_something_real(case, known, dice) for case in chosen]


def _edges(schema, operation) -> Iterator:
    """Each limit that the document names, kept and broken; methods and types of content that it does not name."""
    yield from schema.iter_coverage_cases(
        operation, generation_modes=list(GenerationMode), generation_config=GenerationConfig()
    )


def _drawn(operation, number: int) -> list:
    found = []
    for mode, most in DRAWN.items():

        @seed(number)
        @settings(
            max_examples=most, database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(operation.as_strategy(generation_mode=mode))
        def draw(case):
            found.append(case)

        try:
            draw()
        except Unsatisfiable:
            # An address of a plain text cannot be wrong.
            assert mode is GenerationMode.NEGATIVE, operation.label
    return found


def _about_something_real(case, known: dict[str, list[Known]], dice: random.Random):
    """What was drawn right is put in terms of this portal; what was drawn wrong stays wrong."""
    choices = known.get(case.operation.label)
    if not choices or dice.random() > SOMETIMES:
        return case
    real = dice.choice(choices)
    parts = case.meta.components
    if _is_right(parts, ParameterLocation.PATH):
        case.path_parameters = {**(case.path_parameters or {}), **real.path}
    if _is_right(parts, ParameterLocation.HEADER):
        case.headers.update({name: value for name, value in real.headers.items() if name in case.headers})
        case.headers.update({name: one for name, one in real.headers.items() if name == "Complaint-Secret"})
    if case.meta.generation.mode is GenerationMode.POSITIVE and real.body:
        if (
            isinstance(case.body, dict)
            and case.media_type == "application/json"
            and dice.random() < SOMETIMES
        ):
            case.body = {name: value for name, value in case.body.items() if name != "seen"} | real.body
    return case


def _is_right(parts: dict, location) -> bool:
    return location in parts and parts[location].mode is GenerationMode.POSITIVE
