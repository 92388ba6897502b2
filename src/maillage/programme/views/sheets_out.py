"""The list of actions in the order asked for, and as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from maillage.base.spreadsheets import Sheet, Value
from maillage.base.ui.panels import PageColumn
from maillage.base.values.french import folded
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.progress import StepState
from maillage.programme.views.rows import ActionRow

KEYS: dict[str, Callable[[ActionRow], Any]] = {
    "numero": lambda row: row.rank,
    "statut": lambda row: list(ActionStatus).index(row.status),
    "confiance": lambda row: list(Outlook).index(row.action.outlook) if row.action.outlook else None,
    "nature": lambda row: row.action.kind.label + row.action.scope.label,
    "pilote": lambda row: folded(row.action.lead) or None,
    "dates": lambda row: row.start,
    "jalon": lambda row: row.next_day,
    "fait": lambda row: row.item.share,
    "fiche": lambda row: row.filled.share,
}


def order_of(rows: Sequence[ActionRow], asked: str, columns: Sequence[PageColumn]) -> list[ActionRow]:
    """Sorted by a column ("-fiche": the other way); what is unknown last; an unknown column keeps the order."""
    key, downwards = asked.removeprefix("-"), asked.startswith("-")
    keys = KEYS | {column.key: _amount(rank) for rank, column in enumerate(columns)}
    if key not in keys:
        return list(rows)
    valued = [(keys[key](row), row) for row in rows]
    known = sorted((pair for pair in valued if pair[0] is not None), key=_first, reverse=downwards)
    return [row for _, row in known] + [row for value, row in valued if value is None]


def _first(pair: tuple[Any, ActionRow]) -> Any:
    return pair[0]


def _amount(rank: int) -> Callable[[ActionRow], Any]:
    return lambda row: row.amounts[rank]


def actions_sheet(rows: Iterable[ActionRow], columns: Sequence[PageColumn]) -> Sheet:
    """A line an action, with figures and days as such."""
    heads = (
        *("Numéro", "Code", "Action", "Axe", "Objectif", "Nature", "Périmètre", "Statut", "Confiance"),
        *("Pilote", "Partenaires", "Priorité", "Début", "Fin", "Prochaine étape", "Le", "Étapes", "Finies"),
        *("En retard", "Fiche remplie", "Fiche : total", "Il manque"),
        *(column.label for column in columns),
    )
    return Sheet(name="Actions", heads=heads, rows=[_line(row) for row in rows])


def _line(row: ActionRow) -> Sequence[Value]:
    action, item = row.action, row.item
    last = max((one.last_day for one in action.steps if one.last_day), default=None)
    return (
        *(row.number, action.code, action.title, row.axis.axis.title, row.objective.objective.title),
        *(action.kind.label, action.scope.label, row.status.label),
        action.outlook.label if action.outlook else None,
        *(action.lead, ", ".join(action.partners), action.priority, row.start, last),
        *(row.next_title, row.next_day, item.total, item.done, item.count(StepState.LATE)),
        *(row.filled.done, row.filled.total, row.lacks),
        *row.amounts,
    )
