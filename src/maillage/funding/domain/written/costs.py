"""Cost lines as written in a programme file: what is bought, at what price, how sure of it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, total
from maillage.base.values.fields import (
    Choice,
    choice,
    code,
    day,
    flag,
    integer,
    money,
    number,
    rate,
    ref,
    text,
    yearly,
)
from maillage.base.values.french import euros

# What an amount typed may not reach either.
LARGEST = Decimal(10) ** 12


class BudgetSection(Choice):
    INVESTMENT = "investment", "investissement"
    RUNNING = "running", "fonctionnement"


class FctvaBase(Choice):
    """What the FCTVA compensates. `NONE`: running costs, equipment given to a third party."""

    STANDARD = "standard", "investissement éligible"
    CLOUD = "cloud", "informatique en nuage"
    NONE = "none", "hors FCTVA"


class CostFamily(Choice):
    """What is bought, in the words of a purchasing nomenclature."""

    STUDY = "study", "études et assistance"
    SOFTWARE = "software", "logiciels et développements"
    HARDWARE = "hardware", "matériel informatique"
    FURNITURE = "furniture", "mobilier et aménagement"
    WORKS = "works", "travaux"
    VEHICLE = "vehicle", "véhicules"
    DIGITISATION = "digitisation", "numérisation"
    COLLECTIONS = "collections", "collections"
    SUBSCRIPTION = "subscription", "abonnements et ressources en ligne"
    HOSTING = "hosting", "hébergement et maintenance"
    TRAINING = "training", "formation"
    MEDIATION = "mediation", "animation et médiation"
    COMMUNICATION = "communication", "communication"
    STAFF = "staff", "personnel"
    OTHER = "other", "autre"


class PriceSource(Choice):
    """Where a price comes from, the surest first."""

    CONTRACT = "contract", "contrat ou marché signé"
    QUOTE = "quote", "devis"
    CATALOGUE = "catalogue", "tarif public ou centrale d'achat"
    COMPARABLE = "comparable", "marché comparable"
    ESTIMATE = "estimate", "estimation"


class StepTiming(Choice):
    """When the money of a step is spent."""

    END = "end", "à la fin de l'étape"
    START = "start", "au début de l'étape"
    EVENLY = "evenly", "mois par mois, pendant l'étape"


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """A cost of an action, HT. Its year is given by exactly one of `year`, `spread` or `step`.

    The amount is typed, or is quantity × unit price, or the sum of the years; without any of them the line still has
    to be priced. With `step`, the money follows the calendar: `timing` says when in the step.
    """

    code: str = code()
    label: str = text("Poste de dépense")
    action: str = ref("Action", to="programme.Action")
    operation: str = ref("Opération", to="funding.Operation")
    section: BudgetSection = choice("Section", BudgetSection)
    family: CostFamily | None = choice("Famille d'achat", CostFamily, None)
    amount_ht: Decimal | None = money("Montant HT", None, help="Vide : quantité × prix unitaire.")
    quantity: Decimal | None = number("Quantité", None, minimum=0)
    unit: str = text("Unité", "", help="Tablette, jour, licence…", max_length=60)
    unit_price_ht: Decimal | None = money("Prix unitaire HT", None)
    vat_rate: Decimal | None = rate("Taux de TVA", None, help="Vide : taux normal.")
    year: int | None = integer("Année", None, minimum=2000, maximum=2100)
    spread: tuple[tuple[int, Decimal], ...] = yearly("Répartition par année (€ HT)")
    step: str | None = ref("Étape qui déclenche la dépense", to="programme.Step", default=None)
    timing: StepTiming = choice("Moment de la dépense dans l'étape", StepTiming, StepTiming.END)
    recurrent: bool = flag("Dépense qui se renouvelle chaque année", False)
    yearly_after_ht: Decimal | None = money(
        "Coût annuel HT après le programme",
        None,
        help="Hébergement, maintenance, abonnement qui demeurent. Vide, pour une dépense qui se renouvelle : "
        "le montant de la dernière année.",
    )
    lifetime: int | None = integer(
        "Durée de vie (années)",
        None,
        minimum=1,
        maximum=50,
        help="Au bout de laquelle le matériel est à remplacer.",
    )
    indexed: bool = flag(
        "Suit l'évolution des prix",
        False,
        help="Le prix augmente chaque année du taux réglé dans le référentiel.",
    )
    fctva: FctvaBase | None = choice("FCTVA", FctvaBase, None, help="Vide : selon la section.")
    given_away: bool = flag(
        "Donné en propriété à un tiers",
        False,
        help="Une commune en devient propriétaire : le FCTVA n'est plus acquis. Un prêt ne compte pas.",
    )
    priced_from: PriceSource | None = choice("Origine du prix", PriceSource, None)
    priced_on: date | None = day("Prix du", None, help="Le jour du devis, du contrat ou de l'estimation.")
    basis: str = text("Base du chiffrage", "", help="Devis, marché comparable, estimation.")

    def __post_init__(self) -> None:
        given = sum(bool(timing) for timing in (self.year, self.spread, self.step))
        if given != 1:
            told = f"{given} sont données" if given else "aucune n'est donnée"
            raise ValueError(
                f"La dépense {self.code} doit avoir soit une année (« year »), soit une répartition (« spread »), "
                f"soit une étape (« step ») : {told}."
            )
        self._check_amounts()
        if self.recurrent and self.section is BudgetSection.INVESTMENT:
            raise ValueError(f"La dépense {self.code} est récurrente : elle relève du fonctionnement.")
        if self.lifetime is not None and self.section is BudgetSection.RUNNING:
            raise ValueError(
                f"La dépense {self.code} a une durée de vie : seul un investissement est à remplacer un jour."
            )

    def _check_amounts(self) -> None:
        product = self._product
        if product is not None and product >= LARGEST:
            raise ValueError(
                f"La dépense {self.code} : quantité × prix unitaire dépasse mille milliards d'euros. "
                "Vérifiez le nombre de zéros."
            )
        if self.amount_ht is not None and product is not None and product != cents(self.amount_ht):
            raise ValueError(
                f"La dépense {self.code} dit {euros(self.amount_ht, 2)}, et quantité × prix unitaire fait "
                f"{euros(product, 2)} : corrigez l'un, ou laissez le montant vide."
            )
        amount = self.amount_ht if self.amount_ht is not None else product
        if self.spread and amount is not None and total(part for _, part in self.spread) != amount:
            written = total(part for _, part in self.spread)
            raise ValueError(
                f"La répartition de {self.code} totalise {euros(written, 2)} pour un montant de {euros(amount, 2)}."
            )

    @property
    def _product(self) -> Decimal | None:
        if self.quantity is None or self.unit_price_ht is None:
            return None
        return cents(self.quantity * self.unit_price_ht)

    @property
    def ht(self) -> Decimal | None:
        """The amount HT at the prices of the day it was priced, to the cent; None while it has none."""
        if self.amount_ht is not None:
            return cents(self.amount_ht)
        if self.spread:
            return total(amount for _, amount in self.spread)
        return self._product

    @property
    def fctva_base(self) -> FctvaBase:
        if self.given_away:
            return FctvaBase.NONE
        if self.fctva is not None:
            return self.fctva
        return FctvaBase.STANDARD if self.section is BudgetSection.INVESTMENT else FctvaBase.NONE
