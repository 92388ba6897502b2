"""What readers and participants said of a library, on its page: one line a survey, small counts hidden."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import number
from maillage.campaigns.models import SurveyReply
from maillage.campaigns.survey_readings import least_shown


def survey_panel(project: Project, library: str) -> Iterator[PagePanel]:
    """Nothing for a library where nobody replied. One query."""
    rows = (
        SurveyReply.objects.filter(network=project.network, library_code=library)
        .values("campaign__code", "campaign__title")
        .annotate(n=Count("pk"))
        .order_by("-campaign__opens", "campaign__code")
    )
    found = list(rows)
    if not found:
        return
    least, department = least_shown(project), project.network.department
    yield PagePanel(
        title="Ce qu'en disent les usagers",
        listing=Listing(
            caption="Réponses sans nom",
            heads=(Head("Enquête"), Head("Réponses", "right")),
            rows=[
                [
                    Cell(
                        row["campaign__title"],
                        reverse("campaigns:survey", args=[department, row["campaign__code"]]),
                    ),
                    number(row["n"]) if row["n"] >= least else f"moins de {least}",
                ]
                for row in found
            ],
        ),
    )
