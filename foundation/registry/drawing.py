"""A table of moves as a state diagram and a table in words, for the docs. Knows no case."""

from collections.abc import Callable, Collection, Sequence

from foundation.registry.moves import Moves

BEGIN, END = "<!-- drawn from the table -->", "<!-- end of the drawing -->"


def draw(
    moves: Moves,
    statuses: Sequence[tuple[str, str]],
    ends: Sequence[str],
    *,
    quiet: Collection[str] = (),
    possible: Callable[[str, str], bool] = lambda before, after: before != after,
) -> str:
    """Mermaid diagram, table of verbs, table of statuses.

    `statuses`: (value, label). `ends`: arrows that the table does not know, such as the verb that begins.
    `quiet`: verbs that are no arrow. `possible`: whether such a step is an arrow at all.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    for verb, move in moves.items():
        for before in move.before:
            for after in move.after if verb not in quiet else ():
                if possible(before, after):
                    arrows.setdefault((before, after), []).append(verb)
    lines = ["```mermaid", "stateDiagram-v2", *(f"    {one}" for one in ends)]
    lines += [f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in arrows.items()]
    closing = [status for status, _label in statuses if not any(before == status for before, _ in arrows)]
    lines += [f"    {status} --> [*]" for status in closing]
    return "\n".join([*lines, "```", "", *_verbs(moves), "", *_statuses(statuses)])


def _verbs(moves: Moves) -> list[str]:
    rows = ["| verb | from | to | who may |", "|---|---|---|---|"]
    for verb, move in moves.items():
        who = (move.guard.__doc__ or "").split("\n")[0].rstrip(".")
        rows.append(
            f"| `{verb}` | {', '.join(move.before)} | {', '.join(move.after) or '(removed)'} | {who} |"
        )
    return rows


def _statuses(statuses: Sequence[tuple[str, str]]) -> list[str]:
    return [
        "| status | on the screen |",
        "|---|---|",
        *(f"| `{value}` | {label} |" for value, label in statuses),
    ]


def redrawn(page: str, drawing: str) -> str:
    """The page with the drawing between its marks, whatever stood there."""
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n{drawing}\n{END}{rest.partition(END)[2]}"
