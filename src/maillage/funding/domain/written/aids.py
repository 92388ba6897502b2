"""Funders and their aids as written in a programme file: on what, how much, where it stands, when it is paid."""

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
    integer,
    money,
    prose,
    rate,
    ref,
    refs,
    text,
    yearly,
)
from maillage.base.values.french import percent
from maillage.funding.domain.written.costs import BudgetSection


class FunderKind(Choice):
    DGD = "dgd", "État, DGD (concours particulier)"
    CONTRACT = "contract", "État, contrat lecture (CDL, CTL)"
    DSID = "dsid", "État, DSID"
    DSIL = "dsil", "État, DSIL"
    DETR = "detr", "État, DETR"
    CNL = "cnl", "Centre national du livre"
    STATE = "state", "État, autre crédit"
    REGION = "region", "Région"
    EUROPE = "europe", "Union européenne"
    EPCI = "epci", "communes et EPCI"
    PRIVATE = "private", "mécénat, privé"

    @property
    def is_public(self) -> bool:
        return self is not FunderKind.PRIVATE


class FundingStatus(Choice):
    """A ladder: what is received was notified, what is notified was promised, what is promised was asked."""

    ENVISAGED = "envisaged", "envisagée"
    REQUESTED = "requested", "sollicitée"
    PROMISED = "promised", "promise"
    NOTIFIED = "notified", "notifiée"
    RECEIVED = "received", "versée"

    @property
    def is_acquired(self) -> bool:
        return self in (FundingStatus.NOTIFIED, FundingStatus.RECEIVED)


class Fraction(Choice):
    """The part of the DGD asked for: it says who decides (CGCT R1614-75 s.)."""

    FIRST = "first", "première fraction (préfet de région)"
    SECOND = "second", "deuxième fraction (outre-mer)"
    THIRD = "third", "troisième fraction (ministres)"


class PaymentEvent(Choice):
    """What a payment waits for."""

    NOTIFIED = "notified", "la notification"
    STARTED = "started", "la première dépense"
    SPENT = "spent", "chaque dépense"
    FINISHED = "finished", "la dernière dépense"


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """A part of an aid, paid so many months after an event."""

    share: Decimal = rate("Part de l'aide")
    after: PaymentEvent = choice("Après", PaymentEvent)
    months: int = integer("Mois d'attente", 0, maximum=60)


@dataclass(frozen=True, kw_only=True)
class Funder:
    """Who pays, apart from the département. Without `payments`, an aid comes `payment_lag` years after its expense."""

    code: str = code()
    name: str = text("Financeur")
    kind: FunderKind = choice("Nature", FunderKind)
    pays: BudgetSection | None = choice("Section aidée", BudgetSection, None, help="Vide : les deux.")
    max_rate: Decimal | None = rate("Taux maximal", None, help="De ce qu'il retient comme dépense.")
    ceiling: Decimal | None = money("Plafond de ses aides (€)", None, help="Pour tout le programme.")
    floor_ht: Decimal | None = money(
        "Dépense minimale HT", None, help="En deçà, il n'aide pas une opération."
    )
    not_with: tuple[str, ...] = refs(
        "Ne se cumule pas avec", to="funding.Funder", help="Sur une même opération."
    )
    window: str = text("Calendrier de dépôt", "", help="Une date limite, un comité, un appel à projets.")
    payment_lag: int = integer("Décalage de versement (années)", 1, maximum=5)
    payments: tuple[Instalment, ...] = children("Échéancier de versement", Instalment)
    note: str = prose("Conditions", "")

    def __post_init__(self) -> None:
        if self.payments and total(part.share for part in self.payments) != 1:
            shares = total(part.share for part in self.payments)
            raise ValueError(
                f"L'échéancier de « {self.name} » totalise {percent(shares, 1)} de l'aide : il en faut 100 %."
            )


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Money of an aid that came in."""

    day: date = day("Reçu le")
    amount: Decimal = money("Montant (€)")
    label: str = text("Libellé", "", help="Avance, acompte, solde ; numéro du titre.")


@dataclass(frozen=True, kw_only=True)
class FundingLine:
    """A grant on one operation: a `rate` of its eligible HT cost, or `amounts` year by year.

    The plan counts what is asked, never more than the ceilings; once `notified_amount` is known, it counts that.
    """

    code: str = code()
    funder: str = ref("Financeur", to="funding.Funder")
    operation: str = ref("Opération", to="funding.Operation")
    fraction: Fraction | None = choice("Fraction de la DGD", Fraction, None)
    rate: Decimal | None = rate("Taux sur le HT éligible", None)
    amounts: tuple[tuple[int, Decimal], ...] = yearly("Montants par année (€)")
    costs: tuple[str, ...] = refs(
        "Dépenses retenues",
        to="funding.CostLine",
        help="Vide : toutes celles de l'opération que le financeur peut aider.",
    )
    base_ht: Decimal | None = money(
        "Dépense subventionnable plafonnée à (€ HT)", None, help="Le taux ne porte pas au-delà."
    )
    ceiling: Decimal | None = money("Plafond de l'aide (€)", None)
    status: FundingStatus = choice("État", FundingStatus, FundingStatus.ENVISAGED)
    ask_by: date | None = day("À déposer avant le", None)
    asked_on: date | None = day("Déposée le", None)
    promised_on: date | None = day("Promise le", None)
    expected_on: date | None = day("Réponse attendue le", None)
    notified_on: date | None = day(
        "Notifiée le", None, help="Le jour de l'arrêté ou de la lettre de notification."
    )
    notified_amount: Decimal | None = money("Montant notifié (€)", None)
    reference: str = text("Référence de la décision", "", help="Numéro de l'arrêté, de la convention.")
    receipts: tuple[Receipt, ...] = children("Versements reçus", Receipt)
    note: str = text("Précision", "")

    def __post_init__(self) -> None:
        if (self.rate is None) == (not self.amounts):
            raise ValueError(
                f"La recette {self.code} doit avoir soit un taux (« rate »), soit des montants (« amounts »)."
            )
        for given, what in ((self.notified_on, "un jour"), (self.notified_amount is not None, "un montant")):
            if given and not self.status.is_acquired:
                raise ValueError(
                    f"La recette {self.code} a {what} de notification, mais son état est « {self.status.label} »."
                )
