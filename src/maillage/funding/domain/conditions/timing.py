"""Waiting for the decision before spending; then committing in time."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import euros, plain_date
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line
from maillage.funding.domain.known_rules import applies, sources_of
from maillage.funding.domain.measures import committed
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import FunderKind

START, COMMITMENT = "funding.start.after_notification", "funding.dgd.commitment"
CNL = "aids.cnl.before_start"
NO_DATES = "dates des étapes ou années des dépenses"


def timing_rulings(facts: Facts) -> Iterator[Ruling]:
    for item in facts.dgd():
        if applies(facts.rules, START, facts.on):
            yield Ruling(
                rule=(START,),
                target=of_line(item),
                of=Condition.START,
                verdict=start_verdict(facts, item),
            )
        if item.line.status.is_acquired:
            yield Ruling(
                rule=(COMMITMENT,),
                target=of_line(item),
                of=Condition.COMMITMENT,
                verdict=commitment_verdict(facts, item),
            )
    for item in facts.of_kind(FunderKind.CNL):
        yield Ruling(
            rule=(CNL,),
            target=of_line(item),
            of=Condition.ASKED_FIRST,
            verdict=asked_first_verdict(facts, item),
        )


def start_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """The first spending that the calendar foresees, beside the day of the decision, or the day it is awaited."""
    sources, line = sources_of(facts.rules, [START], facts.on), item.line
    if item.first_use is None:
        return unknown(missing=(NO_DATES,), sources=sources)
    begins = f"Le calendrier commence à dépenser le {plain_date(item.first_use)}"
    decided = line.notified_on if line.status.is_acquired else line.expected_on
    if decided is None:
        missing = "jour de la notification" if line.status.is_acquired else "jour où la réponse est attendue"
        return unknown(f"{begins}.", missing=(missing,), sources=sources)
    acquired = line.status.is_acquired
    told = f"{begins} ; {'aide notifiée' if acquired else 'réponse attendue'} le {plain_date(decided)}."
    if item.first_use >= decided:
        return yes(told, sources=sources)
    return no(told, sources=sources)


def commitment_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """Whether the calendar commits as much as the aid before the end of the delay (CGCT R1614-87 and R1614-95)."""
    sources = sources_of(facts.rules, [COMMITMENT], facts.on)
    if item.commit_by is None:
        return unknown(missing=("jour de la notification",), sources=sources)
    spent = committed(facts.plan, item, facts.starts)
    if item.amount is None or spent is None:
        return unknown(missing=("montant de l'aide",), sources=sources)
    told = (
        f"Avant le {plain_date(item.commit_by)}, le calendrier engage {euros(spent)} HT pour une aide de "
        f"{euros(item.amount)}"
    )
    if spent >= item.amount:
        return yes(f"{told}.", sources=sources)
    return no(f"{told} : la différence serait à reverser.", sources=sources)


def asked_first_verdict(facts: Facts, item: LineStanding) -> Verdict:
    """The CNL refuses what began before its deadline."""
    sources, line = sources_of(facts.rules, [CNL], facts.on), item.line
    asked = line.ask_by or line.asked_on
    if item.first_use is None or asked is None:
        missing = NO_DATES if item.first_use is None else "date limite de dépôt"
        return unknown(missing=(missing,), sources=sources)
    told = f"Début le {plain_date(item.first_use)}, dépôt le {plain_date(asked)} au plus tard."
    return yes(told, sources=sources) if item.first_use >= asked else no(told, sources=sources)
