"""Which libraries of the network an action is for, by name."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.campaigns.opening import places_of
from maillage.programme.domain import Action
from maillage.programme.domain.reach import Reach, ReachedPlace, reached
from maillage.territory.readings import territory_of


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The open libraries that an action is for, among `network` of them. `gone`: codes chosen that are not open any
    more; `unsized`: those left out because the population of their commune is unknown."""

    places: tuple[ReachedPlace, ...]
    network: int
    gone: tuple[str, ...] = ()
    unsized: int = 0


def open_places(project: Project) -> tuple[ReachedPlace, ...]:
    """Every open library of the network, in the order of the directory."""
    return project.once(_places)


def _places(project: Project) -> tuple[ReachedPlace, ...]:
    return tuple(
        ReachedPlace(code=place.code, name=place.name, epci_code=place.epci_code, population=place.population)
        for place in places_of(project)
    )


def reached_by(project: Project, action: Action) -> Reached | None:
    """The libraries that an action is for; None while nobody said (that is not "none")."""
    if action.reach is None:
        return None
    places = open_places(project)
    chosen = action.libraries if action.reach is Reach.LIBRARIES else _of_group(project, action)
    found = reached(action, places, chosen) or ()
    named = {place.code for place in places}
    return Reached(
        places=found,
        network=len(places),
        gone=tuple(code for code in chosen if code not in named),
        unsized=sum(place.population is None for place in places) if action.reach is Reach.SIZE else 0,
    )


def _of_group(project: Project, action: Action) -> tuple[str, ...]:
    if action.reach is not Reach.GROUP:
        return ()
    groups = {group.code: group.libraries for group in territory_of(project).groups}
    return tuple(groups.get(action.group or "", ()))
