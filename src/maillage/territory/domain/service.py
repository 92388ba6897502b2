"""The département's own service: its team by role, its digital budget, what it offers to libraries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import Choice, choice, code, integer, money, number, prose, text, words
from maillage.territory.domain.inventory import FIRST_YEAR, LAST_YEAR

# From "does not use it yet" to "trains others".
LEVELS = ("débute", "utilise", "est à l'aise", "accompagne les autres", "forme les autres")


@dataclass(frozen=True, kw_only=True)
class ServicePost:
    """Posts of one role, never a person. `digital_level` is an index of LEVELS, as the team judges itself."""

    code: str = code()
    role: str = text("Fonction", help="Jamais le nom d'une personne.")
    posts: int | None = integer("Nombre de postes", None, maximum=1000)
    fte: Decimal | None = number("Équivalents temps plein", None, minimum=0)
    skills: tuple[str, ...] = words("Compétences")
    digital_level: int | None = integer(
        "Aisance numérique, de 0 à 4",
        None,
        maximum=len(LEVELS) - 1,
        help=f"Telle que l'équipe se juge : {', '.join(f'{rank} {label}' for rank, label in enumerate(LEVELS))}.",
    )
    training_need: str = text("Besoin de formation", "")
    leaving_year: int | None = integer("Départ prévu en", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    note: str = text("Précision", "")


class BudgetNature(Choice):
    RESOURCES = "resources", "ressources"
    HARDWARE = "hardware", "matériel"
    SOFTWARE = "software", "logiciels"
    SERVICES = "services", "prestations"
    TRAINING = "training", "formation"


class TaxBasis(Choice):
    TTC = "ttc", "TTC"
    HT = "ht", "HT"


@dataclass(frozen=True, kw_only=True)
class ServiceBudgetLine:
    """What the service had for digital spending of one nature in a year; `tax` says of both amounts what they hold."""

    code: str = code()
    year: int = integer("Année", minimum=FIRST_YEAR, maximum=LAST_YEAR)
    nature: BudgetNature = choice("Nature", BudgetNature)
    voted: Decimal | None = money("Voté", None, help="Vide : inconnu.")
    executed: Decimal | None = money("Exécuté", None, help="Vide : pas encore connu.")
    tax: TaxBasis = choice("Montants", TaxBasis, TaxBasis.TTC)
    note: str = text("Précision", "")


class OfferWish(Choice):
    DEVELOP = "develop", "à développer"
    KEEP = "keep", "à maintenir"
    CHANGE = "change", "à transformer"
    STOP = "stop", "à arrêter"


@dataclass(frozen=True, kw_only=True)
class ServiceOffer:
    """A service to libraries. `volume` is what was done in `volume_year`, in `unit`; None is unknown."""

    code: str = code()
    name: str = text("Service")
    what: str = prose("En quoi il consiste", "")
    audience: str = text("Pour qui", "")
    volume: Decimal | None = number("Volume dans l'année", None, minimum=0)
    unit: str = text("Unité", "", help="Prêts, jours, bibliothèques…")
    volume_year: int | None = integer("Année du volume", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    known_how: str = text("D'où vient ce chiffre", "")
    satisfaction: str = text("Satisfaction, si elle est connue", "")
    wish: OfferWish | None = choice("Évolution souhaitée", OfferWish, None)
