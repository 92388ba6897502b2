"""Published values beside the network's own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import number
from maillage.base.values.sources import Confidence
from maillage.diagnosis.domain.published import Published, published_from
from maillage.diagnosis.national_listings import shown
from maillage.territory.chapter import quantity
from maillage.territory.models import NationalDepartment
from maillage.territory.readings import key_figures_of

TONES = {Confidence.SECONDARY: Tone.INFO, Confidence.TO_CONFIRM: Tone.WARNING}
# Ours come from the national file too, where the départemental service has a line of its own.
_SERVICE = {"service.staff_fte": "service_fte", "service.document_spend_eur": "service_spend_eur"}


@cache
def published_values() -> tuple[Published, ...]:
    text = (files("maillage.diagnosis") / "data" / "references.toml").read_text("utf-8")
    return published_from(tomllib.loads(text))


def published_listing(project: Project, department: NationalDepartment | None) -> Listing:
    """Every published value with its year, its source and ours when both say the same thing."""
    return Listing(
        caption="Valeurs publiées",
        anchor="valeurs-publiees",
        sort_param="tri_publiees",
        heads=(
            Head("Indicateur", key="nom"),
            Head("Valeur publiée"),
            Head("Année", "right", key="annee"),
            Head("Notre réseau", "right"),
            Head("Source"),
        ),
        rows=[_row(project, department, value) for value in published_values()],
        source="Relevées dans des documents publics ; la fiabilité est dite avec chaque source.",
    )


def _row(project: Project, department: NationalDepartment | None, value: Published) -> tuple[Cell, ...]:
    confidence = value.source.confidence
    badge = Badge(confidence.label, TONES[confidence]) if confidence in TONES else None
    ours, rests_on = _ours(project, department, value.figure)
    return (
        Cell(value.label, note=" ".join(filter(None, (f"{value.group}.", value.note)))),
        Cell(value.value),
        Cell(str(value.year), sort=value.year),
        Cell(ours, note=rests_on),
        Cell(value.source.title, url=value.source.url, badge=badge),
    )


def _ours(project: Project, department: NationalDepartment | None, name: str) -> tuple[str, str]:
    """Our figure and what it rests on; "–" when nothing of ours is comparable."""
    if name in _SERVICE:
        value = department.profile[_SERVICE[name]] if department else None
        return shown(value, name.removeprefix("service.")), "fichier national" if value is not None else ""
    figure = key_figures_of(project).get(name) if name else None
    if figure is None:
        return "–", ""
    return quantity(figure), f"{number(figure.n_known)} réponses sur {number(figure.n_total)}"
