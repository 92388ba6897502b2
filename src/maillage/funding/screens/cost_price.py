"""What the page of a cost says of its price, of its moment and of what it goes on costing."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Fact, Tone
from maillage.base.values.french import UNKNOWN, count, number
from maillage.funding.domain import CostLine
from maillage.funding.prices import is_old, is_undated, old_before, told_price
from maillage.funding.telling import exact


def price_facts(project: Project, cost: CostLine) -> list[Fact]:
    """How the amount is made, and how sure of it one may be."""
    badge = Badge("prix ancien", Tone.WARNING) if is_old(cost, old_before(project)) else None
    facts = [
        Fact(
            "Montant HT",
            told_amount(cost),
            badge=Badge("à chiffrer", Tone.WARNING) if cost.ht is None else None,
        ),
        Fact("Famille d'achat", cost.family.label if cost.family else UNKNOWN),
        Fact(
            "Origine du prix",
            told_price(cost, project.today) or UNKNOWN,
            badge=Badge("à dater", Tone.WARNING) if is_undated(cost) else badge,
        ),
    ]
    return facts


def told_amount(cost: CostLine) -> str:
    """`8 400 € (28 × 300 € par tablette)`; unknown while there is none."""
    if cost.ht is None:
        return UNKNOWN
    if cost.quantity is None or cost.unit_price_ht is None:
        return exact(cost.ht)
    whole = cost.quantity == cost.quantity.to_integral_value()
    quantity = number(cost.quantity, 0 if whole else 2)
    # "par" spares a plural that no rule gives for every unit.
    unit = f" par {cost.unit}" if cost.unit else ""
    return f"{exact(cost.ht)} ({quantity} × {exact(cost.unit_price_ht)}{unit})"


def after_facts(cost: CostLine) -> list[Fact]:
    """What remains to be paid or replaced after the programme; nothing to say, no fact."""
    facts = []
    if cost.yearly_after_ht is not None:
        facts.append(Fact("Chaque année après le programme", f"{exact(cost.yearly_after_ht)} HT"))
    if cost.lifetime is not None:
        facts.append(Fact("À remplacer au bout de", count(cost.lifetime, "an")))
    if cost.indexed:
        facts.append(Fact("Évolution des prix", "le prix la suit"))
    if cost.given_away:
        facts.append(Fact("Propriété", "donné à un tiers : pas de FCTVA"))
    return facts
