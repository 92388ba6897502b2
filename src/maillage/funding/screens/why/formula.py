"""The formula of a figure, in French with its numbers, each leading to what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.base.values.french import count, percent
from maillage.base.values.tree import Block, Paragraph, Run
from maillage.funding.domain.why import Part, PlanFigure, formula_of, value_of
from maillage.funding.domain.written import BudgetSection
from maillage.funding.telling import exact

Links = Callable[..., str]


def told(value: Decimal | None, figure: PlanFigure) -> str:
    """As written on these pages: euros with their cents where there are some, rates with a decimal."""
    return percent(value, 1) if figure.is_rate else exact(value)


def formula(part: Part, figure: PlanFigure, link: Links) -> list[Block]:
    """Its terms, then the same amount as a sum of parts that people know."""
    blocks: list[Block] = []
    runs: list[Run] = []
    for term in formula_of(part, figure):
        amount = Run(told(term.amount, term.figure), link=link(term.figure))
        label = term.figure.within
        runs += [Run(f" {term.sign} " if term.sign else ""), amount, Run(f" ({label})")]
    if runs:
        blocks.append(Paragraph((*runs, Run(f" = {told(value_of(part, figure), figure)}", bold=True))))
    blocks += _sums(part, figure, link)
    return blocks


def _sums(part: Part, figure: PlanFigure, link: Links) -> list[Block]:
    match figure:
        case PlanFigure.COST | PlanFigure.COST_TTC:
            return _by_section(part, figure, link)
        case PlanFigure.AIDS:
            return _by_funder(part, link)
        case PlanFigure.FCTVA:
            return _by_rate(part)
        case PlanFigure.VAT:
            return [
                Paragraph((Run("La TVA est arrondie au centime, dépense par dépense et année par année."),))
            ]
    return []


def _added(parts: Iterable[tuple[str, str, str]], whole: Decimal) -> list[Block]:
    """`a (investissement) + b (fonctionnement) = c`; nothing for a sum of one part."""
    runs: list[Run] = []
    for amount, label, url in parts:
        runs += [Run(" + ")] if runs else []
        runs += [Run(amount, link=url), Run(f" ({label})")]
    return [Paragraph((*runs, Run(f" = {exact(whole)}", bold=True)))] if len(runs) > 2 else []


def _by_section(part: Part, figure: PlanFigure, link: Links) -> list[Block]:
    amounts: dict[BudgetSection, Decimal] = {}
    for share in part.shares:
        spent = share.expense
        amount = spent.ht if figure is PlanFigure.COST else spent.ttc
        amounts[spent.cost.section] = amounts.get(spent.cost.section, ZERO) + amount
    costs = len({share.expense.cost.code for share in part.shares})
    parts = [
        (exact(amounts[one]), one.label, link(figure, section=one.value))
        for one in BudgetSection
        if one in amounts
    ]
    told_costs = count(costs, "poste de dépense", "postes de dépense")
    return [
        Paragraph((Run(f"Somme de {told_costs}, ligne par ligne ci-dessous."),)),
        *_added(parts, value_of(part, figure) or ZERO),
    ]


def _by_funder(part: Part, link: Links) -> list[Block]:
    names = {aid.grant.funder.code: aid.grant.funder.name for aid in part.allocations}
    amounts = part.aids_by_funder()
    if len(amounts) > 1:
        parts = [
            (exact(a), names[code], link(PlanFigure.AIDS, financeur=code)) for code, a in amounts.items()
        ]
        return _added(parts, part.aids)
    lines: dict[str, Decimal] = {}
    for aid in part.allocations:
        lines[aid.grant.line.code] = lines.get(aid.grant.line.code, ZERO) + aid.amount
    return _added(
        [(exact(amount), code, link(PlanFigure.AIDS, aide=code)) for code, amount in lines.items()], part.aids
    )


def _by_rate(part: Part) -> list[Block]:
    bases: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for share in part.shares:
        spent = share.expense
        if spent.fctva:
            ttc, back = bases.get(spent.fctva_rate, (ZERO, ZERO))
            bases[spent.fctva_rate] = (ttc + spent.ttc, back + spent.fctva)
    return [
        Paragraph(
            (
                Run(f"{exact(ttc)} TTC × {percent(rate, 3)} = "),
                Run(exact(back), bold=True),
                Run(" (arrondi par ligne)"),
            )
        )
        for rate, (ttc, back) in bases.items()
    ]
