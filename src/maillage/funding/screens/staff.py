"""The team's time on screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing, Tile
from maillage.base.ui.pages import thing_url
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN, euros, number
from maillage.funding.credits import daily_cost, staff_of
from maillage.funding.readings import plan_of

Row = Sequence[Cell | str]


def staff_tiles(project: Project) -> list[Tile]:
    times, _ = staff_of(project)
    days = total(time.days for time in times)
    daily = daily_cost(project)
    return [
        Tile("Jours de l'équipe", number(days, 0 if days == int(days) else 1), "charge de toutes les étapes"),
        Tile("Valeur", euros(days * daily), f"à {euros(daily)} la journée, à confirmer"),
    ]


def staff_listing(project: Project) -> Listing:
    """Days of each action by year, and what they are worth."""
    times, _ = staff_of(project)
    daily, years = daily_cost(project), plan_of(project).years
    rows: list[Row] = []
    for action in dict.fromkeys(time.action for time in times):
        mine = [time for time in times if time.action is action]
        url = thing_url(project.network.department, f"programme.Action/{action.code}")
        rows.append(_staff_row(Cell(f"{action.code}. {action.title}", url), mine, years, daily))
    if rows:
        rows.append(_staff_row("Total", times, years, daily))
    return Listing(
        caption="Temps de l'équipe par action (jours)",
        heads=(
            Head("Action"),
            *(Head(str(year), "right") for year in years),
            Head("Sans date", "right"),
            Head("Total", "right"),
            Head("Valeur", "right"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty="Aucune étape ne dit encore combien de jours l'équipe y passera.",
        anchor="temps",
    )


def _staff_row(name: Cell | str, times: Sequence[Any], years: Sequence[int], daily: Decimal) -> Row:
    def days(kept: list[Any]) -> str:
        amount = total(time.days for time in kept)
        return number(amount, 0 if amount == int(amount) else 1) if amount else "–"

    return (
        name,
        *(days([time for time in times if time.year == year]) for year in years),
        days([time for time in times if time.year is None]),
        days(list(times)),
        euros(total(time.value(daily) for time in times)),
    )


def functions_listing(project: Project) -> Listing | None:
    """Days that each function of the teams gives; nothing when no team is written."""
    _, functions = staff_of(project)
    if not functions:
        return None
    daily = daily_cost(project)
    rows = [
        (
            one.role,
            UNKNOWN if one.days is None else number(one.days),
            euros(None if one.days is None else one.days * daily),
        )
        for one in functions
    ]
    return Listing(
        caption="Temps par fonction, d'après les équipes des actions (jours)",
        heads=(Head("Fonction"), Head("Jours", "right"), Head("Valeur", "right")),
        rows=rows,
        anchor="fonctions",
    )
