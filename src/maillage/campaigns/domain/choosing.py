"""Which next steps are proposed: three at most, the core services that lack first, then gain times feasibility."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.frameworks import Framework, Item
from maillage.campaigns.domain.steps import Effort, NextStep

# More is a list, not a plan.
MOST_STEPS = 3


@dataclass(frozen=True, kw_only=True)
class Feasibility:
    """How much a gain counts (0 to 1) by effort, a day's being 1; `alone`: times that without the département's help."""

    month: float
    year: float
    alone: float

    def of(self, step: NextStep) -> float:
        effort = {Effort.DAY: 1.0, Effort.MONTH: self.month, Effort.YEAR: self.year}[step.effort]
        return effort if step.help else effort * self.alone


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A next step for a library. `gain`: points of 100 that the profile gains. `is_core`: a core service lacks."""

    item: Item
    domain: str
    level: int
    step: NextStep
    gain: float
    feasibility: float
    is_core: bool

    @property
    def merit(self) -> float:
        return self.gain * self.feasibility


def proposals(
    framework: Framework,
    items: Sequence[Item],
    levels: Mapping[str, int],
    missing: Iterable[str],
    feasibility: Feasibility,
) -> tuple[Proposal, ...]:
    """Every step that a level leads to, the best first. `items`: those that count in the profile; `missing`: the
    codes of core services that lack."""
    lacking, gains = frozenset(missing), _gains(framework, items)
    found = []
    for item in items:
        level = levels.get(item.code)
        step = item.next_from(level) if level is not None else None
        if level is not None and step is not None:
            found.append(
                Proposal(
                    item=item,
                    domain=framework.domain_of[item.code].code,
                    level=level,
                    step=step,
                    gain=gains.get(item.code, 0.0),
                    feasibility=feasibility.of(step),
                    is_core=item.code in lacking,
                )
            )
    return tuple(sorted(found, key=lambda one: (not one.is_core, -one.merit)))


def chosen(ordered: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """At most three; a domain gives one, unless its core services lack."""
    kept: list[Proposal] = []
    for one in ordered:
        if one.is_core or one.domain not in {other.domain for other in kept}:
            kept.append(one)
        if len(kept) == MOST_STEPS:
            break
    return tuple(kept)


def _gains(framework: Framework, items: Sequence[Item]) -> Mapping[str, float]:
    """What one level more adds to the overall score: its item's share of its domain, the domain's share of the whole."""
    scored = [item for item in items if item.is_scored]
    by_domain: dict[str, float] = defaultdict(float)
    for item in scored:
        by_domain[framework.domain_of[item.code].code] += float(item.weight)
    whole = sum(float(domain.weight) for domain in framework.domains if domain.code in by_domain)
    return {
        item.code: 100
        * float(framework.domain_of[item.code].weight)
        / whole
        * float(item.weight)
        / by_domain[framework.domain_of[item.code].code]
        / item.top
        for item in scored
        if whole
    }
