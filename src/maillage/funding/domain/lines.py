"""Operations, cost lines, funders and funding lines, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import total
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
    rate,
    ref,
    text,
    yearly,
)
from maillage.base.values.french import euros


class BudgetSection(Choice):
    INVESTMENT = "investment", "investissement"
    RUNNING = "running", "fonctionnement"


class FctvaBase(Choice):
    """What the FCTVA compensates. `NONE`: running costs, equipment given to a third party."""

    STANDARD = "standard", "investissement éligible"
    CLOUD = "cloud", "informatique en nuage"
    NONE = "none", "hors FCTVA"


class FunderKind(Choice):
    DGD = "dgd", "État, DGD (concours particulier)"
    STATE = "state", "État, autre crédit"
    REGION = "region", "Région"
    EUROPE = "europe", "Union européenne"
    EPCI = "epci", "communes et EPCI"
    PRIVATE = "private", "mécénat, privé"

    @property
    def is_public(self) -> bool:
        return self is not FunderKind.PRIVATE


class FundingStatus(Choice):
    ENVISAGED = "envisaged", "envisagée"
    REQUESTED = "requested", "sollicitée"
    PROMISED = "promised", "promise"
    NOTIFIED = "notified", "notifiée"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What is filed with funders as one whole; the 20 % rule is verified for each investment operation."""

    code: str = code()
    title: str = text("Opération")
    section: BudgetSection = choice("Section", BudgetSection)
    text: str = prose("Objet", "")


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """A cost of an action, HT. Its year is given by exactly one of `year`, `spread` or `step`.

    With `step`, the money follows the calendar: it is spent in the year in which the step ends.
    """

    code: str = code()
    label: str = text("Poste de dépense")
    action: str = ref("Action", to="programme.Action")
    operation: str = ref("Opération", to="funding.Operation")
    section: BudgetSection = choice("Section", BudgetSection)
    amount_ht: Decimal = money("Montant HT")
    vat_rate: Decimal | None = rate("Taux de TVA", None, help="Vide : taux normal.")
    year: int | None = integer("Année", None, minimum=2000, maximum=2100)
    spread: tuple[tuple[int, Decimal], ...] = yearly("Répartition par année (€ HT)")
    step: str | None = ref("Étape qui déclenche la dépense", to="programme.Step", default=None)
    recurrent: bool = flag("Dépense qui se renouvelle chaque année", False)
    fctva: FctvaBase | None = choice("FCTVA", FctvaBase, None, help="Vide : selon la section.")
    basis: str = text("Base du chiffrage", "", help="Devis, marché comparable, estimation.")

    def __post_init__(self) -> None:
        given = sum(bool(timing) for timing in (self.year, self.spread, self.step))
        if given != 1:
            told = f"{given} sont données" if given else "aucune n'est donnée"
            raise ValueError(
                f"La dépense {self.code} doit avoir soit une année (« year »), soit une répartition (« spread »), "
                f"soit une étape (« step ») : {told}."
            )
        if self.spread and total(amount for _, amount in self.spread) != self.amount_ht:
            written = total(amount for _, amount in self.spread)
            raise ValueError(
                f"La répartition de {self.code} totalise {euros(written, 2)} pour un montant de {euros(self.amount_ht, 2)}."
            )
        if self.recurrent and self.section is BudgetSection.INVESTMENT:
            raise ValueError(f"La dépense {self.code} est récurrente : elle relève du fonctionnement.")

    @property
    def fctva_base(self) -> FctvaBase:
        if self.fctva is not None:
            return self.fctva
        return FctvaBase.STANDARD if self.section is BudgetSection.INVESTMENT else FctvaBase.NONE


@dataclass(frozen=True, kw_only=True)
class Funder:
    """Who pays, apart from the département. `payment_lag`: years between the expense and the money."""

    code: str = code()
    name: str = text("Financeur")
    kind: FunderKind = choice("Nature", FunderKind)
    payment_lag: int = integer("Décalage de versement (années)", 1, maximum=5)
    note: str = prose("Conditions", "")


@dataclass(frozen=True, kw_only=True)
class FundingLine:
    """A grant on one operation: a `rate` of its eligible HT cost, or `amounts` year by year."""

    code: str = code()
    funder: str = ref("Financeur", to="funding.Funder")
    operation: str = ref("Opération", to="funding.Operation")
    rate: Decimal | None = rate("Taux sur le HT éligible", None)
    amounts: tuple[tuple[int, Decimal], ...] = yearly("Montants par année (€)")
    status: FundingStatus = choice("État", FundingStatus, FundingStatus.ENVISAGED)
    notified_on: date | None = day(
        "Notifiée le", None, help="Le jour de l'arrêté ou de la lettre de notification."
    )
    note: str = text("Précision", "")

    def __post_init__(self) -> None:
        if (self.rate is None) == (not self.amounts):
            raise ValueError(
                f"La recette {self.code} doit avoir soit un taux (« rate »), soit des montants (« amounts »)."
            )
        if self.notified_on and self.status is not FundingStatus.NOTIFIED:
            raise ValueError(
                f"La recette {self.code} a un jour de notification, mais son état est « {self.status.label} »."
            )


@dataclass(frozen=True, kw_only=True)
class FundingSection:
    operations: tuple[Operation, ...] = children("Opérations", Operation)
    costs: tuple[CostLine, ...] = children("Dépenses", CostLine)
    funders: tuple[Funder, ...] = children("Financeurs", Funder)
    lines: tuple[FundingLine, ...] = children("Recettes", FundingLine)
