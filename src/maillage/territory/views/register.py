"""The register: searched, filtered, sorted, in the columns of one's choice, exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.territory.domain.directory import Line, Wanted
from maillage.territory.listings import REGISTER
from maillage.territory.readings import data_source, directory_of, register_of
from maillage.territory.register_columns import COLUMNS, chosen_columns
from maillage.territory.register_filters import filters, vanished
from maillage.territory.register_options import CLASSES
from maillage.territory.register_search import kept_query, wanted
from maillage.territory.register_sheets import register_sheets
from maillage.territory.register_tables import register_listing
from maillage.territory.saved_views import views_of
from maillage.territory.sheet_files import sheets_file
from maillage.territory.steps import network_steps


@require_safe
def register(request: NetworkRequest) -> HttpResponse:
    everything = directory_of(request.project)
    asked, keys = wanted(request.GET), request.GET.getlist("colonne")
    columns = chosen_columns(keys)
    sourced = data_source(request.project) if register_of(request.project).sources else ""
    listing = register_listing(
        request,
        found(everything, asked),
        columns,
        source=sourced,
        empty=_empty(asked),
        empty_link=_way_out(request, asked),
    )
    query = kept_query(request.GET)
    views = views_of(request.network, request.user)
    return page(
        request,
        "territory/register.html",
        title="Bibliothèques",
        lead=_lead(everything),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        tools=_tools(request),
        steps=network_steps(request),
        listing=sorted_listing(listing, request.GET),
        anchor=REGISTER,
        wanted=asked,
        filters=filters(everything, asked),
        vanished=vanished(everything, asked, keys),
        columns=COLUMNS,
        chosen={column.key for column in columns},
        sort=request.GET.get("tri", ""),
        query=query,
        views=views,
        current=next((view for view in views if view.query == query and query), None),
    )


def found(lines: tuple[Line, ...], asked: Wanted) -> list[Line]:
    return [line for line in lines if asked.keeps(line, CLASSES)]


def _lead(lines: tuple[Line, ...]) -> str:
    opened = sum(line.is_open for line in lines)
    return f"{count(len(lines), 'lieu', 'lieux')}, dont {number(opened)} ouverts au public." if lines else ""


def _empty(asked: Wanted) -> str:
    if asked.is_empty:
        return "Aucune bibliothèque n'est encore connue."
    return "Aucune bibliothèque ne correspond à ces filtres."


def _way_out(request: NetworkRequest, asked: Wanted) -> Link | None:
    if not asked.is_empty:
        return Link("Effacer les filtres", to(request, "territory:register"))
    return (
        Link("Importer les données ouvertes", to(request, "territory:imports")) if request.can_edit else None
    )


def _tools(request: NetworkRequest) -> list[Link]:
    contacts = Link("Contacts", to(request, "territory:contacts"), "button", "users")
    groups = Link("Groupes", to(request, "territory:groups"), "button", "boxes")
    if not request.can_edit:
        return [contacts, groups]
    code = free_code(line.library.code for line in directory_of(request.project))
    url = f"{to(request, 'territory:library-new')}?code={code}"
    return [Link("Ajouter une bibliothèque", url, "button", "plus"), contacts, groups]


def free_code(taken: Iterator[str]) -> str:
    """A code for a place the survey does not know: never one that the Ministry could give to another."""
    known = set(taken)
    return next(code for n in range(1, len(known) + 2) if (code := f"LIEU-{n}") not in known)


@require_safe
def register_file(request: Any, form: str) -> HttpResponse:
    """What the filters leave, with every figure, its year and its source. `form`: csv, xlsx or ods."""
    lines = found(directory_of(request.project), wanted(request.GET))
    name = f"bibliotheques-{request.network.department}-{len(lines)}"
    return sheets_file(register_sheets(request.project, lines), form, name)
