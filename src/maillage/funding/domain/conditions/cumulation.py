"""Funders that do not pay together on one operation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line, of_operation
from maillage.funding.domain.known_rules import applies, sources_of
from maillage.funding.domain.written import Funder, FunderKind
from maillage.rulebook.domain import Rules

DETR, DSIL = "funding.dgd.not_with_detr", "funding.dgd.with_dsil"
COMMUNES, CNL = "aids.detr.communes", "aids.cnl.alone"
SET_ASIDE = "Le réseau a réglé cette règle : elle ne s'applique pas."
# Money that may be a subsidy of the ministry of Culture, or be taken for one.
CULTURE = (FunderKind.CONTRACT, FunderKind.STATE, FunderKind.DGD)


def cumulation_rulings(facts: Facts) -> Iterator[Ruling]:
    by_operation: dict[str, dict[str, Funder]] = {}
    for item in facts.items:
        if item.amount != 0:
            by_operation.setdefault(item.operation.code, {})[item.funder.code] = item.funder
    for code, funders in by_operation.items():
        for one, other in combinations(funders.values(), 2):
            if (rule := _rule(one, other)) is not None:
                verdict = pair_verdict(one, other, facts)
                yield Ruling(
                    of=Condition.CUMULATION,
                    rule=rule,
                    target=of_operation(code),
                    verdict=verdict,
                    named=f"{Condition.CUMULATION.label} : {one.name} et {other.name}",
                )
    for item in facts.of_kind(FunderKind.DETR, FunderKind.DSIL):
        yield Ruling(
            rule=(COMMUNES,),
            target=of_line(item),
            of=Condition.FOR_COMMUNES,
            verdict=unknown(
                "Un département ne demande ni DETR ni DSIL.",
                missing=("commune ou EPCI qui mène cette opération",),
                sources=sources_of(facts.rules, [COMMUNES], facts.on),
            ),
        )


def _rule(one: Funder, other: Funder) -> tuple[str, ...] | None:
    """The rules that speak of two funders; () for what they say themselves, None when nothing does."""
    kinds = {one.kind, other.kind}
    if kinds == {FunderKind.DGD, FunderKind.DETR}:
        return (DETR,)
    if kinds == {FunderKind.DGD, FunderKind.DSIL}:
        return (DSIL,)
    if FunderKind.CNL in kinds and kinds & set(CULTURE):
        return (CNL,)
    return () if _excluded(one, other) else None


def _excluded(one: Funder, other: Funder) -> bool:
    return other.code in one.not_with or one.code in other.not_with


def pair_verdict(one: Funder, other: Funder, facts: Facts) -> Verdict:
    """Whether two funders may pay for one operation."""
    rules, on = facts.rules, facts.on
    if _excluded(one, other):
        return no(f"Les conditions écrites excluent {one.name} avec {other.name}.")
    kinds = {one.kind, other.kind}
    if kinds == {FunderKind.DGD, FunderKind.DETR}:
        sources = sources_of(rules, [DETR], on)
        if not applies(rules, DETR, on):
            return yes(SET_ASIDE, sources=sources)
        return no("La DGD et la DETR ne se cumulent pas sur un même projet.", sources=sources)
    if kinds == {FunderKind.DGD, FunderKind.DSIL}:
        return yes("La DGD et la DSIL se cumulent.", sources=sources_of(rules, [DSIL], on))
    return _cnl(kinds, rules, facts)


def _cnl(kinds: set[FunderKind], rules: Rules, facts: Facts) -> Verdict:
    sources = sources_of(rules, [CNL], facts.on)
    if not applies(rules, CNL, facts.on):
        return yes(SET_ASIDE, sources=sources)
    if FunderKind.CONTRACT in kinds:
        return no(
            "Le CNL n'aide pas un projet qui reçoit déjà une subvention du ministère de la Culture.",
            sources=sources,
        )
    return unknown(
        "Le CNL n'aide pas un projet qui reçoit déjà une subvention du ministère de la Culture.",
        missing=("avis du CNL : cette aide en est-elle une ?",),
        sources=sources,
    )
