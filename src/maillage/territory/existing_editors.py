"""What people write of what exists: inventory, equipment, connections, own service, previous schéma."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.editing import Editor
from maillage.territory.models import (
    Connection,
    Equipment,
    InventoryItem,
    PastCommitment,
    PastPlan,
    ServiceBudgetLine,
    ServiceOffer,
    ServicePost,
)
from maillage.territory.section import SECTION

_INVENTORY: dict[str, Any] = {"home": "territory:inventory", "home_label": "Inventaire"}
_EQUIPMENT: dict[str, Any] = {"home": "territory:equipments", "home_label": "Équipement et connexion"}
_SERVICE: dict[str, Any] = {"home": "territory:service", "home_label": "Service départemental"}
_PAST: dict[str, Any] = {"home": "territory:past", "home_label": "Schéma précédent"}

ITEM = Editor(
    model=InventoryItem,
    section=SECTION,
    slug="inventaire/elements",
    noun="élément d'inventaire",
    fields=(
        "kind", "name", "provider", "scope", "places", "starts_on", "ends_on", "tacit", "notice_months", "decision",
        "yearly_cost_ht", "cost_year", "users", "users_year",
    ),
    more=(
        "notice_given", "users_source", "standards", "hosting", "personal_data", "accessibility", "note", "certainty",
    ),
    code_start="I",
    **_INVENTORY,
)  # fmt: skip

EQUIPMENT = Editor(
    model=Equipment,
    section=SECTION,
    slug="inventaire/materiel/lignes",
    noun="équipement",
    fields=("library", "kind", "quantity", "bought_in", "state", "owner"),
    more=("note",),
    code_start="EQ",
    **_EQUIPMENT,
)

CONNECTION = Editor(
    model=Connection,
    section=SECTION,
    slug="inventaire/connexions",
    noun="connexion",
    feminine=True,
    fields=("library", "technology", "down_mbps", "up_mbps", "measured_on", "wifi_conforming"),
    more=("note",),
    code_start="CX",
    **_EQUIPMENT,
)

POST = Editor(
    model=ServicePost,
    section=SECTION,
    slug="service/fonctions",
    noun="fonction de l'équipe",
    feminine=True,
    fields=("role", "posts", "fte", "skills", "digital_level", "training_need", "leaving_year"),
    more=("note",),
    code_start="F",
    **_SERVICE,
)

BUDGET = Editor(
    model=ServiceBudgetLine,
    section=SECTION,
    slug="service/budget",
    noun="ligne du budget numérique",
    feminine=True,
    fields=("year", "nature", "voted", "executed", "tax"),
    more=("note",),
    code_start="B",
    **_SERVICE,
)

OFFER = Editor(
    model=ServiceOffer,
    section=SECTION,
    slug="service/offres",
    noun="service aux bibliothèques",
    fields=("name", "what", "audience", "volume", "unit", "volume_year", "wish"),
    more=("known_how", "satisfaction"),
    code_start="SV",
    **_SERVICE,
)

PLAN = Editor(
    model=PastPlan,
    section=SECTION,
    slug="schema-precedent/schemas",
    noun="schéma précédent",
    fields=("title", "start", "end", "adopted_on", "document", "note"),
    code_start="SC",
    **_PAST,
)

COMMITMENT = Editor(
    model=PastCommitment,
    section=SECTION,
    slug="schema-precedent/engagements",
    noun="engagement",
    parent="plan",
    fields=("title", "orientation", "means", "result", "happened", "why", "lesson", "evidence", "certainty"),
    code_start="E",
    **_PAST,
)
