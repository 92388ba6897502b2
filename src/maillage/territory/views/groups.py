"""Groups of libraries: the list, and one group with its libraries. Waves of the phasing are groups too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import UNKNOWN, count, number
from maillage.territory.domain.directory import Line
from maillage.territory.domain.sheet import LibraryGroup
from maillage.territory.readings import directory_of, territory_of


def groups(request: NetworkRequest) -> HttpResponse:
    found = territory_of(request.project).groups
    new = Link("Ajouter un groupe", to(request, "territory:librarygroup-new"), "primary", "plus")
    return page(
        request,
        "territory/groups.html",
        title="Groupes de bibliothèques",
        lead="Une vague, un secteur, des bibliothèques pilotes : un groupe sert à interroger ou à équiper ensemble.",
        crumbs=_crumbs(request)[:2],
        tools=[new] if request.can_edit else [],
        listing=sorted_listing(_groups(request, found, new if request.can_edit else None), request.GET),
    )


def _groups(request: NetworkRequest, found: Sequence[LibraryGroup], new: Link | None) -> Listing:
    return Listing(
        caption="Groupes",
        heads=(Head("Groupe", key="groupe"), Head("Bibliothèques", "right", key="nombre"), Head("Code")),
        rows=[
            [
                Cell(group.title, to(request, "territory:librarygroup", group.code)),
                Cell(number(len(group.libraries)), sort=len(group.libraries)),
                group.code,
            ]
            for group in found
        ],
        empty="Aucun groupe encore. Un groupe réunit les bibliothèques que l'on interroge, équipe ou forme ensemble.",
        empty_link=new,
    )


def group(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(territory_of(request.project).groups, code, "Ce groupe")
    lines = {line.library.code: line for line in directory_of(request.project)}
    return page(
        request,
        "territory/group.html",
        title=found.title,
        lead=f"{count(len(found.libraries), 'bibliothèque')} dans ce groupe.",
        crumbs=_crumbs(request),
        tools=thing_tools(request, "territory:librarygroup", code),
        note=found.note,
        listing=sorted_listing(_members(request, found, lines), request.GET),
        panels=panels_for(request, "territory.LibraryGroup", code),
    )


def _members(request: NetworkRequest, found: LibraryGroup, lines: Mapping[str, Line]) -> Listing:
    edit = Link(
        "Choisir des bibliothèques", to(request, "territory:librarygroup-edit", found.code), "primary"
    )
    return Listing(
        caption="Bibliothèques du groupe",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Commune", key="commune"),
            Head("EPCI", key="epci"),
            Head("Habitants de la commune", "right", key="habitants"),
        ),
        rows=[_member(request, code, lines.get(code)) for code in found.libraries],
        empty="Ce groupe n'a pas encore de bibliothèque.",
        empty_link=edit if request.can_edit else None,
    )


def _member(request: NetworkRequest, code: str, line: Line | None) -> list[Cell | str]:
    if line is None:
        return [Cell(code, note="n'est pas, ou plus, dans le registre"), "", "", UNKNOWN]
    return [
        Cell(
            line.library.name,
            to(request, "territory:library", code),
            note="" if line.is_open else "fermée",
        ),
        line.library.town,
        line.commune.epci_name if line.commune else UNKNOWN,
        Cell(number(line.population), sort=line.population),
    ]


def _crumbs(request: NetworkRequest) -> list[Link]:
    return [
        Link("Réseau", to(request, "territory:map")),
        Link("Bibliothèques", to(request, "territory:register")),
        Link("Groupes", to(request, "territory:groups")),
    ]
