"""What the diagnosis shows on the pages of earlier rooms."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Panel, Project
from maillage.base.ui.panels import PagePanel
from maillage.diagnosis.national_panel import library_panels


def panels(project: Project) -> Iterator[Panel]:
    """Nothing in documents: the chapter of the diagnosis says it."""
    return iter(())


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    if target == "territory.Library":
        yield from library_panels(project, code)
