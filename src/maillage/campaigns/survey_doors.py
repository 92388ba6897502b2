"""What stands behind the address of a poster: a form to fill, or why there is none today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.base.values.french import plain_date
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.models import SurveyLink
from maillage.campaigns.survey_links import survey_link_of


@dataclass(frozen=True, kw_only=True)
class Shut:
    """Why nothing can be answered: what the page says, and the status of its answer."""

    title: str
    told: str
    status: int = 410


@dataclass(frozen=True, kw_only=True)
class Door:
    """`framework` is None when `shut` says why. `link` is None when the address never existed."""

    link: SurveyLink | None
    framework: Framework | None = None
    shut: Shut | None = None

    @property
    def campaign(self) -> Any:
        return self.link.campaign if self.link else None


_UNKNOWN = Shut(
    title="Cette adresse ne mène à aucune enquête",
    told="Il lui manque peut-être une lettre. Relisez l'affiche, ou photographiez de nouveau son code.",
    status=404,
)
_REVOKED = Shut(
    title="Cette adresse ne sert plus",
    told="Le service l'a fermée. Une autre affiche l'a peut-être remplacée : demandez à votre bibliothèque.",
)
ABSENT = Shut(
    title="Cette enquête n'est pas prête",
    told="Ses questions ne sont pas encore là. Revenez dans quelques jours, à cette même adresse.",
)


def door_of(token: str, today: date) -> Door:
    link = survey_link_of(token)
    if link is None:
        return Door(link=None, shut=_UNKNOWN)
    if link.revoked_at is not None:
        return Door(link=link, shut=_REVOKED)
    if over := _over(link.campaign, today):
        return Door(link=link, shut=over)
    try:
        return Door(link=link, framework=framework_of(link.campaign))
    except FrameworkRefused:
        return Door(link=link, shut=ABSENT)


def _over(campaign: Any, today: date) -> Shut | None:
    if campaign.opens is not None and today < campaign.opens and campaign.state is CampaignState.OPEN:
        day = plain_date(campaign.opens)
        return Shut(
            title="Cette enquête n'a pas encore commencé",
            told=f"Elle ouvrira le {day}, à cette même adresse.",
        )
    if campaign.takes_answers(today):
        return None
    last = f"Le dernier jour était le {plain_date(campaign.closes)}. " if campaign.closes else ""
    return Shut(
        title="Cette enquête est terminée", told=f"{last}Merci à celles et ceux qui ont donné leur avis."
    )
