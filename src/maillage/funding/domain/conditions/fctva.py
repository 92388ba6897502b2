"""What the FCTVA compensates, on which base, and when."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.euros import total
from maillage.base.values.french import count, euros
from maillage.base.values.sources import Confidence
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling
from maillage.funding.domain.known_rules import applies, in_force, sources_of
from maillage.funding.domain.written import BudgetSection, CostLine, FctvaBase

RATE, CLOUD, LAG = "funding.fctva.investment", "funding.fctva.cloud", "funding.fctva.lag"
BASE = ("funding.fctva.ht_aid", "funding.dgd.base_ht", "funding.fctva.below_plan")


def fctva_rulings(facts: Facts) -> Iterator[Ruling]:
    if facts.plan.fctva():
        yield _whole(Condition.FCTVA_BASE, (*BASE, RATE), base_verdict(facts))
        yield _whole(Condition.FCTVA_YEAR, (LAG,), lag_verdict(facts))
    clouds = [cost for cost in facts.plan.inputs.costs if cost.fctva_base is FctvaBase.CLOUD]
    for cost in clouds:
        yield of_cost(Condition.CLOUD, cost, (CLOUD,), cloud_verdict(facts, cost))


def _whole(of: Condition, rule: tuple[str, ...], verdict: Verdict) -> Ruling:
    return Ruling(of=of, rule=rule, verdict=verdict)


def of_cost(of: Condition, cost: CostLine, rule: tuple[str, ...], verdict: Verdict) -> Ruling:
    return Ruling(of=of, rule=rule, target=f"funding.CostLine/{cost.code}", verdict=verdict)


def base_verdict(facts: Facts) -> Verdict:
    """The FCTVA of the plan is that of the whole TTC: an aid computed HT is not deducted (CGCT L1615-10)."""
    sources = sources_of(facts.rules, (*BASE, RATE), facts.on)
    borne = [e for e in facts.plan.expenses if e.cost.fctva_base is FctvaBase.STANDARD]
    ttc, back = total(e.ttc for e in borne), total(e.fctva for e in borne)
    told = f"{euros(back, 2)} pour {euros(ttc, 2)} TTC d'investissement, sous le plan hors taxes."
    if not applies(facts.rules, BASE[1], facts.on):
        return unknown(
            told, missing=("base de la DGD : une aide calculée sur le TTC se déduit",), sources=sources
        )
    return yes(told, "La DGD se calcule hors taxes : elle ne réduit pas cette base.", sources=sources)


def lag_verdict(facts: Facts) -> Verdict:
    lag = in_force(facts.rules, LAG, facts.on)
    if lag is None:
        return unknown(missing=("régime de versement du FCTVA",))
    told = f"Le plan attend le FCTVA {count(int(lag.value), 'an')} après la dépense."
    if lag.confidence is Confidence.TO_CONFIRM:
        missing = (
            "régime du Département : deux ans après, ou un an s'il a signé la convention de 2009-2010",
        )
        return unknown(told, missing=missing, sources=(lag.source,))
    return yes(told, sources=(lag.source,))


def cloud_verdict(facts: Facts, cost: CostLine) -> Verdict:
    rule = in_force(facts.rules, CLOUD, facts.on)
    if rule is None:
        return unknown(missing=("taux en vigueur ce jour-là",))
    if cost.section is not BudgetSection.RUNNING:
        return no("Le taux de l'informatique en nuage ne vaut qu'en fonctionnement.", sources=(rule.source,))
    if rule.confidence is Confidence.TO_CONFIRM:
        missing = ("article définitif de la loi de finances pour 2026",)
        return unknown(f"Le plan compte {rule.text}.", missing=missing, sources=(rule.source,))
    return yes(f"Le plan compte {rule.text} du TTC.", sources=(rule.source,))
