"""Scenarios as written in a programme file: the plan as it would be if something else happened."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import children, choice, code, integer, prose, rate, ref, refs, text
from maillage.funding.domain.written.costs import CostFamily


@dataclass(frozen=True, kw_only=True)
class Postponement:
    """An action whose steps, and so its money, all move by so many months."""

    action: str = ref("Action", to="programme.Action")
    months: int = integer("Décalée de (mois)", minimum=-36, maximum=36, help="Négatif : avancée.")


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """One or several things that could happen to the money; what is left empty stays as in the plan."""

    code: str = code()
    title: str = text("Scénario")
    dgd_rate: Decimal | None = rate("Taux de la DGD", None)
    without: tuple[str, ...] = refs("Sans ces financeurs", to="funding.Funder")
    late_months: int = integer("Notifications en retard de (mois)", 0, maximum=36)
    prices: Decimal = rate("Hausse de tous les prix", Decimal(0))
    refused_year: int | None = integer("Année non financée", None, minimum=2000, maximum=2100)
    refused_family: CostFamily | None = choice(
        "Dépenses que les financeurs refusent cette année-là", CostFamily, CostFamily.SUBSCRIPTION
    )
    moves: tuple[Postponement, ...] = children("Actions décalées", Postponement, unique="action")
    text: str = prose("Hypothèse", "")
