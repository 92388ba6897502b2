"""What was planned, committed, paid and received; where it lands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link, NextStep, Tone
from maillage.base.ui.filters import chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.values.french import plain_date
from maillage.funding.execution_checks import execution_checks
from maillage.funding.readings import plan_of
from maillage.funding.screens import execution as shown
from maillage.funding.screens.pledges import pledges_listing
from maillage.funding.spent import books_of, last_day, pledges_of
from maillage.funding.steps import next_steps

TITLE = "Exécution"


def execution(request: Any) -> HttpResponse:
    project = request.project
    books = books_of(project)
    if books is None:
        return _nothing_yet(request)
    year = chosen(
        "annee", "Année", [(str(one), str(one)) for one in books.years], request.GET, "Tout le programme"
    )
    taxes = chosen("taxes", "Montants", [("ht", "hors taxes")], request.GET, "toutes taxes comprises")
    asked = shown.Shown(year=int(year.value) if year.value else None, ht=bool(taxes.value))
    entries = to(request, "funding:entries")
    listings = [
        shown.by_operation(request, books, asked),
        shown.by_action(request, books, asked),
        shown.by_line(request, books, asked),
    ]
    return page(
        request,
        "funding/execution.html",
        title=TITLE,
        lead=f"Ce qui est prévu, engagé, payé et reçu. Dernière écriture importée : {plain_date(last_day(project))}.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        tools=_tools(request),
        steps=next_steps(request, execution_checks(project), f"{entries}?etat=ouvertes"),
        filters=[year, taxes],
        tiles=shown.tiles(project, books, asked, f"{entries}?etat=ouvertes"),
        years=None if asked.year else shown.by_year(books, asked),
        listings=[sorted_listing(one, request.GET) for one in listings],
        aids=shown.aids_listing(request, project),
        pledges=pledges_listing(request, pledges_of(project)),
        whole=asked.year is None,
    )


def _tools(request: Any) -> list[Link]:
    entries = Link("Écritures", to(request, "funding:entries"), "button", "list")
    if not request.can_edit:
        return [entries]
    return [
        Link("Importer des écritures", to(request, "funding:entries-import"), "primary", "upload"),
        entries,
    ]


def _nothing_yet(request: Any) -> HttpResponse:
    plan_of(request.project)  # without a programme, the page says to begin one
    start = to(request, "funding:entries-import")
    steps = (
        [
            NextStep(
                "Importer un fichier du logiciel financier",
                start,
                "Engagements, mandats ou titres.",
                Tone.INFO,
            )
        ]
        if request.can_edit
        else None
    )
    aids = shown.aids_listing(request, request.project, noted=True)
    left = "engagé et payé" if aids.rows else "engagé, payé et reçu"
    return page(
        request,
        "funding/execution_empty.html",
        title=TITLE,
        lead=f"Rien n'est encore importé du logiciel financier : ce qui est {left} reste inconnu.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        tools=_tools(request)[:1] if request.can_edit else [],
        steps=steps,
        aids=aids if aids.rows else None,
        pledges=pledges_listing(request, pledges_of(request.project)),
    )
