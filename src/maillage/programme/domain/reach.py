"""Which libraries an action is for: all, those of some EPCI, of a size of commune, of a group, or chosen one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.base.values.fields import Choice

if TYPE_CHECKING:
    from maillage.programme.domain.actions import Action


class Reach(Choice):
    NONE = "none", "aucune : l'action est pour le service"
    ALL = "all", "toutes celles du réseau"
    EPCI = "epci", "celles de certains EPCI"
    SIZE = "size", "selon la population de la commune"
    GROUP = "group", "un groupe ou une vague"
    LIBRARIES = "libraries", "une liste choisie"


@dataclass(frozen=True, kw_only=True)
class ReachedPlace:
    """A library that an action may reach; `population` of its commune, None when unknown."""

    code: str
    name: str
    epci_code: str = ""
    population: int | None = None


def reached(
    action: Action, places: Iterable[ReachedPlace], group: Iterable[str] = ()
) -> tuple[ReachedPlace, ...] | None:
    """The places that an action is for, in the order given; None while nobody said. `group`: codes of its group.

    A commune of unknown population is in no size.
    """
    match action.reach:
        case None:
            return None
        case Reach.NONE:
            return ()
        case Reach.EPCI:
            return tuple(place for place in places if place.epci_code in action.epcis)
        case Reach.GROUP:
            kept = set(group)
            return tuple(place for place in places if place.code in kept)
        case Reach.LIBRARIES:
            return tuple(place for place in places if place.code in action.libraries)
        case Reach.SIZE:
            return tuple(place for place in places if _fits(action, place.population))
    return tuple(places)


def _fits(action: Action, population: int | None) -> bool:
    if population is None:
        return False
    least, most = action.population_from, action.population_to
    return (least is None or population >= least) and (most is None or population <= most)
