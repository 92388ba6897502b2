"""The view of the component page, and its example of long work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.base.ui.components import Link, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import public
from maillage.base.ui.showcase import forms, lists
from maillage.base.ui.showcase.document import document
from maillage.base.ui.showcase.texts import HOSTILE


@dataclass(frozen=True)
class ExampleJob:
    """What `ui_job` needs of a job."""

    label: str
    state: str
    progress: int | None = None
    message: str = ""
    url: str = ""
    id: str = ""
    result: Link | None = None


@public
def showcase(request: HttpRequest) -> HttpResponse:
    """Everything at once; `?travail=30` is the long work that the page polls."""
    part = request.headers.get("HX-Request")
    if part and "travail" in request.GET:
        return render(request, "ui/parts/job_only.html", {"job": _job(request.GET["travail"])})
    if not part:
        messages.success(request, "L’action A3 est enregistrée.")
        messages.error(request, HOSTILE)
    context = {**_shape(), **_components(request), **forms.examples(), "hostile": HOSTILE}
    return render(request, "ui/showcase.html", context)


def _shape() -> dict[str, Any]:
    return {
        "title": "Composants",
        "lead": "Chaque composant dans chacun de ses états : ce qui est laid ou illisible ici le serait partout.",
        "crumbs": [Link("Accueil", "/"), Link("Stratégie", "#"), Link("Composants", "")],
        "tools": [
            Link("Modifier", "#formulaire", "primary", "pencil"),
            Link("Imprimer", "#", "button", "printer"),
            Link("Historique", "#"),
        ],
        "steps": [
            NextStep("Répondre au blocage FIN-02", "#", "Trop d’aides publiques dans le plan.", Tone.BAD),
            NextStep("Convoquer le comité de pilotage", "#", "Il se réunit dans 12 jours.", Tone.WARNING),
            NextStep("Relire le chapitre Diagnostic", "#", "Dernière modification le 2 mars."),
        ],
    }


def _components(request: HttpRequest) -> dict[str, Any]:
    return {
        "links": lists.links(),
        "badges": lists.badges(),
        "tiles": lists.tiles(),
        "listing": sorted_listing(lists.libraries(143), request.GET),
        "short": lists.short(),
        "empty": lists.empty(),
        "facts": lists.facts(),
        "tree": lists.tree(),
        "entries": lists.entries(),
        "blocks": document(),
        "jobs": [_job("attente"), _job("10"), _job("100"), _failed()],
    }


def _job(asked: str) -> ExampleJob:
    label = "Calcul du phasage"
    if not asked.isdigit():
        return ExampleJob(
            label, "waiting", None, "Un autre calcul se termine.", "?travail=attente", "attente"
        )
    if int(asked) >= 100:
        result = Link("Comparer les scénarios", "#")
        return ExampleJob(label, "done", 100, "Trois scénarios.", id=f"fini-{asked}", result=result)
    address = f"?travail={int(asked) + 10}"
    return ExampleJob(label, "running", int(asked), "Recherche d’un meilleur plan…", address, "cours")


def _failed() -> ExampleJob:
    message = "Ligne 212, colonne « Population » : « douze » n’est pas un nombre. Corrigez puis relancez."
    return ExampleJob("Import de l’enquête", "failed", 40, message, id="echec")
