"""Who is most like a library, in the country and in the network, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import count, listed, number
from maillage.diagnosis.national_listings import shown, source_of
from maillage.statistics.peers import Peer, Points, Scale, nearest, reasons
from maillage.territory.domain.directory import Line
from maillage.territory.domain.national import PEER_QUANTITIES
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.models import NationalLibrary, NationalReference
from maillage.territory.national import points_of
from maillage.territory.readings import directory_of

NEAREST, NEIGHBOURS = 10, 5


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A library near this one: who, where, its values, the distance, and why it is near."""

    name: str
    place: str
    url: str
    values: Mapping[str, float]
    peer: Peer


def values_of(line: Line) -> dict[str, float]:
    """What peers are chosen on; unknown ones are left out."""
    found = {name: line.number(name) for name in PEER_QUANTITIES if name != "population"}
    known = {name: float(value) for name, value in found.items() if value is not None}
    return known if line.population is None else {"population": float(line.population), **known}


def _scales(reference: NationalReference) -> tuple[Scale, ...]:
    return tuple(Scale(**scale) for scale in reference.scales)


def _standard(scales: Sequence[Scale], values: Mapping[str, float]) -> list[float | None]:
    return [scale.standard(values.get(scale.name)) for scale in scales]


def country_peers(line: Line, reference: NationalReference) -> list[Neighbour]:
    """The nearest libraries of the country, the closest first. Two queries, whatever the size of the country."""
    own = NationalLibrary.objects.filter(code=line.library.code).values_list("position", flat=True)
    target = _standard(_scales(reference), values_of(line))
    peers = nearest(target, points_of(reference), NEAREST, skip=tuple(own))
    rows = NationalLibrary.objects.in_bulk([peer.position for peer in peers], field_name="position")
    found = []
    for peer in peers:
        row = rows[peer.position]
        place = f"{row.town} ({row.department})"
        found.append(Neighbour(name=row.name, place=place, url="", values=row.values, peer=peer))
    return found


def network_peers(request: Any, line: Line, reference: NationalReference) -> list[Neighbour]:
    """The nearest libraries of the network, on the same scales."""
    scales = _scales(reference)
    others = [
        (_standard(scales, values_of(other)), other)
        for other in directory_of(request.project)
        if other.is_open and other.population is not None and other.library.code != line.library.code
    ]
    others.sort(key=lambda pair: (pair[0][0], pair[1].library.code))
    points = Points.of(PEER_QUANTITIES, [row for row, _ in others])
    found = []
    for peer in nearest(_standard(scales, values_of(line)), points, NEIGHBOURS):
        other = others[peer.position][1]
        url = to(request, "territory:library", other.library.code)
        town = other.library.town
        found.append(
            Neighbour(name=other.library.name, place=town, url=url, values=values_of(other), peer=peer)
        )
    return found


def peers_listing(
    reference: NationalReference, found: Sequence[Neighbour], *, caption: str, anchor: str
) -> Listing:
    several = any(apart(item) for item in found)
    return Listing(
        caption=caption,
        anchor=anchor,
        heads=(
            Head("Bibliothèque"),
            Head("Commune"),
            Head("Proche parce que"),
            *((Head("S'en écarte par"),) if several else ()),
            Head("Écart", "right"),
        ),
        rows=[
            (
                Cell(item.name, url=item.url),
                Cell(item.place),
                Cell(why(item)),
                *((Cell(apart(item) or "–"),) if several else ()),
                Cell(number(item.peer.distance, 2), sort=item.peer.distance),
            )
            for item in found
        ],
        source=f"{source_of(reference)} Écart : en écarts-types, moyenne quadratique de ce que la bibliothèque a "
        "répondu. Seules sont comparées celles qui ont répondu autant.",
        empty="Il manque la population de la commune, ou des réponses, pour trouver des semblables.",
    )


def why(item: Neighbour) -> str:
    """`commune de 820 hab., 3 bénévoles, 6 h`: the values of what is close, the closest first."""
    close = (
        reasons(item.peer).close
        or tuple(name for name, _ in sorted(item.peer.gaps, key=lambda g: abs(g[1])))[:1]
    )
    return ", ".join(_told(name, item.values[name]) for name in close if name in item.values)


def apart(item: Neighbour) -> str:
    told = [_told(name, item.values[name]) for name in reasons(item.peer).apart if name in item.values]
    return listed(told)


def _told(name: str, value: float) -> str:
    if name == "population":
        return f"commune de {number(value)} hab."
    if name == "employees":
        return count(int(value), "salarié") if value >= 1 else "sans salarié"
    if name == "volunteers":
        return count(int(value), "bénévole") if value >= 1 else "sans bénévole"
    if name == "document_spend_eur":
        return f"{shown(value, name)} de documents"
    return shown(value, name)


def compared_on(line: Line) -> str:
    """The sentence that says on what peers were chosen, and what was left out for want of an answer."""
    known = values_of(line)
    labels = {
        name: "la population de la commune" if name == "population" else BY_CODE[name].label
        for name in PEER_QUANTITIES
    }
    used = [labels[name] for name in PEER_QUANTITIES if name in known]
    missing = [labels[name] for name in PEER_QUANTITIES if name not in known]
    told = f"Comparée sur : {listed(used).lower()}." if used else ""
    return told + (f" Inconnu ici, et laissé de côté : {listed(missing).lower()}." if missing else "")
