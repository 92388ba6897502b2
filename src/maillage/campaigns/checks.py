"""What the linter says of campaigns."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import percent, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.campaigns.answer_rates import State, states_of, targets_of
from maillage.campaigns.campaign_states import is_overdue
from maillage.campaigns.domain.campaigns import Campaign, CampaignState
from maillage.campaigns.ground import campaigns_of
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.previewing import overlap_told


def checks(project: Project) -> Iterator[Remark]:
    found = campaigns_of(project)
    if not found:
        return
    known, states = _known(project, {one.framework for one in found}), states_of(project)
    for campaign in found:
        if campaign.framework not in known:
            yield _remark(
                campaign, "CAM-01", Severity.WARNING,
                f"Le référentiel « {campaign.framework} » n'est pas dans ce réseau.",
                "Choisissez-en un autre (« framework »), ou ajoutez celui-là aux référentiels.",
            )  # fmt: skip
        if campaign.code in states:
            yield from _of_state(project, campaign, states[campaign.code])


def _known(project: Project, named: set[str]) -> set[str]:
    """The frameworks that are there among those named; those that ship with Maillage are."""
    shipped = set(packaged_frameworks())
    if named <= shipped:
        return shipped
    rows = FrameworkVersion.objects.filter(network=project.network, code__in=named)
    return shipped | set(rows.values_list("code", flat=True))


def _of_state(project: Project, campaign: Campaign, state: State) -> Iterator[Remark]:
    stored, today = state.campaign.state, project.today
    if is_overdue(state, today):
        yield _remark(
            campaign, "CAM-02", Severity.WARNING,
            f"Son dernier jour, le {plain_date(campaign.closes)}, est passé et elle n'est pas close.",
            "Closez-la pour lire ses résultats, ou repoussez le dernier jour (« closes »).",
        )  # fmt: skip
    if stored is CampaignState.OPEN and campaign.results_on and campaign.results_on < today:
        yield _remark(
            campaign, "CAM-03", Severity.WARNING,
            f"La restitution était promise pour le {plain_date(campaign.results_on)}, et la campagne est encore ouverte.",
            "Closez-la et rendez les résultats, ou dites aux bibliothèques la nouvelle date (« results_on »).",
        )  # fmt: skip
    if stored is CampaignState.DRAFT and (told := overlap_told(project, campaign)):
        yield _remark(
            campaign, "CAM-04", Severity.ADVICE, told,
            "Décalez-la (« opens », « closes »), ou prévenez les bibliothèques.",
        )  # fmt: skip
    target = targets_of(project).overall
    if stored is CampaignState.CLOSED and state.rate.is_under(target):
        yield _remark(
            campaign, "CAM-05", Severity.ADVICE,
            f"{percent(state.rate.share)} des bibliothèques ont répondu, pour {percent(target)} visés.",
            "Dites-le à côté des résultats, et ce que les silencieuses pourraient changer.",
        )  # fmt: skip


def _remark(campaign: Campaign, code: str, severity: Severity, message: str, remedy: str) -> Remark:
    return Remark(
        code=code,
        severity=severity,
        where=f"Campagne {campaign.code}, {campaign.title}",
        message=message,
        remedy=remedy,
        target=f"campaigns.Campaign/{campaign.code}",
    )
