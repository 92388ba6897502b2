"""The answers of a campaign laid side by side: scores and levels of every library, and who compares with whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from maillage.base.plugs import Project
from maillage.campaigns.domain.answers import level_of
from maillage.campaigns.domain.placing import PeerGroup, disclosed, peer_groups
from maillage.campaigns.readings import CampaignResults, Result, results_of
from maillage.statistics.quantiles import quantile
from maillage.statistics.strata import strata
from maillage.territory.readings import CLASS_BOUNDS


class Comparison:
    """One campaign, read for all its report cards at once: each column is made when it is first asked for."""

    def __init__(self, found: CampaignResults) -> None:
        self.found = found
        self._medians: dict[tuple[str, ...], Mapping[str, float]] = {}

    @cached_property
    def groups(self) -> Mapping[str, PeerGroup]:
        """Among those that sent their questionnaire."""
        sizes = {result.library: result.participation.population for result in self.found.own}
        return peer_groups(sizes, strata(CLASS_BOUNDS))

    @cached_property
    def levels(self) -> Mapping[str, Mapping[str, int]]:
        """The known levels of each library, by item."""
        items = self.found.framework.items
        return {
            result.library: {
                item.code: level
                for item in items
                if (level := level_of(item, result.answers.get(item.code))) is not None
            }
            for result in self.found.own
        }

    @cached_property
    def scores(self) -> Mapping[str, Mapping[str, float]]:
        """The known scores of each library, by domain; "" is the whole."""
        return {result.library: _scores(result) for result in self.found.own}

    def others(self, library: str, domain: str = "") -> list[float]:
        """The known scores of the peers of a library, itself left out."""
        members = self.groups[library].members
        return [
            self.scores[code][domain] for code in members if code != library and domain in self.scores[code]
        ]

    def medians(self, library: str) -> Mapping[str, float]:
        """The median level of the group by item, where enough of its libraries answered."""
        members = self.groups[library].members
        if members not in self._medians:
            columns = {
                item.code: disclosed(
                    [self.levels[code][item.code] for code in members if item.code in self.levels[code]]
                )
                for item in self.found.framework.items
            }
            self._medians[members] = {
                code: quantile(column, 0.5) for code, column in columns.items() if column
            }
        return self._medians[members]


def _scores(result: Result) -> Mapping[str, float]:
    found = {one.domain.code: one.score for one in result.profile.domains}
    return {code: score for code, score in {**found, "": result.profile.overall}.items() if score is not None}


def _comparisons(project: Project) -> Mapping[str, Comparison]:
    return {code: Comparison(found) for code, found in results_of(project).items()}


def comparison_of(project: Project, campaign: str) -> Comparison | None:
    """The comparison of a campaign of libraries; None when there is none of this code."""
    return project.once(_comparisons).get(campaign)


def result_before(project: Project, campaign: str, library: str) -> tuple[CampaignResults, Result] | None:
    """What a library sent to the last campaign opened before this one with the same framework; None without any."""
    results = results_of(project)
    now = results[campaign]
    earlier = [
        found
        for found in results.values()
        if found.framework.code == now.framework.code
        and found.campaign.opened_at
        and now.campaign.opened_at
        and found.campaign.opened_at < now.campaign.opened_at
        and library in found.by_library
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda found: found.campaign.opened_at)
    return last, last.by_library[library]
