"""The dates of campaigns: opening, reminders, last day, promised return."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.campaigns.answer_rates import State, states_of
from maillage.campaigns.domain.campaigns import Campaign, CampaignState
from maillage.campaigns.ground import campaigns_of
from maillage.campaigns.plan_readings import plan_dates

KIND = "campagne"
RANKS = ("Première relance", "Seconde relance")


def dates(project: Project) -> Iterator[DatedEvent]:
    states = states_of(project)
    for campaign in campaigns_of(project):
        yield from _of(project, campaign, states.get(campaign.code))
    yield from plan_dates(project)


def _of(project: Project, campaign: Campaign, state: State | None) -> Iterator[DatedEvent]:
    stored = state.campaign.state if state else CampaignState.DRAFT
    target, today = f"campaigns.Campaign/{campaign.code}", project.today
    uid = f"campaign-{campaign.code}"
    if campaign.opens:
        missed = stored is CampaignState.DRAFT and campaign.opens < today
        yield DatedEvent(
            uid=f"{uid}-opens", title=f"Ouverture : {campaign.title}", day=campaign.opens, kind=KIND,
            detail="Les invitations partent ensuite", target=target, missed=missed,
        )  # fmt: skip
    if stored is not CampaignState.CLOSED and state is not None and state.rate.asked:
        for rank, day in enumerate(campaign.reminder_days()[: len(RANKS)]):
            yield DatedEvent(
                uid=f"{uid}-reminder-{rank + 1}", title=f"{RANKS[rank]} : {campaign.title}", day=day, kind=KIND,
                detail="À qui n'a pas envoyé son questionnaire", target=target,
            )  # fmt: skip
    if campaign.closes:
        missed = stored is CampaignState.OPEN and campaign.closes < today
        yield DatedEvent(
            uid=f"{uid}-closes", title=f"Dernier jour : {campaign.title}", day=campaign.closes, kind=KIND,
            detail="Les réponses se ferment le soir", target=target, missed=missed,
        )  # fmt: skip
    if campaign.results_on:
        yield DatedEvent(
            uid=f"{uid}-results", title=f"Restitution promise : {campaign.title}", day=campaign.results_on,
            kind=KIND, detail="Annoncée aux bibliothèques avant qu'elles répondent", target=target,
        )  # fmt: skip
