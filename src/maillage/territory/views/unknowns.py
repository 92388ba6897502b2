"""What is still unknown, question by question, and the libraries to call."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.territory.domain.calls import calls
from maillage.territory.domain.proposals import Act
from maillage.territory.domain.unknowns import questions
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.worklist import CaseState
from maillage.territory.readings import cases_of, data_source, directory_of, register_of
from maillage.territory.unknown_tables import calls_listing, questions_listing


def quality_unknown(request: NetworkRequest) -> HttpResponse:
    project, register = request.project, register_of(request.project)
    lines = directory_of(project)
    asked = Counter(
        case.place
        for case in cases_of(project)
        if case.state is CaseState.ACCEPTED and case.settlement and case.settlement.act == Act.ASK.value
    )
    variable = BY_CODE.get(request.GET.get("question", ""))
    found = calls(register, lines, asked, only=[variable.code] if variable else ())
    rows = questions(register, lines)
    told = f"{count(len(found), 'bibliothèque')} à appeler"
    empty = "Toutes les bibliothèques ouvertes ont répondu." if rows else "Aucune bibliothèque n'est connue."
    return page(
        request,
        "territory/quality_unknown.html",
        title="Ce qui reste inconnu",
        lead=f"{told}{f' pour : {variable.label.lower()}' if variable else ''}. Inconnu n'est pas zéro : "
        "ces réponses manquent à tous les calculs.",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Qualité des données", to(request, "territory:quality")),
        ],
        steps=None,
        questions=sorted_listing(
            questions_listing(request, rows, data_source(project) if register.sources else ""), request.GET
        ),
        calls=sorted_listing(calls_listing(request, found, empty), request.GET),
        variable=variable,
    )
