"""What results add to the page of a library: its last card, its plan, its wishes."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.ui.components import Fact, Link
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import count, plain_date
from maillage.campaigns.card_screens import band_badge
from maillage.campaigns.cards import card_of
from maillage.campaigns.domain.frameworks import FrameworkKind
from maillage.campaigns.models import StepState, WishKind
from maillage.campaigns.plan_readings import is_late, plans_of
from maillage.campaigns.readings import results_of


def page_panels_results(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """On the page of a library: where it is, what it chose, what it asks for."""
    if target != "territory.Library":
        return
    sent = [
        found
        for found in results_of(project).values()
        if found.framework.kind is FrameworkKind.GRID and code in found.by_library
    ]
    plans = plans_of(project)
    wishes, steps = plans.wishes_of(code), plans.steps_of(code)
    if not sent:
        return
    last = max(sent, key=lambda found: str(found.campaign.opened_at))
    campaign: str = last.campaign.code  # type: ignore[attr-defined]
    card = card_of(project, campaign, code)
    if card is None:
        return
    department = project.network.department
    late = sum(is_late(step, project.today) for step in steps)
    live = [step for step in steps if step.state != StepState.DROPPED.value]
    facts = [
        Fact("Où en est la bibliothèque", "", badge=band_badge(card.band)),
        Fact("Services du socle assurés", card.core_text),
        Fact("Envoyé le", plain_date(card.sent_on)),
        Fact(
            "Plan de progrès", count(len(live), "pas", "pas") + (f", dont {late} en retard" if late else "")
        ),
        *(Fact(f"Souhait de {WishKind(wish.kind).label}", wish.text) for wish in wishes),
    ]
    yield PagePanel(
        title="Services numériques et qualité",
        lead=f"D'après « {card.campaign_title} ». {card.towards}",
        facts=facts,
        links=[
            Link("Sa fiche de restitution", reverse("campaigns:card", args=[department, campaign, code])),
            Link("Son plan de progrès", reverse("campaigns:plan", args=[department, code])),
        ],
    )
