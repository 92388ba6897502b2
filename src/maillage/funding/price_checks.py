"""What the linter says of prices: missing, wrongly taxed, out of proportion, old."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, listed, percent
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain.written import CostLine
from maillage.funding.prices import is_old, is_undated, old_before
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.unit_price_checks import unit_price_checks

# With fewer lines, one of them may well be most of the plan.
FEWEST = 3


def price_checks(project: Project) -> Iterator[Remark]:
    yield from _costs_are_priced(project)
    yield from _vat_rates_exist(project)
    yield from _amounts_are_likely(project)
    yield from unit_price_checks(project)
    yield from _prices_are_fresh(project)


def _costs_are_priced(project: Project) -> Iterator[Remark]:
    bare = plan_of(project).unpriced
    if bare:
        yield Remark(
            code="FIN-15",
            severity=Severity.WARNING,
            where="Dépenses",
            message=f"{count(len(bare), 'dépense')} sans montant, dont {_named(bare)} : le plan est incomplet.",
            remedy="Donnez un montant, ou une quantité et un prix unitaire ; une fourchette basse vaut mieux que rien.",
            target=_only(bare),
        )


def _vat_rates_exist(project: Project) -> Iterator[Remark]:
    found = [
        project.rules.value("funding.vat.standard", on=project.today),
        project.rules.value("funding.vat.intermediate", on=project.today),
        project.rules.value("funding.vat.reduced", on=project.today),
        project.rules.value("funding.vat.particular", on=project.today),
        project.rules.value("funding.vat.overseas", on=project.today),
    ]
    # Zero: exempt, or bought from somebody who is not liable for VAT.
    known = {0, *(rate.value for rate in found)}
    for cost in funding_of(project).costs:
        if cost.vat_rate is not None and cost.vat_rate not in known:
            yield Remark(
                code="FIN-16",
                severity=Severity.WARNING,
                where=f"Dépense {cost.code}, {cost.label}",
                message=f"Une TVA de {percent(cost.vat_rate, 1)} n'existe pas : les taux sont "
                f"{listed([rate.text for rate in found])}.",
                remedy="Corrigez le taux, ou laissez-le vide pour le taux normal.",
                target=f"funding.CostLine/{cost.code}",
                sources=tuple(dict.fromkeys(rate.source for rate in found)),
            )


def _amounts_are_likely(project: Project) -> Iterator[Remark]:
    costs = [cost for cost in funding_of(project).costs if cost.ht is not None]
    whole = sum(cost.ht or 0 for cost in costs)
    limit = project.rules.value("funding.prices.absurd", on=project.today)
    if not whole or len(costs) < FEWEST:
        return
    for cost in costs:
        share = (cost.ht or 0) / whole
        if share > limit.value:
            yield Remark(
                code="FIN-17",
                severity=Severity.WARNING,
                where=f"Dépense {cost.code}, {cost.label}",
                message=f"{euros(cost.ht)} HT, soit {percent(share)} de tout le plan : y a-t-il un zéro de trop ?",
                remedy="Relisez le montant, la quantité et le prix unitaire.",
                target=f"funding.CostLine/{cost.code}",
                sources=(limit.source,),
            )


def _prices_are_fresh(project: Project) -> Iterator[Remark]:
    """One remark for all: a quote is asked for again in one go. What is past is bought already."""
    before = old_before(project)
    past = {expense.cost.code for expense in plan_of(project).expenses}
    past -= {
        expense.cost.code
        for expense in plan_of(project).expenses
        if expense.year is None or expense.year >= project.today.year
    }
    costs = [cost for cost in funding_of(project).costs if cost.code not in past]
    old = [cost for cost in costs if is_old(cost, before)]
    undated = [cost for cost in costs if is_undated(cost)]
    if not old and not undated:
        return
    age = project.rules.value("funding.prices.age", on=project.today)
    told = [
        *([f"{count(len(old), 'prix', 'prix')} de plus de {age.text}, dont {_named(old)}"] if old else []),
        *([f"{count(len(undated), 'prix', 'prix')} sans date, dont {_named(undated)}"] if undated else []),
    ]
    yield Remark(
        code="FIN-18",
        severity=Severity.ADVICE,
        where="Dépenses",
        message=f"{' ; '.join(told)}.",
        remedy="Redemandez le prix, ou notez le jour où il a été donné.",
        target=_only([*old, *undated]),
        sources=(age.source,),
    )


def _named(costs: list[CostLine] | tuple[CostLine, ...]) -> str:
    return listed([cost.code for cost in costs[:3]])


def _only(costs: list[CostLine] | tuple[CostLine, ...]) -> str:
    return f"funding.CostLine/{costs[0].code}" if len(costs) == 1 else ""
