"""What one place has, on the page of its library: its connection, and its panel."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, short_date
from maillage.territory.domain.directory import Line
from maillage.territory.domain.inventory import Connection, Technology
from maillage.territory.equipment_screens import speed_told, wifi_told
from maillage.territory.inventory import kits_of
from maillage.territory.machine_listing import lines_listing
from maillage.territory.readings import directory_of


def equipment_panels(project: Project, code: str) -> Iterator[PagePanel]:
    """On the page of a library: how it is connected, and its machines."""
    kit = kits_of(project).by_library.get(code)
    if kit is None:
        return
    department = project.network.department
    line = next((one for one in directory_of(project) if one.library.code == code), None)
    add = f"{reverse('territory:equipment-new', args=[department])}?library={code}"
    edits = [Link("Ajouter un équipement", add, "button", "plus")]
    if kit.connection:
        url = reverse("territory:connection-edit", args=[department, kit.connection.code])
        edits.append(Link("Modifier la connexion", url, "button", "pencil"))
    else:
        url = f"{reverse('territory:connection-new', args=[department])}?library={code}"
        edits.append(Link("Décrire la connexion", url, "button", "plus"))
    yield PagePanel(
        title="Équipement et connexion",
        facts=list(connection_facts(line, kit.connection)),
        listing=lines_listing(project, kit.equipment, caption="Équipement de la bibliothèque"),
        links=[
            Link("Équipement de tout le réseau", reverse("territory:equipments", args=[department])),
        ],
        edits=edits,
    )


def connection_facts(line: Line | None, connection: Connection | None) -> Iterator[Fact]:
    if connection is None:
        yield Fact("Connexion", UNKNOWN)
    else:
        yield Fact("Connexion", connection.technology.label)
        when = f", mesuré le {short_date(connection.measured_on)}" if connection.measured_on else ""
        speeds = (("Débit descendant", connection.down_mbps), ("Débit montant", connection.up_mbps))
        for label, speed in () if connection.technology is Technology.NONE else speeds:
            yield Fact(label, f"{speed_told(speed)}{when}" if speed is not None else UNKNOWN)
    if line is not None:
        yield Fact("Wi-Fi public", wifi_told(line, connection))
    if connection and connection.note:
        yield Fact("Précision", connection.note)
