"""What the phasing adds to the page of an action: its dates no longer hold, the calendar is to be computed again."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import count
from maillage.phasing.checks import stale_steps
from maillage.programme.readings import archived_codes, progress_of

NOT_COMPUTED = "Le calendrier n'a pas été recalculé depuis cette modification."


def panels(project: Project) -> Iterator[Panel]:
    """Nothing in a document: its calendar is computed before."""
    yield from ()


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    if target != "programme.Action" or code in archived_codes(project):
        return
    stale = project.once(stale_steps)
    department = project.network.department
    steps = progress_of(project).action(code).steps
    undated = sum(item.step.planned_start is None for item in steps)
    rows = [
        [
            Cell(f"{item.step.code} {item.step.title}", f"#etape-{item.step.code}"),
            Cell(stale[item.step.code].message),
        ]
        for item in steps
        if item.step.code in stale
    ]
    if rows or undated:
        waiting = f"{count(undated, 'étape attend une date', 'étapes attendent une date')}."
        listing = Listing(
            caption="Dates qui ne tiennent plus",
            heads=[Head("Étape"), Head("Ce qui ne va pas")],
            rows=rows,
        )
        yield PagePanel(
            title="Calendrier à recalculer" if rows else "Calendrier à calculer",
            lead=NOT_COMPUTED if rows else f"{waiting} Le calcul la propose ; vous l'adoptez ou l'écartez.",
            listing=listing if rows else None,
            edits=[
                Link(
                    "Recalculer le calendrier",
                    reverse("phasing:replan", args=[department]),
                    "primary",
                    "refresh-cw",
                )
            ],
        )
