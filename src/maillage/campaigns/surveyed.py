"""What the Ministry's survey already says: where a network without any campaign begins."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Tile
from maillage.base.values.french import number, percent
from maillage.territory.readings import key_figures_of

# What the survey asks every library, one key figure each.
ASKED = (
    ("weekly_hours.median", "Heures d'ouverture"),
    ("surface_m2.median", "Surface"),
    ("volunteers.median", "Bénévoles"),
    ("wifi.yes", "Wi-Fi"),
)


def survey_tiles(project: Project) -> list[Tile]:
    """For each question, how many libraries gave a usable answer in the open data."""
    known = key_figures_of(project)
    tiles = []
    for name, label in ASKED:
        figure = known.get(name)
        if figure and figure.n_total:
            share = figure.n_known / figure.n_total
            value = f"{number(figure.n_known)} sur {number(figure.n_total)}"
            tiles.append(Tile(label, value, f"{percent(share)} de réponses utilisables", share=share))
    return tiles
