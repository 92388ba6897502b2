"""The register of libraries as a programme file carries it, and the size that the network declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import (
    Choice,
    child,
    children,
    choice,
    code,
    day,
    integer,
    number,
    prose,
    text,
    words,
)
from maillage.territory.domain.inventory import Connection, Equipment, InventoryItem
from maillage.territory.domain.past import PastPlan
from maillage.territory.domain.service import ServiceBudgetLine, ServiceOffer, ServicePost


class LibraryKind(Choice):
    OPEN = "open", "bâtiment ouvert au public"
    ADMINISTRATIVE = "administrative", "lieu uniquement administratif"
    DEPARTMENTAL = "departmental", "bibliothèque départementale"
    BOOKMOBILE = "bookmobile", "bibliobus"
    STORAGE = "storage", "réserve"
    UNKNOWN = "unknown", "nature inconnue"


@dataclass(frozen=True, kw_only=True)
class DeclaredSize:
    """How many libraries the service says its network has, and on which day it said so."""

    count: int = integer("Nombre de bibliothèques déclaré", minimum=1)
    on: date = day("À la date du")
    source: str = text("Source", "")
    note: str = prose("Précision", "")


@dataclass(frozen=True, kw_only=True)
class Library:
    """A library of the register. What was left out is unknown."""

    code: str = code(help="Code du ministère (LI673), ou tout code stable du réseau.")
    name: str = text("Nom")
    kind: LibraryKind = choice("Nature du lieu", LibraryKind, LibraryKind.OPEN)
    status: str = text("Statut", "")
    town: str = text("Commune", "")
    postcode: str = text("Code postal", "", max_length=10)
    insee: str = text("Code INSEE de la commune", "", max_length=5)
    latitude: Decimal | None = number("Latitude", None)
    longitude: Decimal | None = number("Longitude", None)


@dataclass(frozen=True, kw_only=True)
class LibraryGroup:
    """Libraries taken together: a wave of deployment, a sector, a group of peers. `libraries` are codes."""

    code: str = code()
    title: str = text("Intitulé")
    libraries: tuple[str, ...] = words("Bibliothèques", to="territory.Library")
    note: str = prose("Précision", "")


@dataclass(frozen=True, kw_only=True)
class TerritorySection:
    declared_size: DeclaredSize | None = child("Taille déclarée du réseau", DeclaredSize)
    libraries: tuple[Library, ...] = children("Bibliothèques", Library)
    groups: tuple[LibraryGroup, ...] = children("Groupes de bibliothèques", LibraryGroup)
    inventory: tuple[InventoryItem, ...] = children("Inventaire", InventoryItem)
    equipment: tuple[Equipment, ...] = children("Équipements", Equipment)
    connections: tuple[Connection, ...] = children("Connexions", Connection)
    posts: tuple[ServicePost, ...] = children("Équipe du service", ServicePost)
    budgets: tuple[ServiceBudgetLine, ...] = children("Budget numérique du service", ServiceBudgetLine)
    offers: tuple[ServiceOffer, ...] = children("Services aux bibliothèques", ServiceOffer)
    past_plans: tuple[PastPlan, ...] = children("Schémas précédents", PastPlan)
