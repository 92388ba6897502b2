"""Response rates of the campaigns of a project, memorised: what is sent and which library closed write the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.base.plugs import Project
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.drawing import UNKNOWN_STRATUM
from maillage.campaigns.domain.response import Asked, Rate, rate, rates_by
from maillage.campaigns.ground import campaign_rows, participations_of
from maillage.campaigns.models import CallOutcome, Campaign, Participation
from maillage.statistics.strata import strata
from maillage.territory.readings import CLASS_BOUNDS

NO_EPCI = "EPCI inconnu"
# The classes of commune, the smallest first.
SIZES = tuple(one.label for one in strata(CLASS_BOUNDS))


@dataclass(frozen=True, kw_only=True)
class Targets:
    """Shares (0 to 1) that the service aims at."""

    overall: float
    stratum: float


def targets_of(project: Project) -> Targets:
    on = project.today
    return Targets(
        overall=float(project.rules.value("campaigns.target.overall", on=on).value),
        stratum=float(project.rules.value("campaigns.target.stratum", on=on).value),
    )


def asked_in(campaign: Campaign, closed: frozenset[int]) -> list[Asked]:
    """Every library that a campaign asked, as it stands now. One query."""
    return [
        Asked(
            library=row.library_code,
            epci=row.epci_name or NO_EPCI,
            stratum=row.stratum or UNKNOWN_STRATUM,
            is_sent=row.submitted_at is not None,
            is_begun=row.saved_at is not None,
            is_closed=row.pk in closed,
        )
        for row in Participation.objects.filter(campaign=campaign).of_libraries()
    ]


@dataclass(frozen=True, kw_only=True)
class State:
    """A campaign as it is stored, with its rate."""

    campaign: Campaign
    rate: Rate


def _states(project: Project) -> Mapping[str, State]:
    people = participations_of(project)
    return {row.code: _state(row, people.get(row.pk, ())) for row in campaign_rows(project)}


def _state(campaign: Any, people: Iterable[Any]) -> State:
    own = [row for row in people if row.rater == Rater.SELF.value and row.library_code]
    unsent = [row for row in own if row.submitted_at is None]
    closed = sum(row.last_outcome == CallOutcome.CLOSED.value for row in unsent)
    found = Rate(
        label="",
        asked=len(own) - closed,
        sent=len(own) - len(unsent),
        begun=sum(row.saved_at is not None for row in unsent),
        closed=closed,
    )
    return State(campaign=campaign, rate=found)


def states_of(project: Project) -> Mapping[str, State]:
    """Every campaign by code with its rate of response. Drafts (`begun`) may lag behind."""
    return project.once(_states)


def rates_of(campaign: Campaign, closed: frozenset[int]) -> tuple[Rate, tuple[Rate, ...], tuple[Rate, ...]]:
    """The whole, by EPCI, and by class of commune. One query."""
    asked = asked_in(campaign, closed)
    return (
        rate("Ensemble", asked),
        rates_by(asked, lambda one: one.epci),
        rates_by(asked, lambda one: one.stratum, SIZES),
    )
