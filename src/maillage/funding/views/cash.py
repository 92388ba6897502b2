"""Cash, multi-year authorisations, what comes after the programme, the team's time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.pages import page, to
from maillage.base.values.french import count, euros, month
from maillage.funding.credits import after_of, all_credits
from maillage.funding.readings import plan_of
from maillage.funding.screens import after as after_screen
from maillage.funding.screens import cash as cash_screen
from maillage.funding.screens import credits as credits_screen
from maillage.funding.screens import staff as staff_screen
from maillage.funding.screens.undated import left_out
from maillage.funding.views.things import thing_page


def around(request: Any, current: str) -> list[tuple[str, str, bool]]:
    """The pages of this part, beside one another."""
    pages = (
        ("Trésorerie", "cash"),
        ("Autorisations et crédits", "authorisations"),
        ("Après le programme", "after"),
        ("Temps des équipes", "staff"),
    )
    return [(label, to(request, f"funding:{name}"), name == current) for label, name in pages]


def cash(request: Any) -> HttpResponse:
    project, plan = request.project, plan_of(request.project)
    trough = cash_screen.deepest(plan)
    lead = (
        f"Au plus fort, en {month(trough.month)}, le Département aura avancé {euros(-trough.balance)}."
        if trough
        else "Ce que le Département devra avancer est inconnu : aucune dépense n'a encore d'année."
    )
    lag = project.rules.value("funding.fctva.lag", on=project.today)
    return page(
        request,
        "funding/cash.html",
        title="Trésorerie",
        lead=lead,
        steps=None,
        tabs=around(request, "cash"),
        tiles=cash_screen.cash_tiles(project, plan),
        picture=cash_screen.cash_picture(plan),
        years=cash_screen.years_listing(request, plan),
        **left_out(plan),
        lag=lag.text,
    )


def authorisations(request: Any) -> HttpResponse:
    found = all_credits(request.project)
    tools = []
    if request.can_edit:
        tools.append(
            Link("Ajouter une autorisation", to(request, "funding:authorisation-new"), "primary", "plus")
        )
    told = count(len(found), "autorisation pluriannuelle", "autorisations pluriannuelles")
    return page(
        request,
        "funding/authorisations.html",
        title="Autorisations et crédits de paiement",
        lead=f"{told}."
        if found
        else "Ce que l'assemblée autorise en une fois, et ce que chaque budget inscrit.",
        tools=tools,
        steps=None,
        tabs=around(request, "authorisations"),
        listing=credits_screen.credits_listing(request),
        unheld=credits_screen.unheld_listing(request),
    )


def authorisation(request: Any, code: str) -> HttpResponse:
    one = next((one for one in all_credits(request.project) if one.authorisation.code == code), None)
    if one is None:
        raise Http404("Cette autorisation n'existe pas, ou plus.")
    return thing_page(
        request,
        "Authorisation",
        code,
        title=one.authorisation.title,
        lead=" ".join(one.voted.reasons) or "Son montant n'est pas encore voté.",
        crumbs=[Link("Autorisations et crédits", to(request, "funding:authorisations"))],
        facts=credits_screen.authorisation_facts(request, one),
        panels=credits_screen.authorisation_panels(request, one),
    )


def after(request: Any) -> HttpResponse:
    project, found = request.project, after_of(request.project)
    return page(
        request,
        "funding/after.html",
        title="Après le programme",
        lead=f"De {found.years[0]} à {found.years[-1]}, le service continuera de payer {euros(found.cost_ht())} HT."
        if found.lasting
        else "Ce que le programme coûtera quand il sera fini n'est pas encore décrit.",
        steps=None,
        tabs=around(request, "after"),
        tiles=after_screen.after_tiles(project),
        listing=after_screen.after_listing(request, found),
        unknown=after_screen.unknown_listing(request, found),
    )


def staff(request: Any) -> HttpResponse:
    project = request.project
    return page(
        request,
        "funding/staff.html",
        title="Temps des équipes",
        lead="Ce que l'équipe apporte, valorisé à part : ce temps est déjà payé, il n'entre pas dans le plan.",
        steps=None,
        tabs=around(request, "staff"),
        tiles=staff_screen.staff_tiles(project),
        listing=staff_screen.staff_listing(project),
        functions=staff_screen.functions_listing(project),
    )
