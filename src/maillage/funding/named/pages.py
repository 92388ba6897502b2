"""The page that says what a named figure is made of."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from maillage.base.plugs import Project
from maillage.funding.domain import BudgetSection, FunderKind
from maillage.funding.domain.why import PlanFigure
from maillage.funding.named.detailed import by_word
from maillage.funding.readings import plan_of
from maillage.funding.screens.why.links import why_url

Address = tuple[PlanFigure, dict[str, object]]

INVESTMENT = {"section": BudgetSection.INVESTMENT.value}
WHOLE: dict[str, Address] = {
    "total_ht": (PlanFigure.COST, {}),
    "investment_ht": (PlanFigure.COST, {**INVESTMENT}),
    "running_ht": (PlanFigure.COST, {"section": BudgetSection.RUNNING.value}),
    "total_ttc": (PlanFigure.COST_TTC, {}),
    "grants_total": (PlanFigure.AIDS, {}),
    "own_share_total": (PlanFigure.OWN, {}),
    "own_share_rate": (PlanFigure.OWN_RATE, {}),
    "dgd_total": (PlanFigure.AIDS, {"type": FunderKind.DGD.value}),
    "fctva_total": (PlanFigure.FCTVA, {}),
    "net_cost": (PlanFigure.NET, {}),
    "requested_total": (PlanFigure.AIDS, {"etat": "requested"}),
    "promised_total": (PlanFigure.AIDS, {"etat": "promised"}),
    "notified_total": (PlanFigure.AIDS, {"etat": "notified"}),
    "missing_total": (PlanFigure.AIDS, {"etat": "missing"}),
}
# What the last part of the name says of each family of figures.
NARROWED: dict[str, tuple[PlanFigure, str]] = {
    "total_ht": (PlanFigure.COST, "annee"),
    "total_ttc": (PlanFigure.COST_TTC, "annee"),
    "own_share_total": (PlanFigure.OWN, "annee"),
    "fctva": (PlanFigure.FCTVA, "rendu"),
    "kind_ht": (PlanFigure.COST, "nature"),
    "scope_ht": (PlanFigure.COST, "perimetre"),
}


def figure_page(project: Project, name: str) -> str:
    """Its address; "" for a figure that has no such page."""
    _, _, rest = name.partition(".")
    family, _, last = rest.partition(".")
    department = project.network.department
    if rest == "recurrent_after":
        return _page(department, "funding:after")
    if rest == "dgd_rate":
        return _dgd_rate(project)
    if rest in WHOLE:
        figure, filters = WHOLE[rest]
        return why_url(department, figure, **filters)
    if family == "aid":
        funder = by_word(plan_of(project).funders).get(last)
        return why_url(department, PlanFigure.AIDS, financeur=funder.code) if funder else ""
    if family == "missing_total":
        return why_url(department, PlanFigure.AIDS, etat="missing", annee=last)
    if family in NARROWED:
        figure, filter_name = NARROWED[family]
        return why_url(department, figure, **{filter_name: last})
    return ""


def _dgd_rate(project: Project) -> str:
    """The rate bears on investment: its page is that of the investment, save where the DGD pays something else."""
    plan = plan_of(project)
    other = any(
        grant.amount
        for grant in plan.grants
        if grant.funder.kind is FunderKind.DGD and grant.operation.section is not BudgetSection.INVESTMENT
    )
    if other:
        return ""
    kind = FunderKind.DGD.value
    return why_url(project.network.department, PlanFigure.AID_RATE, type=kind, **INVESTMENT)


def _page(department: str, name: str) -> str:
    try:
        return reverse(name, args=[department])
    except NoReverseMatch:
        return ""
