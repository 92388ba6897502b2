"""One packaged case: what its page says, beside our own project; and the button that copies it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Fact, Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import UNKNOWN, euros, number, percent
from maillage.diagnosis.beside import our_side, side_of
from maillage.diagnosis.domain.cases import Case
from maillage.diagnosis.library import packaged_cases
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.services import copy_case
from maillage.diagnosis.views.cases import CASES, library_crumbs, sure
from maillage.diagnosis.views.comparables import beside_listing


def case(request: NetworkRequest, code: str) -> HttpResponse:
    found = _found(code)
    copied = next((c for c in diagnosis_of(request.project).comparables if c.case == code), None)
    return page(
        request,
        "diagnosis/case.html",
        title=found.territory,
        lead=f"Un projet réel : {found.nature.label}.",
        crumbs=[*library_crumbs(request), Link(CASES, to(request, "diagnosis:cases"))],
        steps=None,
        item=found,
        facts=[
            Fact("Début", str(found.began) if found.began else UNKNOWN),
            Fact("Population", number(found.population)),
            Fact("Bibliothèques", number(found.libraries)),
            Fact("Montant publié", euros(found.amount)),
            Fact("Durée", f"{number(found.years)} ans" if found.years else UNKNOWN),
            Fact("Aide de l'État", euros(found.state_aid)),
            Fact("Part de l'État", found.state_note or percent(found.rate)),
            Fact("DRAC", found.drac),
            Fact("Source", found.source),
            Fact("Fiabilité", found.confidence.label, badge=sure(found.confidence)),
        ],
        beside=beside_listing([our_side(request.project), side_of(found)]),
        copied=copied,
    )


def _found(code: str) -> Case:
    found = packaged_cases().case(code)
    if found is None:
        raise Http404("Ce projet n'est pas dans la bibliothèque.")
    return found


@require_POST
@needs("team")
def case_copy(request: NetworkRequest, code: str) -> HttpResponse:
    """Copy a case to our own diagnosis, to be completed there."""
    made = copy_case(network=request.network, case=_found(code), actor=request.user)
    messages.success(request, f"« {made} » est dans votre diagnostic : dites ce que vous en retenez.")
    return redirect(to(request, "diagnosis:comparable-edit", made.code))  # type: ignore[attr-defined]
