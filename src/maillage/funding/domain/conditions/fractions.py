"""Which fraction of the DGD is asked, for which kind of operation, and who decides."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line, of_operation
from maillage.funding.domain.dgd.kinds import WHICH_FRACTION, kind_verdict, rules_of
from maillage.funding.domain.known_rules import applies, in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import Fraction, Operation, OperationKind

PREFECT, WORKS = "funding.dgd.first.prefect", "funding.dgd.first.works"
MINISTERS = "funding.dgd.third.ministers"
OVERSEAS = "funding.dgd.second.share"
OPEN_TO = ("funding.dgd.third.departmental", "funding.dgd.third.population")
HOURS = "funding.dgd.hours.years"
ROUTES = {
    None: (OPEN_TO[0], PREFECT, MINISTERS),
    Fraction.FIRST: (PREFECT, WORKS),
    Fraction.SECOND: (OVERSEAS,),
    Fraction.THIRD: (MINISTERS, *OPEN_TO),
}


def fraction_rulings(facts: Facts) -> Iterator[Ruling]:
    for item in facts.dgd():
        yield Ruling(
            rule=ROUTES[item.line.fraction],
            target=of_line(item),
            of=Condition.ROUTE,
            verdict=route_verdict(facts, item),
        )
        kind = item.operation.kind
        yield Ruling(
            rule=rules_of(kind, item.line.fraction) if kind else (),
            target=of_line(item),
            of=Condition.KIND,
            verdict=kind_verdict(kind, item.line.fraction, facts.rules, facts.on),
        )
    aided = {item.operation.code: item.operation for item in facts.dgd()}
    for operation in aided.values():
        if operation.kind is OperationKind.HOURS:
            yield Ruling(
                rule=(HOURS,),
                target=of_operation(operation.code),
                of=Condition.HOURS,
                verdict=hours_verdict(facts, operation),
            )


def route_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """Who decides of an aid of the DGD; unknown while the fraction is."""
    sources = sources_of(facts.rules, ROUTES[item.line.fraction], facts.on)
    if item.line.fraction is None:
        other = "deuxième" if facts.overseas else "première"
        return unknown(
            f"Un département peut demander la {other} fraction ou la troisième.",
            missing=(WHICH_FRACTION,),
            sources=sources,
        )
    if item.line.fraction is Fraction.SECOND:
        return _overseas_verdict(facts)
    if item.line.fraction is Fraction.FIRST and facts.overseas and in_force(facts.rules, OVERSEAS, facts.on):
        return no(
            "La première fraction est celle de la métropole : l'outre-mer a la deuxième.",
            sources=sources_of(facts.rules, [OVERSEAS], facts.on),
        )
    if item.line.fraction is Fraction.FIRST:
        majority = applies(facts.rules, WORKS, facts.on)
        more = " Il garde la plus grande part de ses crédits pour des travaux." if majority else ""
        return yes(f"Le préfet de région décide, sur l'instruction de la DRAC.{more}", sources=sources)
    if not applies(facts.rules, OPEN_TO[0], facts.on):
        return unknown(missing=("texte en vigueur ce jour-là",), sources=sources)
    least = in_force(facts.rules, OPEN_TO[1], facts.on)
    more = (
        f" Une commune ou un EPCI n'y accède qu'à partir de {least.text}, ou au chef-lieu." if least else ""
    )
    return yes(
        f"Elle est ouverte aux bibliothèques départementales ; les ministres arrêtent la liste.{more}",
        sources=sources,
    )


def _overseas_verdict(facts: Facts) -> Verdict:
    """The text read says where the second fraction goes, and how much: not who decides of it."""
    rule = in_force(facts.rules, OVERSEAS, facts.on)
    if rule is None:
        return unknown(missing=("texte en vigueur ce jour-là",))
    if not facts.overseas:
        return no("La deuxième fraction est celle de l'outre-mer.", sources=(rule.source,))
    return unknown(
        f"Elle est celle de l'outre-mer : au plus {rule.text} du concours.",
        missing=("qui décide de la deuxième fraction",),
        sources=(rule.source,),
    )


def hours_verdict(facts: Facts, operation: Operation) -> Verdict:
    rule = in_force(facts.rules, HOURS, facts.on)
    years = {e.year for e in facts.plan.spent_on(operation.code) if e.year}
    if rule is None or not years:
        return unknown(missing=("années des dépenses de l'opération",))
    span = max(years) - min(years) + 1
    told = f"Dépenses sur {span} an{'s' if span > 1 else ''}, pour {rule.text} consécutifs au plus"
    return (
        yes(f"{told}.", sources=(rule.source,))
        if span <= rule.value
        else no(f"{told}.", sources=(rule.source,))
    )
