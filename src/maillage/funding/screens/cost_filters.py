"""The filters of costs by what is bought, and by how sure its price is."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.base.plugs import Project
from maillage.base.ui.filters import Filter, chosen
from maillage.funding.domain import CostLine
from maillage.funding.domain.written import CostFamily, PriceSource
from maillage.funding.prices import is_old, is_undated, old_before
from maillage.funding.readings import plan_of

NONE = "aucune"
UNPRICED, UNDATED, OLD, UNSCHEDULED = "a-chiffrer", "sans-date", "ancien", "a-dater"
STATES = (
    (UNPRICED, "Sans montant"),
    (UNSCHEDULED, "Sans année"),
    (UNDATED, "Prix sans date"),
    (OLD, "Prix ancien"),
    (NONE, "Origine du prix inconnue"),
)


def price_filters(params: Mapping[str, str]) -> tuple[Filter, ...]:
    families = [(one.value, one.label.capitalize()) for one in CostFamily]
    sources = [(one.value, one.label.capitalize()) for one in PriceSource]
    return (
        chosen("famille", "Famille d'achat", [*families, (NONE, "Sans famille")], params),
        chosen("prix", "Prix", [*STATES, *sources], params, "Tous"),
    )


def priced_as(project: Project, cost: CostLine, family: str, price: str) -> bool:
    """Whether a cost is of the family and of the kind of price asked for; "" asks nothing."""
    told = cost.family.value if cost.family else NONE
    if family not in ("", told):
        return False
    if price == UNPRICED:
        return cost.ht is None
    if price == UNSCHEDULED:
        return cost.code in project.once(_undated)
    if price == UNDATED:
        return is_undated(cost)
    if price == OLD:
        return is_old(cost, old_before(project))
    return price in ("", cost.priced_from.value if cost.priced_from else NONE)


def _undated(project: Project) -> frozenset[str]:
    return frozenset(expense.cost.code for expense in plan_of(project).undated)
