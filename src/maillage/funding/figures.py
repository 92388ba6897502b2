"""Named figures of funding. The tables of the chapter use the same plan: they cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import euros, percent
from maillage.funding.domain import BudgetSection, FunderKind
from maillage.funding.named.credits import credit_figures
from maillage.funding.named.detailed import detailed
from maillage.funding.named.pages import figure_page
from maillage.funding.named.spent import spent_figures
from maillage.funding.readings import plan_of, standings_of

__all__ = ["figure_page", "figures"]


def figures(project: Project) -> Iterator[NamedFigure]:
    plan = plan_of(project)
    dgd = sum((grant.amount for grant in plan.grants if grant.funder.kind is FunderKind.DGD), Decimal(0))
    investment = plan.cost_ht(section=BudgetSection.INVESTMENT)
    amounts = {
        "funding.total_ht": ("Coût total HT", plan.cost_ht()),
        "funding.investment_ht": ("Investissement HT", investment),
        "funding.running_ht": ("Fonctionnement HT", plan.cost_ht(section=BudgetSection.RUNNING)),
        "funding.total_ttc": ("Coût total TTC", plan.cost_ttc()),
        "funding.grants_total": ("Recettes attendues", plan.granted()),
        "funding.own_share_total": ("Reste à charge du Département HT", plan.own_share()),
        "funding.dgd_total": ("DGD attendue", dgd),
        "funding.fctva_total": ("FCTVA attendu", plan.fctva()),
        "funding.net_cost": ("Coût net pour le Département", plan.net_cost),
        "funding.recurrent_after": ("Coût annuel qui demeure après le programme HT", plan.recurrent_after()),
    }
    for name, (label, amount) in amounts.items():
        yield NamedFigure(name=name, label=label, value=amount, text=euros(amount))
    for year in plan.years:
        amount = plan.cost_ht(year=year)
        yield NamedFigure(
            name=f"funding.total_ht.{year}", label=f"Coût HT de {year}", value=amount, text=euros(amount)
        )
    yield from detailed(project)
    yield from spent_figures(project)
    yield from credit_figures(project)
    yield from _standings(project)
    shares = {
        "funding.own_share_rate": ("Part du Département dans le coût HT", plan.own_share(), plan.cost_ht()),
        "funding.dgd_rate": ("Part de la DGD dans l'investissement HT", dgd, investment),
    }
    for name, (label, part, whole) in shares.items():
        value = part / whole if whole else None
        yield NamedFigure(name=name, label=label, value=value, text=percent(value, 1))


def _standings(project: Project) -> Iterator[NamedFigure]:
    overall, *years = standings_of(project)
    amounts = {
        "funding.requested_total": ("Aides demandées (promises et notifiées comprises)", overall.requested),
        "funding.promised_total": ("Aides promises (notifiées comprises)", overall.promised),
        "funding.notified_total": ("Aides notifiées", overall.notified),
        "funding.missing_total": ("Aides attendues qui ne sont pas notifiées", overall.missing),
    }
    for one in years:
        label = f"Aides attendues pour {one.year} qui ne sont pas notifiées"
        amounts[f"funding.missing_total.{one.year}"] = (label, one.missing)
    for name, (label, amount) in amounts.items():
        yield NamedFigure(name=name, label=label, value=amount, text=euros(amount))
