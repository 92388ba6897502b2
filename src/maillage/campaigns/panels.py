"""What campaigns show on the pages of earlier rooms."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Panel, Project
from maillage.base.ui.panels import PagePanel
from maillage.campaigns.library_panel import library_panel
from maillage.campaigns.results_panels import page_panels_results
from maillage.campaigns.survey_panel import survey_panel


def panels(project: Project) -> Iterator[Panel]:
    """Nothing in documents: the chapter on coherence says it."""
    return iter(())


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    if target == "territory.Library":
        yield from library_panel(project, code)
        yield from survey_panel(project, code)
    yield from page_panels_results(project, target, code)
