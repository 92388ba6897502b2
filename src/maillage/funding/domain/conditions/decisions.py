"""How the DGD is paid and decided: no schedule of right, yearly credits, texts that were not read."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import listed
from maillage.base.values.verdict import Verdict, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling
from maillage.funding.domain.known_rules import applies, in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import Funder

YEARLY, TEXTS = "funding.dgd.yearly", "funding.dgd.texts_2025"
USE_KEPT = "funding.dgd.use_kept"
PAID = ("funding.dgd.advance", "funding.dgd.schedule")


def decision_rulings(facts: Facts) -> Iterator[Ruling]:
    items = list(facts.dgd())
    for funder in {item.funder.code: item.funder for item in items}.values():
        yield Ruling(
            of=Condition.SCHEDULE,
            rule=PAID,
            target=f"funding.Funder/{funder.code}",
            verdict=schedule_verdict(facts, funder),
        )
    if items and applies(facts.rules, YEARLY, facts.on):
        yield Ruling(of=Condition.YEARLY, rule=(YEARLY,), verdict=yearly_verdict(facts, items))
    if items and applies(facts.rules, TEXTS, facts.on):
        yield Ruling(of=Condition.TEXTS, rule=(TEXTS,), verdict=texts_verdict(facts))
    acquired = any(item.line.status.is_acquired for item in items)
    if acquired and applies(facts.rules, USE_KEPT, facts.on):
        yield Ruling(of=Condition.USE_KEPT, rule=(USE_KEPT,), verdict=use_verdict(facts))


def schedule_verdict(facts: Facts, funder: Funder) -> Verdict:
    advance, first = (in_force(facts.rules, rule, facts.on) for rule in PAID)
    sources = sources_of(facts.rules, PAID, facts.on)
    if funder.payments:
        return yes("L'échéancier est écrit.", sources=sources)
    told = ["Aucun échéancier n'est écrit."]
    if advance and not advance.value:
        told.append("L'avance de droit des subventions d'investissement de l'État ne vaut pas pour la DGD.")
    if first:
        told.append(f"Par prudence, part attendue à la notification : {first.text}.")
    missing = ("échéancier, dans la lettre de notification",)
    return unknown(*told, missing=missing, sources=sources)


def yearly_verdict(facts: Facts, items: list[LineStanding]) -> Verdict:
    """Credits are annual: what is not notified has no guarantee, whatever was decided before."""
    sources = sources_of(facts.rules, [YEARLY], facts.on)
    waiting = sorted(
        {
            grant.year
            for item in items
            if not item.line.status.is_acquired
            for grant in facts.plan.grants_of(item.line.code)
        }
    )
    if not waiting:
        return yes("Toutes les aides de la DGD sont notifiées.", sources=sources)
    years = listed([str(year) for year in waiting])
    return unknown(
        "Les crédits sont annuels, sans garantie d'une année sur l'autre.",
        missing=(f"décision sur les dépenses de {years}",),
        sources=sources,
    )


def texts_verdict(facts: Facts) -> Verdict:
    return unknown(
        "Les conditions de détail sont dans un arrêté et une circulaire de 2025, qui n'ont pas été lus.",
        missing=("lecture de l'arrêté du 10 mars 2025 et de la circulaire du 18 juillet 2025",),
        sources=sources_of(facts.rules, [TEXTS], facts.on),
    )


def use_verdict(facts: Facts) -> Verdict:
    """Recalled, not checked: nothing follows what becomes of things once they are bought."""
    return unknown(
        "L'aide se reverse si ce qu'elle a payé change d'usage. Maillage ne suit pas l'usage après l'achat.",
        missing=("durée pendant laquelle l'usage se garde, dans la décision d'attribution",),
        sources=sources_of(facts.rules, [USE_KEPT], facts.on),
    )
