"""The columns of the register that a person may choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.base.ui.components import Cell
from maillage.base.values.french import UNKNOWN
from maillage.territory.domain.directory import Line
from maillage.territory.domain.variables import VARIABLES, ValueKind, Variable
from maillage.territory.register_cells import KEYS, contact_cell, epci_cell, figure_cell, population_cell


@dataclass(frozen=True, kw_only=True)
class RegisterColumn:
    """A column of the register. `key` names it in addresses; `is_figure`: a variable of the survey or the service."""

    key: str
    label: str
    cell: Callable[[Line], Cell]
    align: str = "left"
    is_figure: bool = False


_IDENTITY = (
    RegisterColumn(key="commune", label="Commune", cell=lambda line: Cell(line.library.town or UNKNOWN)),
    RegisterColumn(key="epci", label="Intercommunalité", cell=epci_cell),
    RegisterColumn(key="habitants", label="Habitants", cell=population_cell, align="right"),
    RegisterColumn(key="nature", label="Nature", cell=lambda line: Cell(line.library.kind.label)),
    RegisterColumn(key="statut", label="Statut", cell=lambda line: Cell(line.library.status or UNKNOWN)),
    RegisterColumn(key="contact", label="Contact connu", cell=contact_cell),
)
_LABELS = {"weekly_hours": "Heures par semaine", "wifi": "Wi-Fi"}


def _figure(variable: Variable) -> RegisterColumn:
    return RegisterColumn(
        key=KEYS.get(variable.code, variable.code),
        label=_LABELS.get(variable.code, variable.label),
        cell=lambda line: figure_cell(line, variable),
        align="right" if variable.kind is ValueKind.NUMBER else "left",
        is_figure=True,
    )


COLUMNS = (*_IDENTITY, *(_figure(variable) for variable in VARIABLES))
DEFAULT = ("commune", "epci", "habitants", "heures", "surface", "benevoles", "wifi")


def chosen_columns(keys: Sequence[str]) -> tuple[RegisterColumn, ...]:
    """The columns of these keys, in the order of the register; the usual ones when none is known."""
    found = tuple(column for column in COLUMNS if column.key in keys)
    return found or tuple(column for column in COLUMNS if column.key in DEFAULT)
