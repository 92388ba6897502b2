"""Whom a campaign asks: the libraries of its audience, frozen with their class and EPCI on the day it opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.campaigns import Audience, Campaign


@dataclass(frozen=True, kw_only=True)
class Place:
    """A library that may be asked. `stratum`: label of its class of commune, "" when its population is unknown."""

    code: str
    name: str
    epci_code: str = ""
    epci_name: str = ""
    stratum: str = ""
    population: int | None = None


def audience(campaign: Campaign, places: Iterable[Place], group: Sequence[str] = ()) -> tuple[Place, ...]:
    """The libraries asked, in the order given. `group`: the codes of the campaign's group. A sample is drawn by the
    caller among all (see `statistics.sampling`)."""
    match campaign.audience:
        case Audience.EPCI:
            wanted = set(campaign.epcis)
            return tuple(place for place in places if place.epci_code in wanted)
        case Audience.GROUP:
            return tuple(place for place in places if place.code in set(group))
        case Audience.LIBRARIES:
            return tuple(place for place in places if place.code in set(campaign.libraries))
    return tuple(places)
