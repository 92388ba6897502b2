"""Which procedure a purchase calls for, from the value of its need and the day the consultation starts.

The value counted is that of the whole homogeneous need over the project (R2121-1, -6), so that splitting a need
never lightens a procedure. Bands are half-open: a threshold belongs to the heavier side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice
from maillage.base.values.french import euros
from maillage.base.values.sources import Confidence, Source
from maillage.procurement.domain.purchases import Purchase, PurchaseNature
from maillage.rulebook.domain import Rules, UnknownRule


class Procedure(Choice):
    CENTRAL = "central", "centrale d'achat"
    EXCLUSIVE = "exclusive", "sans publicité ni mise en concurrence (exclusivité)"
    DISPENSE = "dispense", "dispense de publicité et de mise en concurrence"
    ADAPTED_FREE = "adapted_free", "procédure adaptée, publicité libre"
    ADAPTED = "adapted", "procédure adaptée, avis au BOAMP ou dans un JAL"
    FORMAL = "formal", "procédure formalisée (appel d'offres ouvert)"
    NEGOTIATED = "negotiated", "procédure formalisée (avec négociation)"
    UNKNOWN = "unknown", "procédure à déterminer"

    @property
    def is_formal(self) -> bool:
        return self in (Procedure.FORMAL, Procedure.NEGOTIATED)

    @property
    def is_adapted(self) -> bool:
        return self in (Procedure.ADAPTED, Procedure.ADAPTED_FREE)


@dataclass(frozen=True, kw_only=True)
class ProcedureChoice:
    """The procedure and why; `confidence` is that of the weakest fact it rests on. `at_least`: the need also holds
    what has no price yet, and is worth `value_ht` or more."""

    procedure: Procedure
    value_ht: Decimal
    reason: str
    sources: tuple[Source, ...] = ()
    at_least: bool = False

    @property
    def confidence(self) -> Confidence:
        order = (Confidence.TO_CONFIRM, Confidence.SECONDARY, Confidence.CONFIRMED)
        found = {source.confidence for source in self.sources}
        return next((level for level in order if level in found), Confidence.CONFIRMED)


def choose(
    purchase: Purchase,
    *,
    nature: PurchaseNature,
    need_ht: Decimal,
    launch: date,
    rules: Rules,
    at_least: bool = False,
) -> ProcedureChoice:
    """The procedure of a purchase whose need is worth `need_ht` (HT), launched on `launch`; `at_least`: or more, for
    some of it has no price."""
    found = _alone(purchase, need_ht)
    if found is None:
        try:
            found = _negotiated(purchase, _by_value(nature, need_ht, launch, rules, at_least=at_least))
        except UnknownRule as error:
            found = ProcedureChoice(procedure=Procedure.UNKNOWN, value_ht=need_ht, reason=str(error))
    return replace(found, at_least=at_least)


def _alone(purchase: Purchase, need_ht: Decimal) -> ProcedureChoice | None:
    """What is settled whatever the value: a central body, an exclusivity."""
    if purchase.central_body:
        reason = f"Achat auprès de {purchase.central_body} : la centrale a déjà mis en concurrence (L2113-4)."
        source = Source("Code de la commande publique, art. L2113-4")
        return ProcedureChoice(
            procedure=Procedure.CENTRAL, value_ht=need_ht, reason=reason, sources=(source,)
        )
    if purchase.exclusivity:
        reason = (
            "Un seul fournisseur peut répondre (R2122-3) : l'exclusivité doit être prouvée pour cet achat."
        )
        source = Source("Code de la commande publique, art. R2122-3", confidence=Confidence.TO_CONFIRM)
        return ProcedureChoice(
            procedure=Procedure.EXCLUSIVE, value_ht=need_ht, reason=reason, sources=(source,)
        )
    return None


def _negotiated(purchase: Purchase, choice: ProcedureChoice) -> ProcedureChoice:
    """An open tender forbids negotiation (R2161-5): a need that calls for it takes the other formal procedure."""
    if choice.procedure is not Procedure.FORMAL or not purchase.negotiated:
        return choice
    source = Source("Code de la commande publique, art. R2124-3", confidence=Confidence.TO_CONFIRM)
    reason = f"{choice.reason} Négociation permise si le besoin demande d'adapter des solutions existantes (R2124-3)."
    return replace(choice, procedure=Procedure.NEGOTIATED, reason=reason, sources=(*choice.sources, source))


def _by_value(
    nature: PurchaseNature, need_ht: Decimal, launch: date, rules: Rules, *, at_least: bool
) -> ProcedureChoice:
    """The heaviest procedure stays, whatever the missing prices; a lighter one holds for what is known only."""
    about = "d'au moins" if at_least else "de"
    worth = f"Besoin homogène {about} {euros(need_ht)} HT"
    later = " Tout n'a pas de prix : à vérifier une fois le besoin chiffré." if at_least else ""
    exempt = (
        "procurement.threshold.books" if nature is PurchaseNature.BOOKS else "procurement.threshold.dispense"
    )
    bands = (
        (Procedure.DISPENSE, exempt),
        (Procedure.ADAPTED_FREE, "procurement.threshold.publicity"),
        (Procedure.ADAPTED, "procurement.threshold.formal"),
    )
    for procedure, rule_id in bands:
        rule = rules.value(rule_id, on=launch)
        if need_ht < rule.value:
            reason = f"{worth}, inférieur à {rule.text}.{later}"
            return ProcedureChoice(
                procedure=procedure, value_ht=need_ht, reason=reason, sources=(rule.source,)
            )
    reason = f"{worth}, au moins égal à {rule.text}."
    return ProcedureChoice(
        procedure=Procedure.FORMAL, value_ht=need_ht, reason=reason, sources=(rule.source,)
    )
