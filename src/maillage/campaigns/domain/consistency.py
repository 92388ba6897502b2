"""What deserves a second look before sending: said kindly, blocking nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.campaigns.domain.answers import Answers, is_asked, level_of, shown_value
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.campaigns.domain.proposals import Proposal

# Two levels at once, or a figure three times larger or smaller: it happens, and it is worth reading again.
FAR_LEVELS = 2
FAR_TIMES = 3


@dataclass(frozen=True, kw_only=True)
class Doubt:
    item: Item
    text: str


def doubts(
    framework: Framework, items: Iterable[Item], answers: Answers, proposals: Mapping[str, Proposal]
) -> Iterator[Doubt]:
    """Answers far from what was known, and answers to questions that are no longer asked."""
    for item in items:
        answer = answers.get(item.code)
        if answer is None or not answer.is_given:
            continue
        if not is_asked(item, framework, answers):
            yield Doubt(
                item=item,
                text="Vous y aviez répondu, mais une autre réponse fait qu'elle ne se pose plus : elle ne comptera pas.",
            )
        elif item.code in proposals and answer.is_known and _is_far(item, answers, proposals[item.code]):
            known = proposals[item.code]
            yield Doubt(
                item=item,
                text=f"Vous répondez « {shown_value(item, answer)} » ; {known.source} disait « {known.shown} ». "
                "Si c'est bien cela, tant mieux.",
            )


def _is_far(item: Item, answers: Answers, known: Proposal) -> bool:
    answer = answers[item.code]
    if item.kind is ItemKind.NUMBER:
        now, before = Decimal(answer.value), Decimal(known.value)
        return now * FAR_TIMES < before or before * FAR_TIMES < now
    level = level_of(item, answer)
    return item.kind is ItemKind.LEVELS and level is not None and abs(level - int(known.value)) >= FAR_LEVELS
