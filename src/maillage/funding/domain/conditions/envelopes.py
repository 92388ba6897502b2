"""What the request weighs in the national or regional credits, and when the third fraction is decided."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import MONTHS, euros, percent
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import Fraction

THIRD = ("funding.dgd.third.envelope", "funding.dgd.third.share", "funding.dgd.total")
REGION = "funding.dgd.envelope.cvl"
MONTHS_OF = ("funding.dgd.third.earliest", "funding.dgd.third.latest")


def envelope_rulings(facts: Facts) -> Iterator[Ruling]:
    first, third = (_asked(facts, fraction) for fraction in (Fraction.FIRST, Fraction.THIRD))
    if third:
        yield Ruling(
            rule=THIRD,
            target="",
            of=Condition.THIRD_WEIGHT,
            verdict=third_verdict(facts, third),
        )
    if first:
        yield Ruling(
            rule=(REGION,),
            target="",
            of=Condition.REGION_WEIGHT,
            verdict=region_verdict(facts, first),
        )
    for item in facts.dgd():
        if item.line.fraction is Fraction.THIRD and not item.line.status.is_acquired:
            yield Ruling(
                rule=MONTHS_OF,
                target=of_line(item),
                of=Condition.ANSWER,
                verdict=answer_verdict(facts, item),
            )


def _asked(facts: Facts, fraction: Fraction) -> Decimal:
    """What is asked in a fraction in the year that asks most: credits are annual."""
    codes = {item.line.code for item in facts.dgd() if item.line.fraction is fraction}
    years = (
        total(grant.amount for grant in facts.plan.grants if grant.line.code in codes and grant.year == year)
        for year in facts.plan.years
    )
    return max(years, default=Decimal(0))


def third_verdict(facts: Facts, asked: Decimal) -> Verdict:
    envelope, share, whole = (in_force(facts.rules, rule, facts.on) for rule in THIRD)
    sources = sources_of(facts.rules, THIRD, facts.on)
    if envelope is None or share is None or whole is None:
        return unknown(missing=("enveloppe de l'année",), sources=sources)
    told = (
        f"{euros(asked)} la plus forte année, soit {percent(asked / envelope.value, 1)} de l'enveloppe nationale "
        f"({envelope.text}, au plus {share.text} de {whole.text})."
    )
    return yes(told, sources=sources) if asked <= envelope.value else no(told, sources=sources)


def region_verdict(facts: Facts, asked: Decimal) -> Verdict:
    """Never more than an order of magnitude: the only figure known is old."""
    rule = in_force(facts.rules, REGION, facts.on)
    told = f"{euros(asked)} la plus forte année"
    if rule is None:
        return unknown(f"{told}.", missing=("enveloppe actuelle de la DRAC",))
    return unknown(
        f"{told}, soit {percent(asked / rule.value, 1)} du seul chiffre connu, ancien ({euros(rule.value)}).",
        missing=("enveloppe actuelle de la DRAC",),
        sources=(rule.source,),
    )


def answer_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """The orders of the third fraction were signed in a few months of the year."""
    earliest, latest = (in_force(facts.rules, rule, facts.on) for rule in MONTHS_OF)
    sources = sources_of(facts.rules, MONTHS_OF, facts.on)
    if earliest is None or latest is None:
        return unknown(missing=("mois des arrêtés",))
    told = f"Les derniers arrêtés ont été signés entre {_name(earliest.value)} et {_name(latest.value)}"
    if item.line.expected_on is None:
        return unknown(f"{told}.", missing=("jour où la réponse est attendue",), sources=sources)
    if item.line.expected_on.month < earliest.value:
        return no(f"{told} : une réponse n'est guère possible plus tôt dans l'année.", sources=sources)
    return yes(f"{told}.", sources=sources)


def _name(month: Decimal) -> str:
    return MONTHS[int(month) - 1]
