"""The rate asked of the DGD, beside those that were observed."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.euros import total
from maillage.base.values.french import percent
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Facts, Ruling, Topic, of_operation
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.written import FunderKind, Operation

CEILING, BASE, HIGH = "funding.dgd.rate.ceiling", "scenarios.dgd_rate.base", "scenarios.dgd_rate.high"
OLD = "funding.dgd.rate.brittany"
HT = "funding.dgd.base_ht"


def rate_rulings(facts: Facts) -> Iterator[Ruling]:
    aided = {item.operation.code: item.operation for item in facts.dgd()}
    for operation in aided.values():
        yield Ruling(
            rule=(CEILING, BASE, HIGH, OLD, HT),
            target=of_operation(operation.code),
            title="Taux demandé à la DGD",
            verdict=dgd_rate_verdict(facts, operation),
            topic=Topic.RATE,
        )


def dgd_rate_verdict(facts: Facts, operation: Operation) -> Verdict:
    """The share of an operation, HT, that the DGD would pay, beside the rates known; none is guaranteed."""
    plan, sources = facts.plan, sources_of(facts.rules, (CEILING, BASE, HIGH, HT), facts.on)
    ceiling, base, high, old = (in_force(facts.rules, r, facts.on) for r in (CEILING, BASE, HIGH, OLD))
    cost = plan.cost_ht(operation=operation.code)
    if not cost or any(e.cost.operation == operation.code for e in plan.undated):
        return unknown(missing=("dépenses datées et chiffrées de l'opération",), sources=sources)
    codes = {funder.code for funder in plan.funders if funder.kind is FunderKind.DGD}
    share = total(plan.granted(operation=operation.code, funder=code) for code in codes) / cost
    told = f"La DGD paierait {percent(share, 1)} de l'opération, hors taxes"
    if ceiling and share > ceiling.value:
        return no(f"{told} : plus que le plus haut taux connu ({ceiling.text}).", sources=sources)
    if base and share <= base.value:
        return yes(
            f"{told} ; le projet le plus proche a obtenu {base.text}. Aucun taux n'est garanti.",
            sources=sources,
        )
    known = [
        f"{percent(one.value)} {said}"
        for one, said in ((high, "en moyenne"), (old, "ailleurs, autrefois"))
        if one
    ]
    return unknown(
        f"{told} ; taux connus : {' ; '.join(known)}." if known else f"{told}.",
        missing=("accord de la DRAC sur ce taux",),
        sources=sources,
    )
