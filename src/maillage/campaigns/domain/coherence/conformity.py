"""Conformity to the core set: in sites and in inhabitants, with what silence leaves open and weights by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.scores import CoreState
from maillage.statistics.coverage import Interval, bounds_of_share
from maillage.statistics.weighting import Collapsed, collapsed_mean


@dataclass(frozen=True, kw_only=True)
class Conformity:
    """A promise kept: `met` of `known` sites, out of `sites` to which it applies.

    `bounds`: the share of all sites, whatever the silent would say; None without a site. `weighted`: the share if the
    silent are like those of their class who answered. `people_met` of `people_known` inhabitants live in a commune one
    library of which keeps it, out of `people`; communes without a known population are left out.
    """

    code: str
    title: str
    sites: int
    known: int
    met: int
    bounds: Interval | None
    weighted: Collapsed | None
    people: int
    people_known: int
    people_met: int

    @property
    def share(self) -> float | None:
        """p_j, of the sites that answered (0 to 1)."""
        return self.met / self.known if self.known else None

    @property
    def people_share(self) -> float | None:
        """R_j, of the inhabitants whose commune answered (0 to 1)."""
        return self.people_met / self.people_known if self.people_known else None

    @property
    def people_bounds(self) -> Interval | None:
        """The share of all inhabitants, whatever the silent would say."""
        if not self.people:
            return None
        return bounds_of_share(self.people_met, self.people_known, self.people)


def conformity(
    code: str, title: str, seen: Iterable[Seen], state_of: Callable[[Seen], CoreState]
) -> Conformity:
    """How far a promise is kept by the libraries to which it applies."""
    inside = [(site, state) for site in seen if (state := state_of(site)) is not CoreState.NOT_APPLICABLE]
    states = [state for _, state in inside]
    known, met = (
        sum(state is not CoreState.UNKNOWN for state in states),
        sum(state is CoreState.MET for state in states),
    )
    people, people_known, people_met = _people(inside)
    return Conformity(
        code=code,
        title=title,
        sites=len(inside),
        known=known,
        met=met,
        bounds=bounds_of_share(met, known, len(inside)) if inside else None,
        weighted=_weighted(inside),
        people=people,
        people_known=people_known,
        people_met=people_met,
    )


def _weighted(inside: Sequence[tuple[Seen, CoreState]]) -> Collapsed | None:
    """Post-stratified by class of commune, the smallest communes first (the order of `inside`)."""
    sizes: dict[str, int] = defaultdict(int)
    answers: dict[str, list[int]] = defaultdict(list)
    for site, state in inside:
        sizes[site.stratum] += 1
        if state is not CoreState.UNKNOWN:
            answers[site.stratum].append(int(state is CoreState.MET))
    return collapsed_mean(answers, sizes)


def _people(inside: Sequence[tuple[Seen, CoreState]]) -> tuple[int, int, int]:
    """Inhabitants in all, those whose commune's answer is known, those who are served."""
    told: dict[str, set[CoreState]] = defaultdict(set)
    sized: dict[str, int] = {}
    for site, state in inside:
        if site.population is not None:
            told[site.commune].add(state)
            sized[site.commune] = site.population
    served = {commune for commune, states in told.items() if CoreState.MET in states}
    # One library that keeps it is enough; a silent one beside leaves a no in doubt.
    refused = {commune for commune, states in told.items() if states == {CoreState.MISSING}}
    return (
        sum(sized.values()),
        sum(sized[commune] for commune in served | refused),
        sum(sized[commune] for commune in served),
    )
