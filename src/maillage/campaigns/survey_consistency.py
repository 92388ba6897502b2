"""Do the notes of a survey measure one thing? For the page of method only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.campaigns.domain.surveys import Reply, items_of, opinion_of, step_of
from maillage.statistics.consistency import Consistency, cronbach_alpha
from maillage.statistics.quantiles import Number

# Two questions always go together or not: a scale begins with three.
LEAST_ITEMS = 3

Note = Callable[[str], "Number | None"]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Notes that people give together, and how well they go together."""

    title: str
    found: Consistency
    least: int


def scales_of(project: Project, framework: Framework, replies: Sequence[Reply]) -> list[Scale]:
    """One for agreements, one for satisfactions; what matters to people is no scale."""
    least = int(project.rules.value("campaigns.replies.consistency", on=project.today).value)
    kinds: tuple[tuple[str, ItemKind, Note], ...] = (
        ("L'accord avec les phrases", ItemKind.AGREEMENT, step_of),
        ("La satisfaction", ItemKind.IMPORTANCE, lambda text: opinion_of(text)[1]),
    )
    found = []
    for title, kind, note in kinds:
        if items := items_of(framework, kind):
            found.append(Scale(title=title, found=_measured(items, replies, note, least), least=least))
    return found


def _measured(items: Sequence[Item], replies: Sequence[Reply], note: Note, least: int) -> Consistency:
    given = {item.code: [note(reply.values.get(item.code, "")) for reply in replies] for item in items}
    return cronbach_alpha(given, least_answers=least, least_items=LEAST_ITEMS)
