"""What evaluation adds to an action and to its objective: the indicators that will say whether it worked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.panels import PageColumn, PagePanel
from maillage.base.values.french import number, short_date
from maillage.evaluation.domain.attainment import Attainment
from maillage.evaluation.readings import attainments_of, evaluation_of
from maillage.evaluation.screens import line
from maillage.programme.readings import programme_of


def panels(project: Project) -> Iterator[Panel]:
    by_objective: dict[str, list[str]] = {}
    for indicator in evaluation_of(project).indicators:
        by_objective.setdefault(indicator.objective, []).append(f"{indicator.code}. {indicator.title}")
    for _, objective, action in programme_of(project).actions():
        if told := by_objective.get(objective.code):
            yield Panel(target="programme.Action", code=action.code, label="Suivi par", text=" ; ".join(told))


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """On the page of an objective or of an action: the indicators that will say whether it worked."""
    if target == "programme.Objective":
        yield _panel(project, code, "Indicateurs")
    elif target == "programme.Action":
        objective = next(
            (one for _, one, action in programme_of(project).actions() if action.code == code), None
        )
        if objective is not None:
            yield _panel(project, objective.code, "Suivi par")


def page_columns(project: Project, target: str) -> Iterator[PageColumn]:
    """How many indicators say whether the objective of each action is met."""
    if target != "programme.Action":
        return
    number_of = Counter(indicator.objective for indicator in evaluation_of(project).indicators)
    values = {
        action.code: Decimal(number_of[objective.code])
        for _, objective, action in programme_of(project).actions()
        if number_of[objective.code]
    }
    yield PageColumn(
        key="indicateurs", label="Indicateurs", values=values, told=number, wanted="un indicateur"
    )


def _panel(project: Project, objective: str, title: str) -> PagePanel:
    department = project.network.department
    found = [item for item in attainments_of(project) if item.indicator.objective == objective]
    new = f"{reverse('evaluation:indicator-new', args=[department])}?objective={objective}"
    return PagePanel(
        title=title,
        lead="" if found else "Aucun indicateur ne dira si cet objectif est atteint.",
        listing=_listing(project, found) if found else None,
        edits=[Link("Ajouter un indicateur", new, "button", "plus")],
    )


def _listing(project: Project, found: Sequence[Attainment]) -> Listing:
    return Listing(
        caption="Indicateurs de l'objectif",
        heads=(Head("Indicateur"), Head("Dernière mesure", "right"), Head("Cible", "right"), Head("État")),
        rows=[_row(project, item) for item in found],
        anchor="indicateurs",
    )


def _row(project: Project, item: Attainment) -> list[Cell | str]:
    shown = line(project, item)
    url = reverse("evaluation:indicator", args=[project.network.department, shown.code])
    return [
        Cell(f"{shown.code}. {shown.title}", url),
        Cell(shown.measured, note=short_date(shown.measured_on) if shown.measured_on else ""),
        Cell(shown.target, note=f"fin {shown.target_year}" if shown.target_year else ""),
        Cell("", badge=shown.badge),
    ]
