"""What the dossier adds to the pages of the programme and of its money: sheets and requests to take away."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Link
from maillage.base.ui.panels import PagePanel
from maillage.funding.asked import asked_of


def panels(project: Project) -> Iterator[Panel]:
    """Nothing in a document: it is one."""
    yield from ()


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    department = project.network.department
    every = Link("Plusieurs fiches en un fichier", reverse("dossier:action-sheets", args=[department]))
    if target == "programme.Action":
        pdf = reverse("dossier:action-sheet-pdf", args=[department, code])
        word = reverse("dossier:action-sheet-docx", args=[department, code])
        yield PagePanel(
            title="Emporter la fiche",
            lead="La fiche action tient sur une page A4, avec son coût et ses indicateurs.",
            links=[Link("PDF", pdf, "button", "download"), Link("Word", word, "button", "download"), every],
        )
    elif target == "programme.Axis":
        own = Link(
            "Fiches de cet axe",
            f"{reverse('dossier:action-sheets', args=[department])}?axe={code}",
            "button",
            "download",
        )
        yield PagePanel(
            title="Emporter les fiches", lead="Une page A4 par action, en PDF ou en Word.", links=[own]
        )
    elif target == "funding.Funder" and asked_of(project, code):
        links = [
            Link(
                label,
                reverse(f"dossier:funder-request-{kind}", args=[department, code]),
                "button",
                "download",
            )
            for kind, label in (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"))
        ]
        yield PagePanel(
            title="Emporter la demande",
            lead="Ses opérations, les dépenses éligibles par année, celles qui ne le sont pas et pourquoi, les autres "
            "financeurs, le calendrier des versements.",
            links=links,
        )
