"""The rate asked of the DGD, beside those that were observed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import percent
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_operation
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.measures import dgd_share
from maillage.funding.domain.written import Operation, OperationKind

CEILING, BASE, HIGH = "funding.dgd.rate.ceiling", "scenarios.dgd_rate.base", "scenarios.dgd_rate.high"
OLD, WORKS = "funding.dgd.rate.brittany", "funding.dgd.rate.works"
HT = "funding.dgd.base_ht"
AGREED = "accord de la DRAC sur ce taux"
# What was obtained for works and furniture is not what a BNR obtains.
OF_WORKS = (OperationKind.BUILDING, OperationKind.FURNITURE)


def rate_rulings(facts: Facts) -> Iterator[Ruling]:
    aided = {item.operation.code: item.operation for item in facts.dgd()}
    for operation in aided.values():
        yield Ruling(
            of=Condition.DGD_RATE,
            rule=_rules(operation),
            target=of_operation(operation.code),
            verdict=dgd_rate_verdict(facts, operation),
        )


def _rules(operation: Operation) -> tuple[str, ...]:
    return (CEILING, WORKS, HT) if operation.kind in OF_WORKS else (CEILING, BASE, HIGH, OLD, HT)


def dgd_rate_verdict(facts: Facts, operation: Operation) -> Verdict:
    """The share of an operation, HT, that the DGD would pay, beside the rates known; none is guaranteed."""
    sources = sources_of(facts.rules, _rules(operation), facts.on)
    ceiling, share = in_force(facts.rules, CEILING, facts.on), dgd_share(facts.plan, operation.code)
    told = f"La DGD paierait {percent(share, 1)} de l'opération, hors taxes" if share is not None else ""
    if ceiling and share is not None and share > ceiling.value:
        return no(f"{told} ; plus haut taux connu : {ceiling.text}.", sources=sources)
    if share is None or any(e.cost.operation == operation.code for e in facts.plan.undated):
        return unknown(missing=("dépenses datées et chiffrées de l'opération",), sources=sources)
    if operation.kind in OF_WORKS:
        return _of_works(facts, share, told)
    base = in_force(facts.rules, BASE, facts.on)
    if base and share <= base.value:
        return yes(
            f"{told} ; le projet le plus proche a obtenu {base.text}. Aucun taux n'est garanti.",
            sources=sources,
        )
    known = [
        f"{percent(one.value)} {said}"
        for rule, said in ((HIGH, "en moyenne"), (OLD, "ailleurs, autrefois"))
        if (one := in_force(facts.rules, rule, facts.on))
    ]
    return unknown(
        f"{told} ; taux connus : {' ; '.join(known)}." if known else f"{told}.",
        missing=(AGREED,),
        sources=sources,
    )


def _of_works(facts: Facts, share: Decimal, told: str) -> Verdict:
    """The only rate known is that of another region: within it, one may hope; above, one asks."""
    known = in_force(facts.rules, WORKS, facts.on)
    if known is None:
        return unknown(f"{told}.", missing=(AGREED,))
    compared = f"{told} ; une autre région donnait {known.text} pour un bâtiment ou du mobilier."
    if share <= known.value:
        return yes(f"{compared} Aucun taux n'est garanti.", sources=(known.source,))
    return unknown(compared, missing=(AGREED,), sources=(known.source,))
