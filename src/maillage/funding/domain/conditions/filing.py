"""Asking for the DGD: where, by when, and what to tell the prefect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.values.french import MONTHS, plain_date
from maillage.base.values.verdict import Verdict, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import FundingStatus

WHERE, MONTH = "funding.dgd.filing", "funding.dgd.deadline.month"
PREFECT = "funding.dgd.tell_prefect"


def filing_rulings(facts: Facts) -> Iterator[Ruling]:
    for item in facts.dgd():
        if item.line.status is FundingStatus.ENVISAGED:
            yield Ruling(
                of=Condition.DEPOSIT,
                rule=(WHERE, MONTH),
                target=of_line(item),
                verdict=deposit_verdict(facts, item),
            )
        if item.line.status.is_acquired and item.first_use and item.first_use <= facts.on:
            yield Ruling(
                of=Condition.PREFECT,
                rule=(PREFECT,),
                target=of_line(item),
                verdict=told_verdict(facts, item.first_use),
            )


def deposit_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """The deadline is that of the region: a month of another one is only an example."""
    sources = sources_of(facts.rules, (WHERE, MONTH), facts.on)
    where = "Se dépose sur Démarches simplifiées"
    if item.line.ask_by:
        return yes(f"{where} avant le {plain_date(item.line.ask_by)}.", sources=sources)
    month = in_force(facts.rules, MONTH, facts.on)
    if month is None:
        return unknown(f"{where}.", missing=("date limite de la région",), sources=sources)
    if month.override:  # the network knows its region
        return yes(f"{where} avant la fin de {MONTHS[int(month.value) - 1]}.", sources=sources)
    return unknown(
        f"{where}. Exemple d'une autre région : avant la fin de {MONTHS[int(month.value) - 1]}.",
        missing=("date limite de dépôt de la région",),
        sources=sources,
    )


def told_verdict(facts: Facts, planned: date) -> Verdict:
    return unknown(
        f"Le calendrier la fait commencer le {plain_date(planned)} : dès qu'elle commence, le préfet doit en être informé, "
        "puis de son achèvement.",
        missing=("lettre au préfet, à garder avec l'aide",),
        sources=sources_of(facts.rules, [PREFECT], facts.on),
    )
