"""Who is well served, in the dossier: marks reached in sites and in inhabitants, and what lacks in all."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.domain.spreads import Reach, reach
from maillage.diagnosis.marks import rule_of_mark, usual_mark
from maillage.diagnosis.sites import By, sites_of
from maillage.diagnosis.spreading import WHOLE, decimal
from maillage.territory.domain.variables import BY_CODE, ValueKind, Variable
from maillage.territory.listings import measured
from maillage.territory.readings import data_source, register_of

TOLD = ("weekly_hours", "surface_m2", "employees", "wifi", "website")
# One employee at least: the mark that the State's typologies and aids have in common.
_ONE = {"employees": 1.0}


def blocks(project: Project) -> Iterator[Block]:
    if not register_of(project).sources:
        return
    found = [(variable, item) for code in TOLD if (item := _reach(project, variable := BY_CODE[code]))]
    if not found:
        return
    hours = next((item for variable, item in found if variable.code == "weekly_hours"), None)
    if hours is not None and hours.share is not None and hours.people_share is not None:
        yield body(
            f"Parmi les bibliothèques dont les horaires sont connus, {percent(hours.share)} ouvrent "
            f"{measured(decimal(hours.mark), BY_CODE['weekly_hours'])} par semaine ou plus ; elles desservent "
            f"{percent(hours.people_share)} des habitants dont on connaît la réponse. Il manque "
            f"{measured(decimal(hours.shortfall), BY_CODE['weekly_hours'])} par semaine, en tout, aux "
            f"{count(hours.short, 'autre', 'autres')}."
        )
    yield _table(project, found)


def _reach(project: Project, variable: Variable) -> Reach | None:
    sites = sites_of(project, variable, By.SIZE)
    mark = _ONE.get(variable.code) or usual_mark(project, variable, sites)
    found = reach(WHOLE, sites, mark)
    return found if found.coverage.known else None


def _table(project: Project, found: list[tuple[Variable, Reach]]) -> Table:
    ruled = [rule for variable, _ in found if (rule := rule_of_mark(project, variable))]
    doubtful = any(rule.confidence is not Confidence.CONFIRMED for rule in ruled)
    return Table(
        caption="Part des lieux et part des habitants",
        columns=(
            Column("Repère", width=2.4),
            Column("Réponses", align="right", width=1.2),
            Column("Lieux qui l'atteignent", align="right", width=1.3),
            Column("Quoi que disent les silencieux", align="right", width=1.5),
            Column("Habitants servis", align="right", width=1.2),
            Column("Ce qui manque en tout", align="right", width=1.5),
        ),
        rows=tuple(_row(variable, item) for variable, item in found),
        source=f"{data_source(project)} Les repères sont des choix de présentation"
        + (", réglables dans les règles." if doubtful else "."),
    )


def _row(variable: Variable, item: Reach) -> tuple[str, ...]:
    asked = variable.kind is not ValueKind.NUMBER
    mark = "oui" if asked else f"{measured(decimal(item.mark), variable)} ou plus"
    bounds = item.bounds
    lacks = "–" if asked else measured(decimal(item.shortfall), variable) if item.short else "rien"
    return (
        f"{variable.label} : {mark}",
        f"{number(item.coverage.known)} sur {number(item.coverage.total)}",
        percent(item.share) if item.share is not None else UNKNOWN,
        f"{percent(bounds.low)} à {percent(bounds.high)}" if bounds else UNKNOWN,
        percent(item.people_share) if item.people_share is not None else UNKNOWN,
        lacks,
    )
