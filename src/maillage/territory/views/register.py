"""The register: searched, filtered, sorted, exported."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, QueryDict

from maillage.base.spreadsheets import csv_bytes
from maillage.base.ui.components import Link
from maillage.base.ui.filters import Filter
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, folded, number
from maillage.territory.domain.directory import UNKNOWN_EPCI, UNKNOWN_STATUS, Answered, Line, Wanted, epci_of
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.listings import REGISTER, register_listing, register_rows
from maillage.territory.readings import data_source, directory_of, register_of
from maillage.territory.steps import network_steps

LONGEST_SEARCH = 100


def wanted(params: QueryDict) -> Wanted:
    """What the address asks for. An unknown value matches nothing, and the page says so."""
    return Wanted(
        text=params.get("q", "")[:LONGEST_SEARCH],
        epci=params.get("epci", ""),
        kind=params.get("nature", ""),
        status=params.get("statut", ""),
        wifi=params.get("wifi", ""),
        doubtful=bool(params.get("a_verifier")),
        silent=bool(params.get("sans_reponse")),
    )


def register(request: NetworkRequest) -> HttpResponse:
    everything = directory_of(request.project)
    asked = wanted(request.GET)
    lines = [line for line in everything if asked.keeps(line)]
    sourced = data_source(request.project) if register_of(request.project).sources else ""
    listing = register_listing(
        request, lines, source=sourced, empty=_empty(asked), empty_link=_way_out(request, asked)
    )
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
        filters=list(_filters(everything, asked)),
        sort=request.GET.get("tri", ""),
    )


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
    if not request.can_edit:
        return []
    code = free_code(line.library.code for line in directory_of(request.project))
    url = f"{to(request, 'territory:library-new')}?code={code}"
    return [Link("Ajouter une bibliothèque", url, "button", "plus")]


def free_code(taken: Iterator[str]) -> str:
    """A code for a place the survey does not know: never one that the Ministry could give to another."""
    known = set(taken)
    return next(code for n in range(1, len(known) + 2) if (code := f"LIEU-{n}") not in known)


def _filters(lines: tuple[Line, ...], asked: Wanted) -> Iterator[Filter]:
    names = {epci_of(line): line.commune.epci_name for line in lines if line.commune}
    names.pop(UNKNOWN_EPCI, None)
    epcis = sorted(names.items(), key=lambda item: folded(item[1]))
    if any(epci_of(line) == UNKNOWN_EPCI for line in lines):
        epcis.append((UNKNOWN_EPCI, "Inconnue, ou hors intercommunalité"))
    kinds = [kind for kind in LibraryKind if any(line.library.kind is kind for line in lines)]
    statuses = sorted({line.library.status for line in lines if line.library.status}, key=folded)
    yield Filter(name="epci", label="Intercommunalité", options=epcis, value=asked.epci)
    options = [(kind.value, _capital(kind.label)) for kind in kinds]
    yield Filter(name="nature", label="Nature du lieu", options=options, value=asked.kind)
    told = [(status, status) for status in statuses]
    if any(not line.library.status for line in lines):
        told.append((UNKNOWN_STATUS, "Inconnu"))
    yield Filter(name="statut", label="Statut", options=told, value=asked.status, whole="Tous")
    answers = [(answer.value, _capital(answer.label)) for answer in Answered]
    yield Filter(name="wifi", label="Wi-Fi", options=answers, value=asked.wifi, whole="Tous")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def register_csv(request: NetworkRequest) -> HttpResponse:
    """What the filters leave, for a spreadsheet."""
    asked = wanted(request.GET)
    lines = [line for line in directory_of(request.project) if asked.keeps(line)]
    answer = HttpResponse(csv_bytes(register_rows(lines)), content_type="text/csv; charset=utf-8")
    name = f"bibliotheques-{request.network.department}-{len(lines)}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
