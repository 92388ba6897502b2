"""Figures by year, by funder, by kind of action and by scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, folded
from maillage.funding.domain.written import Funder
from maillage.funding.readings import plan_of
from maillage.programme.domain.actions import ActionKind, Scope
from maillage.programme.readings import programme_of


def detailed(project: Project) -> Iterator[NamedFigure]:
    plan = plan_of(project)
    for year in plan.years:
        yield _named(f"funding.total_ttc.{year}", f"Coût TTC de {year}", plan.cost_ttc(year=year))
    for year in plan.years:
        yield _named(
            f"funding.own_share_total.{year}", f"Reste à charge HT de {year}", plan.own_share(year=year)
        )
    for year in sorted({e.fctva_year for e in plan.expenses if e.fctva and e.fctva_year}):
        yield _named(f"funding.fctva.{year}", f"FCTVA rendu en {year}", plan.fctva(paid_year=year))
    for word, funder in by_word(plan.funders).items():
        amount = plan.granted(funder=funder.code)
        yield _named(f"funding.aid.{word}", f"Aides attendues : {funder.name}", amount)
    yield from _by_action(project)


def _by_action(project: Project) -> Iterator[NamedFigure]:
    actions = {action.code: action for _, _, action in programme_of(project).actions()}
    spent = plan_of(project).expenses
    for kind in ActionKind:
        amount = total(e.ht for e in spent if actions[e.cost.action].kind is kind)
        yield _named(f"funding.kind_ht.{kind.value}", f"Coût HT des actions : {kind.label}", amount)
    for scope in Scope:
        amount = total(e.ht for e in spent if actions[e.cost.action].scope is scope)
        yield _named(f"funding.scope_ht.{scope.value}", f"Coût HT, périmètre {scope.label}", amount)


def by_word(funders: tuple[Funder, ...]) -> dict[str, Funder]:
    """Funders by the end of the name of their figure: "F-DGD" is cited as `{funding.aid.f_dgd}`."""
    found: dict[str, Funder] = {}
    for funder in funders:
        word = re.sub(r"[^a-z0-9]+", "_", folded(funder.code)).strip("_")
        # Two codes that differ by a dash only: the first has the name, as a figure has one origin.
        found.setdefault(word, funder)
    return found


def _named(name: str, label: str, amount: Decimal) -> NamedFigure:
    return NamedFigure(name=name, label=label, value=amount, text=euros(amount))
