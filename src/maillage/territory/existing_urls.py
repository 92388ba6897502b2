"""Addresses of what exists: inventory, equipment, own service, previous schéma."""

from django.urls import path

from maillage.territory.existing_editors import (
    BUDGET,
    COMMITMENT,
    CONNECTION,
    EQUIPMENT,
    ITEM,
    OFFER,
    PLAN,
    POST,
)
from maillage.territory.views.equipment import equipments
from maillage.territory.views.inventory import inventory, inventory_file, inventoryitem
from maillage.territory.views.past import past, pastcommitment, pastplan
from maillage.territory.views.pasting import equipment_paste
from maillage.territory.views.service import service
from maillage.territory.views.things import (
    connection,
    equipment,
    servicebudgetline,
    serviceoffer,
    servicepost,
)

existing = [
    path("inventaire/", inventory, name="inventory"),
    path("inventaire/exporter.csv", inventory_file, {"form": "csv"}, name="inventory-csv"),
    path("inventaire/exporter.xlsx", inventory_file, {"form": "xlsx"}, name="inventory-xlsx"),
    path("inventaire/exporter.ods", inventory_file, {"form": "ods"}, name="inventory-ods"),
    *ITEM.urls(),
    path("inventaire/elements/<str:code>/", inventoryitem, name="inventoryitem"),
    path("inventaire/materiel/", equipments, name="equipments"),
    path("inventaire/materiel/coller/", equipment_paste, name="equipment-paste"),
    *EQUIPMENT.urls(),
    path("inventaire/materiel/lignes/<str:code>/", equipment, name="equipment"),
    *CONNECTION.urls(),
    path("inventaire/connexions/<str:code>/", connection, name="connection"),
    path("service/", service, name="service"),
    *POST.urls(),
    path("service/fonctions/<str:code>/", servicepost, name="servicepost"),
    *BUDGET.urls(),
    path("service/budget/<str:code>/", servicebudgetline, name="servicebudgetline"),
    *OFFER.urls(),
    path("service/offres/<str:code>/", serviceoffer, name="serviceoffer"),
    path("schema-precedent/", past, name="past"),
    *PLAN.urls(),
    path("schema-precedent/schemas/<str:code>/", pastplan, name="pastplan"),
    *COMMITMENT.urls(),
    path("schema-precedent/engagements/<str:code>/", pastcommitment, name="pastcommitment"),
]
