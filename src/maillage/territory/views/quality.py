"""The work list on the data: what each rule found, what is proposed, what was decided; filtered, exported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict

from maillage.base.spreadsheets import csv_bytes
from maillage.base.ui.components import Link, Tile, Tone
from maillage.base.ui.filters import Filter
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.paging import pages_of
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import count, folded, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.case_search import ANY_STATE, UNKNOWN_EPCI, Asked, epci_of
from maillage.territory.domain.quality import BY_ID
from maillage.territory.domain.rule_counts import counts
from maillage.territory.domain.worklist import Case, CaseState
from maillage.territory.quality_tables import epcis, rules_listing, work_csv
from maillage.territory.readings import cases_of, quality_of, register_of, territory_of
from maillage.territory.steps import network_steps
from maillage.territory.work_rows import work_rows

PAGE = 25
LONGEST_SEARCH = 100
_STATES = (CaseState.CHANGED, CaseState.POSTPONED, CaseState.ACCEPTED, CaseState.REJECTED)


def asked_of(params: QueryDict) -> Asked:
    """What the address asks for. An unknown value matches nothing, and the page says so."""
    return Asked(
        text=params.get("q", "")[:LONGEST_SEARCH],
        rule=params.get("regle", ""),
        epci=params.get("epci", ""),
        state=params.get("etat", ""),
        severity=params.get("gravite", ""),
        place=params.get("lieu", ""),
    )


def query_of(asked: Asked) -> str:
    """`?regle=outlier&etat=all`, or "" when nothing is asked."""
    given = {"q": asked.text, "regle": asked.rule, "epci": asked.epci, "etat": asked.state}
    given |= {"gravite": asked.severity, "lieu": asked.place}
    kept = {name: value for name, value in given.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def quality(request: NetworkRequest) -> HttpResponse:
    everything, asked = cases_of(request.project), asked_of(request.GET)
    found = [case for case in everything if asked.keeps(case)]
    current = Paginator(found, PAGE).get_page(request.GET.get("page"))
    known = {library.code for library in territory_of(request.project).libraries}
    return page(
        request,
        "territory/quality.html",
        title="Qualité des données",
        lead=_lead(everything),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        tools=[Link("Ce qui reste inconnu", to(request, "territory:quality-unknown"), "button")],
        steps=network_steps(request, ("TER-01", "TER-03", "TER-05")),
        tiles=_tiles(request, everything),
        rules=rules_listing(request, counts(everything)),
        not_run=quality_of(request.project).not_run,
        read=bool(register_of(request.project).sources) or bool(everything),
        asked=asked,
        query=query_of(asked),
        place=_place(asked, found),
        filters=list(_filters(everything, asked)),
        rule=BY_ID.get(asked.rule),
        rows=work_rows(request, current.object_list, known),
        total=len(found),
        current=current,
        pages=pages_of(current, QueryDict(query_of(asked).lstrip("?"))),
        to_decide=sum(case.is_to_do for case in found),
        settled=sum(case.settlement is not None for case in found),
    )


def _lead(found: Sequence[Case]) -> str:
    left = sum(case.is_to_do for case in found)
    if not found:
        return "Aucune remarque."
    return (
        f"{count(left, 'remarque')} à traiter sur {number(len(found))}. Une valeur douteuse est signalée, jamais "
        "corrigée en silence : c'est vous qui acceptez, écartez ou reportez chaque proposition."
    )


def _tiles(request: NetworkRequest, found: Sequence[Case]) -> list[Tile]:
    base = to(request, "territory:quality")
    labels = {
        Severity.BLOCKING: ("Impossibles", "écartées des chiffres"),
        Severity.WARNING: ("Douteuses", "à vérifier"),
        Severity.ADVICE: ("Conseils", "à compléter, à l'occasion"),
    }
    tiles = []
    for severity, (label, note) in labels.items():
        n = sum(case.is_to_do and case.severity is severity for case in found)
        tone = TONES[severity] if n and severity is not Severity.ADVICE else Tone.NEUTRAL
        tiles.append(Tile(label, number(n), note, f"{base}?gravite={severity.value}", tone))
    settled = sum(not case.is_to_do for case in found)
    accepted = sum(case.state is CaseState.ACCEPTED for case in found)
    note = f"dont {count(accepted, 'acceptée')}"
    return [
        *tiles,
        Tile(
            "Décidées",
            number(settled),
            note,
            f"{base}?etat={ANY_STATE}",
            Tone.GOOD if settled else Tone.NEUTRAL,
        ),
    ]


def _place(asked: Asked, found: Sequence[Case]) -> str:
    """The name of the only library that is asked for, "" for all."""
    return next((case.name for case in found), asked.place) if asked.place else ""


def _filters(everything: Sequence[Case], asked: Asked) -> Iterator[Filter]:
    rules = [(row.rule.id, f"{row.rule.label} ({number(row.total)})") for row in counts(everything)]
    yield Filter(name="regle", label="Règle", options=rules, value=asked.rule)
    names = sorted(epcis(everything).items(), key=lambda item: folded(item[1]))
    if any(epci_of(case) == UNKNOWN_EPCI for case in everything):
        names.append((UNKNOWN_EPCI, "Inconnue, ou fichier entier"))
    yield Filter(name="epci", label="Intercommunalité", options=names, value=asked.epci)
    states = [(state.value, state.label.capitalize()) for state in _STATES]
    states.append((ANY_STATE, "Tous les états"))
    yield Filter(name="etat", label="État", options=states, value=asked.state, whole="À traiter")
    severities = [(severity.value, severity.label.capitalize()) for severity in Severity]
    yield Filter(name="gravite", label="Gravité", options=severities, value=asked.severity)


def quality_csv(request: NetworkRequest) -> HttpResponse:
    """What the filters leave, with decisions, for a spreadsheet."""
    asked = asked_of(request.GET)
    found = [case for case in cases_of(request.project) if asked.keeps(case)]
    return _csv(request, found, request.project.today)


def _csv(request: NetworkRequest, found: Sequence[Case], today: date) -> HttpResponse:
    answer = HttpResponse(csv_bytes(work_csv(found)), content_type="text/csv; charset=utf-8")
    name = f"remarques-{request.network.department}-{today.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
