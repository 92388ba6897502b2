"""Replies without a name: how many agree with a statement, what matters to people and whether it pleases them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.statistics.coverage import Interval
from maillage.statistics.importance import Opinion, Quadrants, quadrants
from maillage.statistics.intervals import wilson

# "Plutôt d'accord" and "tout à fait d'accord", of five steps.
AGREES = 4
NOT_APPLICABLE = Missing.NOT_APPLICABLE.value


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one person said: {item: canonical value, or "not_applicable"}. Nothing tells who."""

    on: date
    library: str = ""
    occasion: str = ""
    on_paper: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How many agree with a statement, of `n` who said: share and 95 % interval, 0 to 1; None under the least shown."""

    item: Item
    agree: int
    n: int
    not_applicable: int
    share: float | None
    interval: Interval | None


def step_of(text: str) -> int | None:
    """A note of 1 to 5; None for anything else."""
    return int(text) if text in ("1", "2", "3", "4", "5") else None


def items_of(framework: Framework, kind: ItemKind) -> tuple[Item, ...]:
    return tuple(item for item in framework.items if item.kind is kind)


def agreement(item: Item, replies: Iterable[Reply], *, least: int) -> Agreement:
    """Wilson interval of the share who agree (4 or 5). « Sans objet » and silence are left out, and counted apart."""
    said = [reply.values.get(item.code, "") for reply in replies]
    steps = [step for step in map(step_of, said) if step is not None]
    n, agree = len(steps), sum(step >= AGREES for step in steps)
    shown = n >= least
    return Agreement(
        item=item,
        agree=agree,
        n=n,
        not_applicable=said.count(NOT_APPLICABLE),
        share=agree / n if shown else None,
        interval=wilson(agree, n) if shown else None,
    )


def opinion_of(text: str) -> Opinion:
    """ "4/2" as (4, 2): importance, then satisfaction."""
    before, _, after = text.partition("/")
    return step_of(before), step_of(after)


def opinions(items: Sequence[Item], replies: Sequence[Reply], *, least: int) -> Quadrants:
    """Where each item lies between what matters and what pleases."""
    return quadrants(
        {item.code: [opinion_of(reply.values.get(item.code, "")) for reply in replies] for item in items},
        least=least,
    )
