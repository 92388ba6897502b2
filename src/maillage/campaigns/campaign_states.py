"""How the state of a campaign is shown: a badge, its dates, what comes next."""

from __future__ import annotations

from datetime import date

from maillage.base.ui.components import Badge, Tone
from maillage.base.values.french import percent, plain_date
from maillage.campaigns.answer_rates import State
from maillage.campaigns.domain.campaigns import Campaign, CampaignState

TONES = {
    CampaignState.DRAFT: Tone.NEUTRAL,
    CampaignState.OPEN: Tone.GOOD,
    CampaignState.CLOSED: Tone.INFO,
}


def is_overdue(state: State, today: date) -> bool:
    """Open although its last day went by: no answer is taken, and nobody closed it."""
    row = state.campaign
    closes: date | None = row.closes  # type: ignore[attr-defined]
    return row.state is CampaignState.OPEN and closes is not None and closes < today


def state_badge(state: State, today: date) -> Badge:
    if is_overdue(state, today):
        return Badge("dernier jour passé, à clore", Tone.WARNING)
    return Badge(state.campaign.state.label, TONES[state.campaign.state])


def dates_told(campaign: Campaign) -> str:
    """`du 5 octobre au 20 novembre 2026`, as far as it is known."""
    if campaign.opens and campaign.closes:
        return f"du {plain_date(campaign.opens)} au {plain_date(campaign.closes)}"
    if campaign.opens:
        return f"à partir du {plain_date(campaign.opens)}"
    return f"jusqu'au {plain_date(campaign.closes)}" if campaign.closes else "dates à fixer"


def rate_told(state: State) -> str:
    """`118 sur 143, soit 83 %`; a dash before anyone was asked."""
    if not state.rate.asked:
        return "–"
    return f"{state.rate.sent} sur {state.rate.asked}, soit {percent(state.rate.share)}"
