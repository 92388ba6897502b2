"""The scenarios that every plan should stand: rates of the DGD, late notifications, dearer prices, a funder missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from maillage.base.values.french import count, percent
from maillage.funding.domain.plan import Inputs
from maillage.funding.domain.written import CostFamily, Funder, FunderKind, WhatIf
from maillage.rulebook.domain import Rules

# The rates of the DGD looked at, by the end of their rule.
RATES = ("low", "base", "high")
WITHOUT = "sans-"


def standard(inputs: Inputs, rules: Rules, on: date) -> tuple[WhatIf, ...]:
    """The scenarios of the rulebook that can change this plan, in the order of a talk with the DRAC."""
    return tuple([*_rates(inputs, rules, on), *_others(inputs, rules, on), *_without(inputs)])


def _waiting(inputs: Inputs, kind: FunderKind | None = None) -> list[Funder]:
    """The funders who have an aid that is not acquired yet."""
    asked = {line.funder for line in inputs.lines if not line.status.is_acquired}
    return [f for f in inputs.funders if f.code in asked and (kind is None or f.kind is kind)]


def _rates(inputs: Inputs, rules: Rules, on: date) -> Iterator[WhatIf]:
    if not _waiting(inputs, FunderKind.DGD):
        return
    given = {
        "low": rules.value("scenarios.dgd_rate.low", on=on).value,
        "base": rules.value("scenarios.dgd_rate.base", on=on).value,
        "high": rules.value("scenarios.dgd_rate.high", on=on).value,
    }
    for name, code in zip(RATES, ("taux-bas", "taux-moyen", "taux-haut"), strict=True):
        yield WhatIf(
            code=code,
            title=f"DGD à {percent(given[name])}",
            dgd_rate=given[name],
            text="Ce qui est déjà notifié garde son montant ; le reste de la DGD est au taux de l'hypothèse.",
        )


def _others(inputs: Inputs, rules: Rules, on: date) -> Iterator[WhatIf]:
    if _waiting(inputs):
        late = int(rules.value("scenarios.late", on=on).value)
        yield WhatIf(
            code="retard",
            title=f"Notifications {count(late, 'mois', 'mois')} plus tard",
            late_months=late,
            text="Toutes les aides qui ne sont pas encore notifiées le sont plus tard que prévu.",
        )
    rise = rules.value("scenarios.price_rise", on=on).value
    if inputs.costs:
        yield WhatIf(
            code="prix",
            title=f"Prix + {percent(rise)}",
            prices=rise,
            text="Tout coûte plus cher ; les aides d'un montant fixé ne suivent pas.",
        )
    if year := _refusable(inputs):
        yield WhatIf(
            code="refus",
            title=f"Abonnements de {year} non financés",
            refused_year=year,
            refused_family=CostFamily.SUBSCRIPTION,
            text="Les financeurs refusent cette année-là les abonnements et les ressources en ligne.",
        )


def _refusable(inputs: Inputs) -> int | None:
    """The last year of the programme, when subscriptions are part of an operation that an aid waits for."""
    aided = {line.operation for line in inputs.lines if not line.status.is_acquired}
    subscribed = any(
        cost.family is CostFamily.SUBSCRIPTION and cost.operation in aided for cost in inputs.costs
    )
    return inputs.years[-1] if subscribed and inputs.years else None


def _without(inputs: Inputs) -> Iterator[WhatIf]:
    for funder in _waiting(inputs):
        yield WhatIf(
            code=f"{WITHOUT}{funder.code}"[:40],
            title=f"Sans {funder.name}",
            without=(funder.code,),
            text="Rien de plus que ce que ce financeur a déjà notifié.",
        )


def changes_nothing(what_if: WhatIf) -> bool:
    """Whether a scenario leaves everything as in the plan."""
    return not (
        what_if.dgd_rate is not None
        or what_if.without
        or what_if.late_months
        or what_if.prices != Decimal(0)
        or what_if.refused_year is not None
        or any(move.months for move in what_if.moves)
    )
