"""Operations, and the multi-year authorisations by which the département votes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice, choice, code, day, money, number, prose, refs, text
from maillage.funding.domain.written.costs import BudgetSection


class OperationKind(Choice):
    """The operations that the concours particulier of the DGD may help (CGCT R1614-78 to R1614-91, last text read)."""

    BUILDING = "building", "construction, rénovation, extension"
    FURNITURE = "furniture", "mobilier et matériel"
    HERITAGE = "heritage", "conservation du patrimoine"
    DIGITAL = "digital", "informatisation et services numériques"
    DIGITISATION = "digitisation", "numérisation des collections"
    VEHICLE = "vehicle", "véhicule"
    COLLECTIONS = "collections", "acquisition de collections"
    HOURS = "hours", "extension des horaires"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What is filed with funders as one whole; the 20 % rule is verified for each investment operation."""

    code: str = code()
    title: str = text("Opération")
    section: BudgetSection = choice("Section", BudgetSection)
    kind: OperationKind | None = choice(
        "Type d'opération",
        OperationKind,
        None,
        help="Celui que la DGD reconnaît ; vide si elle n'est pas demandée.",
    )
    surface_m2: Decimal | None = number(
        "Surface (m²)", None, minimum=0, help="Pour un bâtiment ou du mobilier : la règle en fixe un minimum."
    )
    text: str = prose("Objet", "")


@dataclass(frozen=True, kw_only=True)
class Authorisation:
    """A multi-year authorisation: AP for investment, AE for running costs. Its credits, year by year, are the TTC
    spending of its operations; `amount_ttc` is what the assembly voted."""

    code: str = code()
    title: str = text("Autorisation")
    section: BudgetSection = choice("Section", BudgetSection)
    operations: tuple[str, ...] = refs("Opérations", to="funding.Operation")
    amount_ttc: Decimal | None = money("Montant voté TTC", None, help="Vide tant qu'elle n'est pas votée.")
    voted_on: date | None = day("Votée le", None)
