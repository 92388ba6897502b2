"""Homogeneous needs and purchases, as written in a programme file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    flag,
    integer,
    money,
    prose,
    ref,
    refs,
    text,
)


class PurchaseNature(Choice):
    SUPPLIES_SERVICES = "supplies_services", "fournitures et services"
    BOOKS = "books", "livres non scolaires"


@dataclass(frozen=True, kw_only=True)
class HomogeneousNeed:
    """Purchases of the same kind: their sum over the whole project decides the procedure (R2121-6)."""

    code: str = code()
    title: str = text("Besoin homogène")
    nature: PurchaseNature = choice("Nature", PurchaseNature, PurchaseNature.SUPPLIES_SERVICES)


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """A purchase that a step waits for: the contract must be notified when `step` starts.

    `maximum_ht` is the maximum of a framework agreement over its whole duration; otherwise the estimated value
    is the sum of its cost lines. `central_body` names a central purchasing body (UGAP…); `exclusivity` says why
    only one supplier can answer (R2122-3), to be proved. `launched_on` and `notified_on` are facts: a consultation
    that is started again carries its last launch, and its note says why.
    """

    code: str = code()
    title: str = text("Achat")
    need: str = ref("Besoin homogène", to="procurement.HomogeneousNeed")
    costs: tuple[str, ...] = refs("Dépenses couvertes", to="funding.CostLine")
    step: str = ref("Étape qui attend le marché", to="programme.Step")
    framework: bool = flag("Accord-cadre", False)
    maximum_ht: Decimal | None = money("Maximum de l'accord-cadre (HT)", None)
    years: int = integer("Durée (années)", 1, minimum=1, maximum=10)
    negotiated: bool = flag(
        "Procédure avec négociation",
        False,
        help="Si le besoin demande d'adapter des solutions existantes (R2124-3).",
    )
    central_body: str = text("Centrale d'achat", "")
    exclusivity: str = prose("Motif d'exclusivité", "")
    note: str = prose("Précision", "")
    launched_on: date | None = day(
        "Consultation lancée le",
        None,
        help="Envoi de l'avis ou de la demande de devis ; le dernier, s'il y en a eu deux.",
    )
    notified_on: date | None = day("Marché notifié le", None)

    def __post_init__(self) -> None:
        if self.launched_on and self.notified_on and self.notified_on < self.launched_on:
            raise ValueError(f"L'achat {self.code} est notifié avant d'être lancé.")
        if self.framework and self.maximum_ht is None:
            raise ValueError(f"L'accord-cadre {self.code} doit avoir un maximum (« maximum_ht »).")

    @property
    def is_ordered_in_parts(self) -> bool:
        """Whether each order commits its own money, after the contract: a framework, or a purchase over years."""
        return self.framework or self.years > 1

    def is_priced(self, costs_ht: Sequence[Decimal | None]) -> bool:
        """Whether its value is known: a maximum says it, else all its costs must, and there must be some."""
        return self.maximum_ht is not None or (bool(costs_ht) and None not in costs_ht)

    def worth_ht(self, costs_ht: Decimal) -> Decimal:
        """The value counted for thresholds: the maximum of a framework agreement when it is above its costs."""
        return max(costs_ht, self.maximum_ht or Decimal(0))


@dataclass(frozen=True, kw_only=True)
class ProcurementSection:
    needs: tuple[HomogeneousNeed, ...] = children("Besoins homogènes", HomogeneousNeed)
    purchases: tuple[Purchase, ...] = children("Achats", Purchase)
