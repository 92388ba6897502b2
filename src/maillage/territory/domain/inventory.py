"""What exists, as a programme file says it: resources, tools and their contracts, equipment and connections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import (
    Choice,
    choice,
    code,
    day,
    flag,
    integer,
    money,
    named,
    number,
    prose,
    text,
    words,
)

LIBRARY = "territory.Library"
# Years that somebody may mean; outside, a figure was typed in the wrong place.
FIRST_YEAR, LAST_YEAR = 1980, 2100


class ItemKind(Choice):
    RESOURCE = "resource", "ressource numérique"
    TOOL = "tool", "outil"
    PORTAL = "portal", "portail"
    ILS = "ils", "SIGB"
    SHARED = "shared", "matériel partagé"
    LINK = "link", "connexion"
    OTHER = "other", "autre"


class ItemScope(Choice):
    SERVICE = "service", "le service départemental"
    NETWORK = "network", "tout le réseau"
    PLACES = "places", "certains lieux"


class RenewalDecision(Choice):
    """What was decided for the end of a contract; nothing while nobody decided."""

    RENEW = "renew", "reconduire"
    COMPETE = "compete", "remettre en concurrence"
    STOP = "stop", "arrêter"


class AccessState(Choice):
    CONFORMING = "conforming", "conforme"
    PARTLY = "partly", "partiellement conforme"
    NOT = "not", "non conforme"
    UNCHECKED = "unchecked", "jamais vérifiée"


@dataclass(frozen=True, kw_only=True)
class InventoryItem:
    """A resource, a tool, a portal, an ILS… that exists already. What was left out is unknown, never zero.

    `places` names EPCI (code or name) and libraries (code) when `scope` says some places only.
    """

    code: str = code()
    kind: ItemKind = choice("Nature", ItemKind)
    name: str = text("Nom")
    provider: str = text("Fournisseur", "")
    scope: ItemScope = choice("Pour qui", ItemScope, ItemScope.NETWORK)
    places: tuple[str, ...] = words(
        "Lieux concernés",
        help="Un par ligne, quand l'élément ne sert pas tout le réseau : code ou nom d'une intercommunalité, "
        "code d'une bibliothèque.",
    )
    starts_on: date | None = day("Début du contrat", None)
    ends_on: date | None = day("Fin du contrat", None)
    tacit: bool | None = flag("Tacite reconduction", None)
    notice_months: int | None = integer("Préavis (mois)", None, maximum=60)
    decision: RenewalDecision | None = choice("Décision pour la fin du contrat", RenewalDecision, None)
    notice_given: date | None = day("Dénoncé le", None)
    yearly_cost_ht: Decimal | None = money(
        "Coût annuel HT", None, help="Vide : inconnu. Écrivez 0 pour ce qui est gratuit."
    )
    cost_year: int | None = integer("Année de ce coût", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    users: int | None = integer("Utilisateurs", None, help="Personnes différentes dans l'année.")
    users_year: int | None = integer("Année de ce chiffre", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    users_source: str = text("D'où vient ce chiffre", "")
    standards: tuple[str, ...] = words(
        "Normes et échanges",
        help="Un par ligne : UNIMARC, OAI-PMH, SIP2, COUNTER 5.1, authentification unique…",
    )
    hosting: str = text("Hébergement", "")
    personal_data: bool | None = flag("Données personnelles", None)
    accessibility: AccessState | None = choice("Accessibilité (RGAA)", AccessState, None)
    note: str = prose("Précision", "")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.TO_CONFIRM)

    def __post_init__(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("La fin du contrat est avant son début.")


class EquipmentKind(Choice):
    COMPUTER = "computer", "poste public"
    STAFF = "staff", "poste professionnel"
    TABLET = "tablet", "tablette"
    READER = "reader", "liseuse"
    PRINTER = "printer", "imprimante"
    HOTSPOT = "hotspot", "borne Wi-Fi"
    CONSOLE = "console", "console de jeu"
    SCREEN = "screen", "écran ou vidéoprojecteur"
    KIOSK = "kiosk", "automate de prêt"
    OTHER = "other", "autre matériel"


class EquipmentState(Choice):
    GOOD = "good", "bon"
    WORN = "worn", "usé"
    BROKEN = "broken", "hors service"


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """Machines of one kind in one place; without a library, they are kept by the service. `quantity` None: not counted."""

    code: str = code()
    library: str = named("Bibliothèque", "", to=LIBRARY, help="Vide : au service départemental.")
    kind: EquipmentKind = choice("Matériel", EquipmentKind)
    quantity: int | None = integer("Quantité", None, maximum=10_000)
    bought_in: int | None = integer("Année d'achat", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    state: EquipmentState | None = choice("État", EquipmentState, None)
    owner: str = text("Propriétaire", "", help="Commune, intercommunalité, Département…")
    note: str = text("Précision", "")


class Technology(Choice):
    FIBRE = "fibre", "fibre"
    ADSL = "adsl", "ADSL"
    MOBILE = "mobile", "4G ou 5G"
    SATELLITE = "satellite", "satellite"
    NONE = "none", "aucune"
    UNKNOWN = "unknown", "inconnue"


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How a library is connected. Speeds are measured, in megabits a second."""

    code: str = code()
    library: str = named("Bibliothèque", to=LIBRARY)
    technology: Technology = choice("Connexion", Technology, Technology.UNKNOWN)
    down_mbps: Decimal | None = number("Débit descendant mesuré (Mb/s)", None, minimum=0)
    up_mbps: Decimal | None = number("Débit montant mesuré (Mb/s)", None, minimum=0)
    measured_on: date | None = day("Mesuré le", None)
    wifi_conforming: bool | None = flag(
        "Wi-Fi public conforme", None, help="Oui : les traces sont gardées comme la loi le demande."
    )
    note: str = text("Précision", "")

    def __post_init__(self) -> None:
        if self.technology is Technology.NONE and (self.down_mbps or self.up_mbps):
            raise ValueError("Un lieu sans connexion n'a pas de débit mesuré.")
