"""The questionnaires of a library, on its page: one line a campaign."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import short_date
from maillage.campaigns.closed import closed_of
from maillage.campaigns.models import Participation


def library_panel(project: Project, library: str) -> Iterator[PagePanel]:
    """Nothing for a library that no campaign asked. One query, closed libraries aside."""
    rows = Participation.objects.filter(network=project.network, library_code=library).of_libraries()
    found = list(rows.select_related("campaign").order_by("-campaign__opened_at", "pk"))
    if not found:
        return
    plan = _url(project, "campaigns:plan", library)
    yield PagePanel(
        title="Campagnes",
        listing=Listing(
            caption="Ses questionnaires",
            heads=(Head("Campagne"), Head("État"), Head("Fiche")),
            rows=[_row(project, row) for row in found],
        ),
        links=[Link("Son plan de progrès", plan, "button")] if plan else [],
    )


def _row(project: Project, row: Participation) -> list[Cell | str]:
    campaign = row.campaign
    card = _url(project, "campaigns:card", campaign.code, row.library_code) if row.submitted_at else ""
    return [
        Cell(str(campaign), _url(project, "campaigns:campaign", campaign.code)),
        _state(row, row.pk in closed_of(project)),
        Cell("Voir sa fiche", card) if card else "",
    ]


def _state(row: Participation, closed: bool) -> Cell:
    if row.submitted_at:
        return Cell(
            "", badge=Badge("envoyé", Tone.GOOD), note=short_date(timezone.localdate(row.submitted_at))
        )
    if closed:
        return Cell("fermée pendant la campagne")
    over = row.campaign.closed_at is not None
    if row.saved_at:
        return Cell("commencé, jamais envoyé" if over else "commencé")
    return Cell("n'a pas répondu" if over else "attendu")


def _url(project: Project, name: str, *codes: str) -> str:
    try:
        return reverse(name, args=[project.network.department, *codes])
    except NoReverseMatch:
        return ""
