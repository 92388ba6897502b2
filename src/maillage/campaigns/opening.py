"""Opening and closing a campaign: who is asked is frozen, the framework is sealed, answers begin or end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.base.models import record
from maillage.base.plugs import Project
from maillage.campaigns.domain import inviting
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework, ItemScope
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import FrameworkRefused, framework_in, seal, version_of
from maillage.campaigns.models import Campaign, Participation
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.readings import CLASS_BOUNDS, directory_of, territory_of


class NotPossible(ValueError):
    """Something that cannot be done now; the message is French and says what to do."""


def places_of(project: Project) -> tuple[Place, ...]:
    """Every open library of the network, as a campaign may ask it."""
    classes = strata(CLASS_BOUNDS)
    found = []
    for line in directory_of(project):
        if line.is_open:
            stratum = stratum_of(line.population, classes)
            found.append(
                Place(
                    code=line.library.code,
                    name=line.library.name,
                    epci_code=line.commune.epci_code if line.commune else "",
                    epci_name=line.commune.epci_name if line.commune else "",
                    stratum=stratum.label if stratum else "",
                    population=line.population,
                )
            )
    return tuple(found)


def asked_by(project: Project, campaign: Any) -> tuple[Place, ...]:
    """The libraries that a campaign (declared) would ask if it opened now, a sample left undrawn."""
    groups = {group.code: group.libraries for group in territory_of(project).groups}
    return inviting.audience(campaign, places_of(project), groups.get(campaign.group or "", ()))


@transaction.atomic
def open_campaign(*, campaign: Campaign, places: Sequence[Place], actor: object = None) -> Campaign:
    """Seal the framework, make one questionnaire a library (and one an EPCI when something is asked of networks).

    Raises NotPossible without a library or a framework, or when it was opened before.
    """
    row: Any = Campaign.objects.select_for_update().select_related("network").get(pk=campaign.pk)
    if row.opened_at is not None:
        raise NotPossible("Cette campagne est déjà ouverte.")
    version = version_of(row)
    if version is None:
        raise NotPossible(
            "Choisissez d'abord un référentiel : celui que la campagne nomme n'est pas dans ce réseau."
        )
    try:
        framework = framework_in(version)
    except FrameworkRefused as refusal:
        raise NotPossible(str(refusal)) from refusal
    if framework.kind.is_of_libraries:
        if not places:
            raise NotPossible("Aucune bibliothèque n'est interrogée : revoyez « qui répond ».")
        _invite(row, framework, places)
    seal(row=version, actor=actor)
    row.framework_version, row.opened_at = version.version, timezone.now()
    row.save(update_fields=["framework_version", "opened_at", "changed_at"])
    trail(row, "campaign.open", actor, libraries=len(places))
    return row  # type: ignore[no-any-return]


def _invite(campaign: Campaign, framework: Framework, places: Sequence[Place]) -> None:
    rows = [
        Participation(
            network_id=campaign.network_id,
            campaign=campaign,
            rater=Rater.SELF.value,
            library_code=place.code,
            library_name=place.name,
            epci_code=place.epci_code,
            epci_name=place.epci_name,
            stratum=place.stratum,
            population=place.population,
        )
        for place in places
    ]
    if any(item.scope is ItemScope.NETWORK for item in framework.items):
        shared = {place.epci_code: place.epci_name for place in places if place.epci_code}
        rows += [
            Participation(
                network_id=campaign.network_id,
                campaign=campaign,
                rater=Rater.SELF.value,
                epci_code=code,
                epci_name=name,
                library_name="",
            )
            for code, name in shared.items()
        ]
    Participation.objects.bulk_create(rows)


@transaction.atomic
def close_campaign(*, campaign: Campaign, actor: object = None) -> Campaign:
    """No answer is taken any more, save in a questionnaire opened again. Closing twice changes nothing."""
    row: Any = Campaign.objects.select_for_update().select_related("network").get(pk=campaign.pk)
    if row.opened_at is None:
        raise NotPossible("Cette campagne n'a pas été ouverte : il n'y a rien à clore.")
    if row.closed_at is None:
        row.closed_at = timezone.now()
        row.save(update_fields=["closed_at", "changed_at"])
        trail(row, "campaign.close", actor)
    return row  # type: ignore[no-any-return]


def trail(campaign: Any, verb: str, actor: object, **detail: Any) -> None:
    """Write one line of the history of a campaign."""
    record(
        network=campaign.network, actor=actor, verb=verb,
        target=f"campaigns.Campaign/{campaign.code}", label=str(campaign), **detail,
    )  # fmt: skip
