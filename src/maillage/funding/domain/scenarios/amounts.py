"""Amounts that break a rule: own share, aids above costs, rates, ceilings, amounts without a use."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.euros import cents, total
from maillage.base.values.french import euros, percent
from maillage.funding.domain.granting import Grant, Limit
from maillage.funding.domain.measures import dgd_of, dgd_share, excess
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.scenarios.kinds import Breach, Kind


def of_operations(plan: FinancingPlan) -> Iterator[Breach]:
    inputs = plan.inputs
    least = inputs.rules.value("funding.own_share.minimum", on=inputs.on).value
    highest = inputs.rules.value("funding.dgd.rate.ceiling", on=inputs.on)
    for operation in plan.operations:
        code, target = operation.code, f"funding.Operation/{operation.code}"
        cost, granted = plan.cost_ht(operation=code), plan.granted(operation=code)
        if above := excess(plan, code):
            yield Breach(
                kind=Kind.OVER,
                subject=code,
                message=f"{code}. {operation.title} : {euros(granted, 2)} d'aides pour {euros(cost, 2)} de dépenses HT.",
                amount=above,
                target=target,
            )
        elif own_share_verdict(plan, operation, inputs.rules, inputs.on).is_no:
            own = plan.own_share_of(code)
            wanted = cents(least * (own + plan.granted(operation=code, public=True)))
            yield Breach(
                kind=Kind.OWN_SHARE,
                subject=code,
                message=f"{code}. {operation.title} : le Département n'apporte que {euros(own, 2)}, soit "
                f"{percent(plan.public_share_of(code), 1)} de l'argent public ; il en faut {percent(least)}, soit "
                f"{euros(wanted, 2)}.",
                amount=wanted - own,
                target=target,
            )
        share = dgd_share(plan, code)
        if share is not None and share > highest.value:
            yield Breach(
                kind=Kind.RATE,
                subject=code,
                message=f"{code}. {operation.title} : la DGD paierait {percent(share, 1)} des dépenses ; plus haut taux "
                f"connu : {highest.text}.",
                amount=dgd_of(plan, code) - cents(highest.value * cost),
                target=target,
            )


def of_years(plan: FinancingPlan) -> Iterator[Breach]:
    for year in plan.years:
        cost, granted = plan.cost_ht(year=year), plan.granted(year=year)
        if granted > cost:
            yield Breach(
                kind=Kind.OVER_YEAR,
                subject=str(year),
                message=f"En {year}, {euros(granted, 2)} d'aides pour {euros(cost, 2)} de dépenses HT.",
                amount=granted - cost,
            )


def of_grants(plan: FinancingPlan) -> Iterator[Breach]:
    """Ceilings that take something away; amounts of a year in which nothing that they may pay is spent."""
    for line, grants in _by_line(plan).items():
        target = f"funding.FundingLine/{line}"
        funder, limits = grants[0].funder, {limit for grant in grants for limit in grant.limits}
        lost = total(grant.wanted - grant.amount for grant in grants)
        if lost > 0 and limits & {Limit.LINE, Limit.FUNDER}:
            ceiling = funder.ceiling if Limit.FUNDER in limits else grants[0].line.ceiling
            yield Breach(
                kind=Kind.CEILING,
                subject=line,
                message=f"{line}, {funder.name} : le plafond de {euros(ceiling)} est atteint, {euros(lost, 2)} ne seront "
                "pas versés.",
                amount=lost,
                target=target,
            )
        for grant in grants:
            if grant.amount and not grant.base:
                yield Breach(
                    kind=Kind.UNUSED,
                    subject=f"{line} {grant.year}",
                    message=f"{line}, {funder.name} : {euros(grant.amount, 2)} pour {grant.year}, une année où "
                    f"l'opération {grant.operation.code} ne dépense rien que cette aide puisse payer.",
                    amount=grant.amount,
                    target=target,
                )


def _by_line(plan: FinancingPlan) -> dict[str, list[Grant]]:
    found: dict[str, list[Grant]] = {}
    for grant in plan.grants:
        found.setdefault(grant.line.code, []).append(grant)
    return found
