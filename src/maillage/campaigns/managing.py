"""Verbs of whoever runs a campaign: whom it asks, its opening with its draws, one library opened again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.campaigns import domain, ground
from maillage.campaigns.domain.campaigns import Audience
from maillage.campaigns.domain.drawing import draw_sample
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import FrameworkRefused, framework_of, take_packaged
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.opening import NotPossible, asked_by, open_campaign
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.second_looks import draw
from maillage.campaigns.submitting import reopen


def audience_of(project: Project, campaign: domain.Campaign) -> tuple[Place, ...]:
    """The libraries that a campaign asks if it opens today, its sample drawn. Raises NotPossible."""
    places = asked_by(project, campaign)
    if campaign.audience is not Audience.SAMPLE:
        return places
    if campaign.sample_size is None:
        raise NotPossible("Dites combien de bibliothèques tirer au sort : « taille de l'échantillon ».")
    try:
        return draw_sample(campaign.code, places, campaign.sample_size)
    except ValueError as error:
        raise NotPossible(
            f"Un échantillon de {campaign.sample_size} ne peut pas être réparti par taille de commune. {error}"
        ) from error


def known_framework(campaign: Campaign) -> Framework:
    """The framework that a campaign uses, or would take when it opens: a packaged one is there for all. Raises
    NotPossible."""
    try:
        return framework_of(campaign)
    except FrameworkRefused as refusal:
        row: Any = campaign
        shipped = packaged_frameworks().get(row.framework)
        if shipped is not None and row.framework_version in ("", shipped.version):
            return shipped
        raise NotPossible(str(refusal)) from refusal


@transaction.atomic
def begin(*, project: Project, campaign: Campaign, actor: object = None) -> Campaign:
    """Open a campaign: its framework taken when it ships with Maillage, its sample and its second looks drawn. Raises
    NotPossible."""
    row: Any = campaign
    framework = known_framework(campaign)
    if row.closes is not None and row.closes < project.today:
        raise NotPossible(
            f"Le dernier jour, le {plain_date(row.closes)}, est passé : repoussez-le, puis ouvrez la campagne."
        )
    take_when_missing(campaign, framework, actor)
    declared = declared_of(project, row.code)
    places = audience_of(project, declared) if framework.kind.is_of_libraries else ()
    opened = open_campaign(campaign=campaign, places=places, actor=actor)
    if declared.double_rating and framework.kind.is_of_libraries:
        draw(campaign=opened, share=declared.double_rating, actor=actor)
    return opened


def take_when_missing(campaign: Campaign, framework: Framework, actor: object) -> None:
    try:
        framework_of(campaign)
    except FrameworkRefused:
        take_packaged(network=campaign.network, code=framework.code, actor=actor)


def declared_of(project: Project, code: str) -> domain.Campaign:
    """A campaign as people wrote it. Raises KeyError."""
    from_file = {one.code: one for one in ground.campaigns_of(project)}
    return from_file[code]


def reopen_one(
    *, participation: Participation, until: date | None, today: date, actor: object = None
) -> Participation:
    """Take the answers of one library again, until a day (included) when its campaign is over. Raises NotPossible."""
    campaign = participation.campaign
    if until is not None and until < today:
        raise NotPossible(f"Le {plain_date(until)} est passé : choisissez un jour à venir.")
    if until is None and not campaign.takes_answers(today):
        raise NotPossible(
            "La campagne ne prend plus de réponses : dites jusqu'à quel jour cette bibliothèque peut répondre."
        )
    return reopen(participation=participation, until=until, actor=actor)
