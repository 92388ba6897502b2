"""The coherence of a network at a campaign: every figure computed once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from maillage.base.plugs import Project
from maillage.base.values.french import folded
from maillage.campaigns.coherence.comparing import earlier, same_questions
from maillage.campaigns.coherence.marks import CoherenceMarks, coherence_marks
from maillage.campaigns.coherence.seeing import levels_in, lines_of, seen_by
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.coherence.conformity import Conformity, conformity
from maillage.campaigns.domain.coherence.gaps import (
    AmountSpread,
    ScoreSpread,
    WhereToAct,
    amount_spread,
    score_spread,
    where_to_act,
)
from maillage.campaigns.domain.coherence.grid import DomainQuality, ItemQuality, domain_quality, item_quality
from maillage.campaigns.domain.coherence.heat import HeatRow, heat_rows, mapped
from maillage.campaigns.domain.coherence.looks import Agreement, Looks, agreement
from maillage.campaigns.domain.coherence.panel import Panel, panel
from maillage.campaigns.domain.coherence.robust import Robustness, robustness
from maillage.campaigns.domain.coherence.seen import NO_EPCI, Seen
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.readings import CampaignResults, latest_results, results_of
from maillage.statistics.disclosure import LEAST_SHOWN

WHOLE = "Tous les services du socle"
AMOUNTS = (("weekly_hours", "Heures d'ouverture par semaine"), ("surface_m2", "Surface (m²)"))


@dataclass(frozen=True, eq=False)
class Coherence:
    """One campaign read over the whole network."""

    project: Project
    found: CampaignResults

    @property
    def title(self) -> str:
        title: str = self.found.campaign.title  # type: ignore[attr-defined]
        return title

    @property
    def names_libraries(self) -> bool:
        """Whether the service may see who said what. Never where libraries rate the service: they answer freely."""
        return self.found.framework.kind is FrameworkKind.GRID

    @cached_property
    def marks(self) -> CoherenceMarks:
        return coherence_marks(self.project)

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """Every library asked, those that closed left out."""
        return seen_by(self.project, self.found)

    @cached_property
    def answered(self) -> tuple[Seen, ...]:
        return tuple(site for site in self.seen if site.answered)

    @cached_property
    def core(self) -> tuple[Conformity, ...]:
        """Each core service, in the order of the framework."""
        return tuple(
            conformity(
                item.code,
                item.title,
                self.seen,
                lambda site, code=item.code: site.core_state(code),  # type: ignore[misc]
            )
            for item in self.found.framework.core
        )

    @cached_property
    def whole_core(self) -> Conformity | None:
        """The sites that offer every core service; None when the framework has none."""
        return conformity("", WHOLE, self.seen, lambda site: site.core_whole) if self.core else None

    @cached_property
    def by_epci(self) -> Mapping[str, tuple[Seen, ...]]:
        """The libraries of each EPCI, by name; those without one last."""
        names = sorted({site.epci for site in self.seen}, key=lambda name: (name == NO_EPCI, folded(name)))
        return {name: tuple(site for site in self.seen if site.epci == name) for name in names}

    @cached_property
    def by_size(self) -> Mapping[str, tuple[Seen, ...]]:
        """The libraries of each class of commune, the smallest first."""
        names = dict.fromkeys(site.stratum for site in self.seen)
        return {name: tuple(site for site in self.seen if site.stratum == name) for name in names}

    @cached_property
    def heat(self) -> tuple[HeatRow, ...]:
        """Questions × EPCI as anybody may see it."""
        return self.heat_for(everything=False)

    def heat_for(self, *, everything: bool) -> tuple[HeatRow, ...]:
        least = 1 if everything else LEAST_SHOWN
        return heat_rows(mapped(self.found.framework), self.by_epci, least=least)

    @cached_property
    def overall(self) -> ScoreSpread | None:
        return score_spread("Ensemble", (site.overall for site in self.answered))

    @cached_property
    def domains(self) -> tuple[ScoreSpread, ...]:
        titles = [domain.title for domain in self.found.framework.domains]
        spreads = (
            score_spread(title, (site.scores[rank] for site in self.answered))
            for rank, title in enumerate(titles)
        )
        return tuple(spread for spread in spreads if spread)

    @cached_property
    def amounts(self) -> tuple[AmountSpread, ...]:
        """Quantities of the register, over the libraries asked."""
        lines = lines_of(self.project)
        found = []
        for variable, title in AMOUNTS:
            known = [
                (site, float(value))
                for site in self.seen
                if (line := lines.get(site.code)) and (value := line.number(variable)) is not None
            ]
            found.append(amount_spread(title, known))
        return tuple(spread for spread in found if spread)

    @cached_property
    def where(self) -> WhereToAct | None:
        return where_to_act(self.answered, by_group=self.marks.by_group)

    @cached_property
    def agreement(self) -> Agreement | None:
        return agreement(self.found.framework.items, self.looks)

    @cached_property
    def looks(self) -> Sequence[Looks]:
        """Each library seen twice: itself, then its referent, else its peers."""
        pairs = []
        for library, seconds in sorted(self.found.second_looks.items()):
            own = self.found.by_library.get(library)
            if own is not None:
                second = min(seconds, key=lambda one: one.participation.rater != Rater.REFERENT.value)
                framework = self.found.framework
                pairs.append((levels_in(framework, own), levels_in(framework, second)))
        return pairs

    @cached_property
    def robustness(self) -> Robustness | None:
        weights = [float(domain.weight) for domain in self.found.framework.domains]
        return robustness(self.answered, weights, self.found.marks, unstable=self.marks.unstable)

    @cached_property
    def previous(self) -> CampaignResults | None:
        return earlier(results_of(self.project), self.found)

    @cached_property
    def panel(self) -> Panel | None:
        if self.previous is None:
            return None
        before = seen_by(self.project, self.previous)
        same = same_questions(self.previous.framework, self.found.framework, self.project.network)
        return panel(self.found.framework, same, before, self.seen)

    @cached_property
    def items(self) -> tuple[ItemQuality, ...]:
        return tuple(item_quality(item, self.answered) for item in mapped(self.found.framework))

    @cached_property
    def ladders(self) -> tuple[DomainQuality, ...]:
        told = (domain_quality(domain, self.answered) for domain in self.found.framework.domains)
        return tuple(quality for quality in told if quality)


def _all(project: Project) -> Mapping[str, Coherence]:
    return {
        code: Coherence(project, found)
        for code, found in results_of(project).items()
        if found.own and found.framework.kind.is_of_libraries
    }


def coherences_of(project: Project) -> Mapping[str, Coherence]:
    """Every campaign of libraries that has an answer, by code."""
    return project.once(_all)


def latest_coherence(project: Project) -> Coherence | None:
    """That of the newest grid; None while no library has answered one."""
    newest = latest_results(project)
    return coherences_of(project).get(newest.campaign.code) if newest else None  # type: ignore[attr-defined]
