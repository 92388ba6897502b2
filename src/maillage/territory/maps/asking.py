"""What the address of the map asks for, read leniently, and the selects that ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from maillage.base.plugs import Project
from maillage.base.ui.filters import Filter
from maillage.base.values.french import NBSP, folded
from maillage.statistics.strata import strata
from maillage.territory.domain.directory import UNKNOWN_EPCI, Line, epci_of
from maillage.territory.domain.mapping import EVERY_KIND, LONGEST_KM, Ground, MapAsked, mappable
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS, directory_of, network_places

OFFERED_HOURS = (4, 6, 8, 10, 12, 15, 20, 25, 30, 35)
MOST_HOURS = 80
NATURAL = "naturelles"


def asked_of(params: Mapping[str, str], project: Project) -> MapAsked:
    """What the parameters ask for; what they do not, or ask wrongly, is left as at first."""
    lines = directory_of(project)
    kinds = {EVERY_KIND, *(kind.value for kind in _kinds(lines))}
    return MapAsked(
        figure=_among(params.get("chiffre", ""), {variable.code for variable in mappable(lines)}),
        natural=params.get("classes") == NATURAL,
        ground=Ground.POPULATION if params.get("fond") == Ground.POPULATION.value else Ground.REACH,
        epci=_among(params.get("epci", ""), {code for code, _ in _epcis(project)}),
        stratum=next((s for s in strata(CLASS_BOUNDS) if s.slug == params.get("taille")), None),
        kind=_among(params.get("nature", ""), kinds) or LibraryKind.OPEN.value,
        within=_whole(params.get("distance", ""), LONGEST_KM),
        hours=_whole(params.get("heures", ""), MOST_HOURS),
    )


def _among(value: str, known: set[str]) -> str:
    return value if value in known else ""


def _whole(text: str, most: int) -> int | None:
    """A whole number from 1 to `most`, else None."""
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        return None
    value = int(text)
    return value if 1 <= value <= most else None


def filters(asked: MapAsked, project: Project) -> tuple[list[Filter], list[Filter]]:
    """Two rows of selects: what the map shows, and what being covered means."""
    lines = directory_of(project)
    return list(_shown(asked, project, lines)), list(_reach(asked))


def _shown(asked: MapAsked, project: Project, lines: Sequence[Line]) -> Iterator[Filter]:
    figures = [(v.code, f"{v.label} ({v.unit})" if v.unit else v.label) for v in mappable(lines)]
    yield _filter("chiffre", "Chiffre", figures, asked.figure, "Présence d'une bibliothèque")
    natural = NATURAL if asked.natural else ""
    yield _filter("classes", "Classes", [(NATURAL, "Seuils naturels")], natural, "Effectifs égaux")
    ground = "" if asked.ground is Ground.REACH else asked.ground.value
    grounds = [(Ground.POPULATION.value, Ground.POPULATION.label)]
    yield _filter("fond", "Fond de carte", grounds, ground, Ground.REACH.label)
    yield _filter("epci", "Intercommunalité", _epcis(project), asked.epci, "Tout le réseau")
    sizes = [(stratum.slug, _capital(sized(stratum.label, "hab."))) for stratum in strata(CLASS_BOUNDS)]
    yield _filter("taille", "Taille de commune", sizes, asked.stratum.slug if asked.stratum else "")
    kinds = [(kind.value, _capital(kind.label)) for kind in _kinds(lines) if kind is not LibraryKind.OPEN]
    kind = "" if asked.kind == LibraryKind.OPEN.value else asked.kind
    every = [(EVERY_KIND, "Toutes les natures de lieu")]
    yield _filter("nature", "Nature du lieu", [*kinds, *every], kind, "Bâtiments ouverts")


def _reach(asked: MapAsked) -> Iterator[Filter]:
    distances = [(str(km), f"À {km}{NBSP}km au plus") for km in range(1, LONGEST_KM + 1)]
    within = "" if asked.within is None else str(asked.within)
    yield _filter("distance", "Bibliothèque située", distances, within, "Dans la commune")
    offered = sorted({*OFFERED_HOURS, *([asked.hours] if asked.hours else [])})
    hours = [(str(n), f"Ouverte {n}{NBSP}h ou plus") for n in offered]
    chosen = "" if asked.hours is None else str(asked.hours)
    yield _filter("heures", "Service minimal", hours, chosen, "Toute bibliothèque")


def _filter(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str, whole: str = "Toutes"
) -> Filter:
    return Filter(name=name, label=label, options=options, value=value, whole=whole)


def _kinds(lines: Sequence[Line]) -> list[LibraryKind]:
    here = {line.library.kind for line in lines}
    return [kind for kind in LibraryKind if kind in here]


def _epcis(project: Project) -> list[tuple[str, str]]:
    """The EPCI of the département by name; "inconnu" last, when a library or a commune has none."""
    places = network_places(project)
    communes = places.in_department(project.network.department) if places else ()
    names = {commune.epci_code: commune.epci_name or commune.epci_code for commune in communes}
    bare = "" in names or any(epci_of(line) == UNKNOWN_EPCI for line in directory_of(project))
    found = sorted(((code, name) for code, name in names.items() if code), key=lambda item: folded(item[1]))
    return [*found, *([(UNKNOWN_EPCI, "Inconnue, ou hors intercommunalité")] if bare and found else [])]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
