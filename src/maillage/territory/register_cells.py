"""How each cell of the register is written."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Cell, Tone
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.directory import Answered, Line
from maillage.territory.domain.variables import ValueKind, Variable
from maillage.territory.listings import measured
from maillage.territory.told_tables import answer_cell, said


def epci_cell(line: Line) -> Cell:
    return Cell((line.commune.epci_name if line.commune else "") or UNKNOWN)


def population_cell(line: Line) -> Cell:
    return Cell(number(line.population), sort=line.population)


def contact_cell(line: Line) -> Cell:
    return Cell("oui" if line.is_reachable else "non")


# The figures whose column has a name of its own in addresses.
KEYS = {"weekly_hours": "heures", "surface_m2": "surface", "volunteers": "benevoles"}


def figure_cell(line: Line, variable: Variable) -> Cell:
    seen = line.record.observation(variable.code) if line.record else None
    badge = Badge("service", Tone.INFO) if seen and seen.own else None
    if variable.kind is ValueKind.NUMBER:
        value = line.number(variable.code)
        # Hours and people are what their column says: the unit would be read as many times as there are rows.
        plain = variable.code in KEYS and variable.code != "surface_m2"
        text = measured(value, variable) if value is None or not plain else _bare(value)
        return Cell(text, sort=value, badge=badge)
    if variable.code == "wifi":
        wifi = line.wifi()
        return Cell(wifi.label, sort=None if wifi is Answered.UNKNOWN else wifi.value, badge=badge)
    shown = (
        Cell(said(variable, seen.value), badge=badge) if seen and seen.own else answer_cell(variable, seen)
    )
    return Cell(
        shown.text, url=shown.url, sort=None if shown.text == UNKNOWN else shown.text, badge=shown.badge
    )


def _bare(value: Any) -> str:
    return number(value, 0 if value == int(value) else 1)
