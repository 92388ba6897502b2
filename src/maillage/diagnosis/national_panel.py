"""On a library's page: where it stands in the country at equal size, in three figures, and the way to its card."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, percent
from maillage.diagnosis.national_card import placed
from maillage.diagnosis.national_listings import shown
from maillage.diagnosis.national_readings import national_of
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.readings import directory_of

SAID = ("weekly_hours", "surface_m2", "document_spend_eur")


def library_panels(project: Project, code: str) -> Iterator[PagePanel]:
    """Nothing without a national file: an empty panel would only be noise there."""
    line = next((line for line in directory_of(project) if line.library.code == code), None)
    reference = national_of(project) if line is not None and line.is_open else None
    if line is None or reference is None:
        return
    facts = []
    for item in placed(line, variable__in=SAID):
        label = BY_CODE[item.country.variable].label
        if item.rank is None:
            facts.append(Fact(label, UNKNOWN))
        else:
            value = shown(item.value, item.country.variable)
            facts.append(Fact(label, f"{value} : au-dessus de {percent(item.rank)} du pays, à taille égale"))
    yield PagePanel(
        title="Dans le pays",
        lead="Sa place parmi les bibliothèques des communes de même taille"
        + (" (pays fictif de démonstration)." if reference.fictitious else "."),
        facts=facts,
        links=[
            Link(
                "Voir ses repères et ses semblables",
                reverse("diagnosis:card", args=[project.network.department, code]),
            )
        ],
    )
