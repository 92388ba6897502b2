"""The team's time in the dossier, apart from the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import number
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Part, Table, body
from maillage.funding.credits import daily_cost, staff_of
from maillage.funding.domain.staff import StaffTime
from maillage.funding.readings import plan_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures
from maillage.funding.telling import exact


def staff_table(project: Project) -> Table:
    """The team's days by year and what they are worth; what has no date is told apart."""
    times, _ = staff_of(project)
    daily = daily_cost(project)
    known = {time.year for time in times if time.year is not None}
    years: list[int | None] = sorted({*plan_of(project).years, *known})
    if any(time.year is None for time in times):
        years.append(None)
    rows: list[Figures] = []
    for year in years:
        mine = [time for time in times if time.year == year]
        rows.append((str(year or "Sans date"), *_days(mine, daily)))
    rows.append(("Total", *_days(times, daily)))
    return Table(
        caption="Temps de l'équipe, valorisé à part du plan",
        columns=(
            Column("Année"),
            Column("Actions", align="right"),
            Column("Jours", align="right"),
            Column("Valeur", align="right", width=1.2),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source=f"Lecture : {exact(daily)} la journée, un paramètre du référentiel. Une action qui dure plusieurs années "
        "compte dans chacune, et une fois dans le total.",
        confidence=Confidence.TO_CONFIRM,
    )


def _days(times: Sequence[StaffTime], daily: Decimal) -> tuple[str, str, Decimal]:
    days = total(time.days for time in times)
    actions = len({time.action.code for time in times})
    return number(actions), number(days, 0 if days == int(days) else 1), days * daily


def staff_parts(project: Project) -> Iterator[Part]:
    """The part on the team's time of the chapter; nothing while no step says how many days it takes."""
    times, _ = staff_of(project)
    if not times:
        return
    told = body(
        "Les agents du Département mènent le programme sur leur temps de travail. Ce temps est déjà payé : il n'entre ni "
        "dans les dépenses ni dans le reste à charge. Il est compté ici pour ce qu'il est, une part de l'effort."
    )
    yield Part(title="Le temps des équipes", blocks=(told, staff_table(project)))
