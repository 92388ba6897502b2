"""One question over the network: how many are at each level, who is below its mark, which next step serves most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.coherence.heat import heat_rows, mark_of
from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.domain.scores import CoreState
from maillage.campaigns.domain.steps import NextStep


@dataclass(frozen=True, kw_only=True)
class Levels:
    """How many libraries of a group are at each level, from 0; `counts` is None when the group is hidden."""

    group: str
    counts: tuple[int, ...] | None

    @property
    def known(self) -> int:
        return sum(self.counts or ())


def levels_by(item: Item, groups: Mapping[str, Sequence[Seen]], *, least: int) -> tuple[Levels, ...]:
    """One line a group; those with fewer than `least` answers are hidden, and others as needed (see `heat_rows`)."""
    row = heat_rows([item], groups, least=least)[0]
    return tuple(
        Levels(group=name, counts=None if cell.hidden else counts_of(item, sites))
        for (name, sites), cell in zip(groups.items(), row.cells, strict=True)
    )


def counts_of(item: Item, seen: Sequence[Seen]) -> tuple[int, ...]:
    found = Counter(site.levels[item.code] for site in seen if item.code in site.levels)
    return tuple(found[level] for level in range(item.top + 1))


def state_at(item: Item, site: Seen) -> CoreState:
    """Whether a library reaches the mark of any question, as a core service is read."""
    if item.core and item.code in site.core:
        return site.core[item.code]
    if site.missing.get(item.code) is Missing.NOT_APPLICABLE:
        return CoreState.NOT_APPLICABLE
    level = site.levels.get(item.code)
    if level is None:
        return CoreState.UNKNOWN
    return CoreState.MET if level >= mark_of(item) else CoreState.MISSING


def below(item: Item, seen: Sequence[Seen]) -> tuple[Seen, ...]:
    """The libraries that are known to be under the mark, in the order given: those to help."""
    return tuple(site for site in seen if state_at(item, site) is CoreState.MISSING)


@dataclass(frozen=True, kw_only=True)
class UsefulStep:
    """A next step, and how many `libraries` stand at the level it leads from."""

    step: NextStep
    libraries: int


def useful_steps(item: Item, seen: Sequence[Seen]) -> tuple[UsefulStep, ...]:
    """The next steps that serve somebody, the most useful first."""
    counts = counts_of(item, seen)
    found = [
        UsefulStep(step=step, libraries=counts[step.from_level])
        for step in item.next
        if step.from_level < len(counts) and counts[step.from_level]
    ]
    return tuple(sorted(found, key=lambda own: (-own.libraries, own.step.from_level)))
