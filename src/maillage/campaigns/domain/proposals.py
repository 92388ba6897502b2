"""What is proposed beside a question, to confirm or to correct: never an answer by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.campaigns.domain.answers import Answer, Answers, BadAnswer, canonical, shown_value
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """`value` in its canonical text, `shown` in French, `source` says where it comes from."""

    item: str
    value: str
    shown: str
    source: str


def from_last(
    framework: Framework, items: Iterable[Item], last: Framework, answers: Answers, source: str
) -> dict[str, Proposal]:
    """What was answered in an earlier campaign to the same questions. A question whose series is broken gets none."""
    found = {}
    for item in items:
        before = last.by_code.get(item.code) or last.by_code.get(item.formerly)
        moved = last.version != framework.version
        if before is None or before.kind is not item.kind or (moved and item.break_reason):
            continue
        answer = answers.get(before.code)
        if answer is not None and answer.is_known and (made := _made(item, answer.value, source)):
            found[item.code] = made
    return found


def from_figures(items: Iterable[Item], figures: Mapping[str, Decimal], source: str) -> dict[str, Proposal]:
    """What the register says: `figures` by variable. A ladder takes the level that its thresholds give."""
    found = {}
    for item in items:
        amount = figures.get(item.prefill) if item.prefill else None
        if amount is None:
            continue
        level = item.level_of(amount) if item.kind is ItemKind.LEVELS else None
        value = str(level) if level is not None else format(amount, "f")
        if (item.kind is ItemKind.NUMBER or level is not None) and (made := _made(item, value, source)):
            found[item.code] = made
    return found


def _made(item: Item, value: str, source: str) -> Proposal | None:
    try:
        kept = canonical(item, value)
    except BadAnswer:
        return None  # no longer a level, or out of the range: there is nothing to confirm
    shown = shown_value(item, Answer(item=item.code, value=kept))
    return Proposal(item=item.code, value=kept, shown=shown, source=source) if kept else None
