"""Whom to remind, on which day: rules that a page can show, and that anyone can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from maillage.base.values.fields import Choice
from maillage.campaigns.domain.campaigns import Campaign

# After the second reminder a person calls: a third message would be one too many.
MOST_REMINDERS = 2


class Silence(Choice):
    """Why nothing is sent to a library on a day."""

    SENT = "sent", "questionnaire envoyé"
    CLOSED = "closed", "bibliothèque fermée"
    REFUSED = "refused", "ne répondra pas"
    OVER = "over", "campagne terminée"
    NO_ADDRESS = "no_address", "aucune adresse électronique"
    NOT_INVITED = "not_invited", "invitation pas encore partie"
    ENOUGH = "enough", "déjà relancée : à appeler"
    NOT_YET = "not_yet", "pas encore relancée"
    QUIET = "quiet", "vient d'écrire ou d'être relancée"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a questionnaire stands. `told_on`: its last message; `saved_on`: the last answer of its draft.

    `reminders`: the rank of the last reminder sent, 0 before the first.
    """

    key: int
    invited_on: date | None = None
    told_on: date | None = None
    reminders: int = 0
    saved_on: date | None = None
    is_sent: bool = False
    is_closed: bool = False
    has_refused: bool = False
    is_reachable: bool = True


def reminder_on(standing: Standing, campaign: Campaign, on: date, *, quiet_days: int) -> int | Silence:
    """The rank of the reminder (1 or 2) that is due on a day, or why none is.

    A day that was missed (a server stopped, a draft just saved) is caught up on the next one.
    """
    if silence := _silence(standing, campaign, on):
        return silence
    rank = sum(day <= on for day in campaign.reminder_days()[:MOST_REMINDERS])
    if standing.reminders >= MOST_REMINDERS:
        return Silence.ENOUGH
    if rank <= standing.reminders:
        return Silence.NOT_YET
    last = max(filter(None, (standing.told_on, standing.saved_on)), default=None)
    if last is not None and (on - last).days < quiet_days:
        return Silence.QUIET
    return rank


def _silence(standing: Standing, campaign: Campaign, on: date) -> Silence | None:
    """What settles the case whatever the day of the reminders."""
    over = campaign.closes is not None and on > campaign.closes
    told = (
        (standing.is_sent, Silence.SENT),
        (standing.is_closed, Silence.CLOSED),
        (standing.has_refused, Silence.REFUSED),
        (over, Silence.OVER),
        (not standing.is_reachable, Silence.NO_ADDRESS),
        (standing.invited_on is None, Silence.NOT_INVITED),
    )
    return next((silence for holds, silence in told if holds), None)


def due(standings: Iterable[Standing], campaign: Campaign, on: date, *, quiet_days: int) -> Mapping[int, int]:
    """The rank of the reminder due on a day, by key of questionnaire."""
    found = ((s.key, reminder_on(s, campaign, on, quiet_days=quiet_days)) for s in standings)
    return {key: rank for key, rank in found if not isinstance(rank, Silence)}


def forecast(
    standings: Iterable[Standing], campaign: Campaign, today: date, *, quiet_days: int, days: int = 60
) -> Mapping[date, int]:
    """How many reminders leave on each day to come if nobody answers meanwhile, today included; days without any left
    out."""
    now, found = list(standings), {}
    for on in (today + timedelta(days=n) for n in range(days)):
        if campaign.closes is not None and on > campaign.closes:
            break
        leaving = due(now, campaign, on, quiet_days=quiet_days)
        if leaving:
            found[on] = len(leaving)
            now = [replace(s, reminders=leaving[s.key], told_on=on) if s.key in leaving else s for s in now]
    return found


def is_to_call(standing: Standing, *, has_reminders: bool) -> bool:
    """Whether a person should call: reminded twice in vain, or impossible to reach by e-mail."""
    if standing.is_sent or standing.is_closed or standing.has_refused:
        return False
    return not standing.is_reachable or (has_reminders and standing.reminders >= MOST_REMINDERS)
