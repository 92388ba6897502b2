"""The dates of a purchase, worked backwards from the day its contract is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.periods import working_day_on_or_before
from maillage.procurement.domain.procedure import Procedure, ProcedureChoice, choose
from maillage.procurement.domain.publication import Publication, publication
from maillage.procurement.domain.purchases import HomogeneousNeed, Purchase
from maillage.rulebook.domain import Rules

PUBLISHED = "Publication des données essentielles (au plus tard)"
PUBLISHED_OR_LISTED = "Publication des données essentielles (ou liste annuelle)"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A date of the purchase: `key` is stable, `label` is French."""

    key: str
    label: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A purchase with its value, its procedure and its dates; `needed` is None while its step has no date.

    `own_ht` is what its costs with a price add up to; `is_priced`: they all have one, or its maximum says its value.
    `publication`: what is asked of its essential data, None while it has no date or below the thresholds.
    """

    purchase: Purchase
    need: HomogeneousNeed
    own_ht: Decimal
    choice: ProcedureChoice
    needed: date | None
    milestones: tuple[Milestone, ...] = ()
    is_priced: bool = True
    publication: Publication | None = None

    def day(self, key: str) -> date | None:
        return next((milestone.day for milestone in self.milestones if milestone.key == key), None)

    @property
    def must_start(self) -> date | None:
        return self.day("prepare")


# The delays of each procedure, from the last to the first: (key, label, rule, unit in days).
_SIMPLE = (
    ("notify", "Notification", "procurement.notify", 7),
    ("offers", "Réception des offres", "procurement.dispense.days", 1),
    ("launch", "Demande de devis", "procurement.prepare.simple", 7),
)
_ADAPTED = (
    ("notify", "Notification", "procurement.notify", 7),
    ("award", "Choix du titulaire", "procurement.analysis.adapted", 7),
    ("offers", "Remise des offres", "procurement.mapa.days", 1),
    ("launch", "Publication de l'avis", "procurement.prepare.adapted", 7),
)
_FORMAL = (
    ("notify", "Notification", "procurement.notify", 7),
    ("standstill", "Fin du délai de suspension", "procurement.standstill", 1),
    ("award", "Décision de la commission d'appel d'offres", "procurement.analysis.formal", 7),
    ("offers", "Remise des offres", "procurement.tender.days", 1),
    ("launch", "Envoi de l'avis au BOAMP et au JOUE", "procurement.prepare.formal", 7),
)
_NEGOTIATED = (
    *_FORMAL[:4],
    ("candidates", "Remise des candidatures", "procurement.candidates.days", 1),
    ("launch", "Envoi de l'avis au BOAMP et au JOUE", "procurement.prepare.formal", 7),
)


def steps_of(procedure: Procedure) -> tuple[tuple[str, str, str, int], ...]:
    if procedure.is_formal:
        return _NEGOTIATED if procedure is Procedure.NEGOTIATED else _FORMAL
    return _ADAPTED if procedure.is_adapted or procedure is Procedure.UNKNOWN else _SIMPLE


def milestones(procedure: Procedure, needed: date, rules: Rules) -> tuple[Milestone, ...]:
    """Dates from the start of the preparation to the publication of essential data, in calendar order.

    Every date worked backwards falls on the working day before: a delay is never shortened by a holiday.
    """
    day = working_day_on_or_before(needed)
    found: list[Milestone] = []
    for key, label, rule_id, unit in steps_of(procedure):
        found.append(Milestone(key=key, label=label, day=day))
        delay = rules.value(rule_id, on=day).value
        day = working_day_on_or_before(day - timedelta(days=int(delay * unit)))
    found.append(Milestone(key="prepare", label="Début de la préparation", day=day))
    return tuple(reversed(found))


def plan_purchase(
    purchase: Purchase,
    *,
    need: HomogeneousNeed,
    own_ht: Decimal,
    need_ht: Decimal,
    needed: date | None,
    on: date,
    rules: Rules,
    is_priced: bool = True,
    need_is_priced: bool = True,
) -> Planned:
    """Procedure and dates. The procedure depends on the launch day, and the launch day on the procedure: the
    lightest procedure that is lawful on its own launch day is kept."""

    def at(launch: date) -> ProcedureChoice:
        return choose(
            purchase,
            nature=need.nature,
            need_ht=need_ht,
            launch=launch,
            rules=rules,
            at_least=not need_is_priced,
        )

    if needed is None:
        return Planned(
            purchase=purchase, need=need, own_ht=own_ht, choice=at(on), needed=None, is_priced=is_priced
        )
    choice, dates = _consistent(at, needed, rules)
    launch, notified = (next(m.day for m in dates if m.key == key) for key in ("launch", "notify"))
    # A contract that was notified counts from that day, not from the day it was to be.
    launch, notified = purchase.launched_on or launch, purchase.notified_on or notified
    public = publication(choice, purchase.worth_ht(own_ht), launch=launch, notified=notified, rules=rules)
    if public:
        label = PUBLISHED_OR_LISTED if public.listed_by else PUBLISHED
        dates = (*dates, Milestone(key="decp", label=label, day=public.by))
    return Planned(
        purchase=purchase,
        need=need,
        own_ht=own_ht,
        choice=choice,
        needed=needed,
        milestones=dates,
        is_priced=is_priced,
        publication=public,
    )


def _consistent(
    at: Callable[[date], ProcedureChoice], needed: date, rules: Rules
) -> tuple[ProcedureChoice, tuple[Milestone, ...]]:
    tried: set[Procedure] = set()
    choice = at(needed)
    while True:
        dates = milestones(choice.procedure, needed, rules)
        launch = next(m.day for m in dates if m.key == "launch")
        again = at(launch)
        # Around a change of threshold two procedures may call each other: the heavier one is always lawful.
        if again.procedure is choice.procedure or again.procedure in tried:
            return again, milestones(again.procedure, needed, rules)
        tried.add(choice.procedure)
        choice = again


def need_values(purchases: list[tuple[Purchase, Decimal]]) -> dict[str, Decimal]:
    """The value HT of each need: framework maxima, else costs, summed over all its purchases."""
    values: dict[str, Decimal] = {}
    for purchase, own_ht in purchases:
        values[purchase.need] = values.get(purchase.need, Decimal(0)) + purchase.worth_ht(own_ht)
    return values
