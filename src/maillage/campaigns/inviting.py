"""Who is written to: the invitations still to leave, the reminders of a day, and the work that sends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.base.jobs import start
from maillage.base.models import Job
from maillage.base.plugs import Project
from maillage.campaigns import domain
from maillage.campaigns.domain.reminding import Silence, due, reminder_on
from maillage.campaigns.models import Campaign
from maillage.campaigns.standings import Questionnaire

INVITE, REMIND = "campaigns.invite", "campaigns.remind"


def quiet_days(project: Project) -> int:
    """How many days without a message follow an answer saved or a message sent."""
    return int(project.rules.value("campaigns.reminder.quiet_days", on=project.today).value)


def to_invite(found: Sequence[Questionnaire]) -> list[Questionnaire]:
    """Those whose invitation did not leave yet and may: not sent, not closed, an address at hand."""
    return [
        one
        for one in found
        if one.standing.invited_on is None
        and one.standing.is_reachable
        and not (one.standing.is_sent or one.standing.is_closed or one.standing.has_refused)
    ]


def to_remind(
    found: Sequence[Questionnaire], campaign: domain.Campaign, on: date, *, quiet: int
) -> dict[int, int]:
    """The rank of the reminder due on a day by key of questionnaire."""
    return dict(due([one.standing for one in found], campaign, on, quiet_days=quiet))


def silence_of(one: Questionnaire, campaign: domain.Campaign, on: date, *, quiet: int) -> Silence | None:
    """Why a library gets no reminder that day; None when it gets one."""
    answer = reminder_on(one.standing, campaign, on, quiet_days=quiet)
    return answer if isinstance(answer, Silence) else None


def start_invitations(*, campaign: Campaign, origin: str, actor: Any, only: Sequence[str] = ()) -> Job:
    """Ask for the invitations to be sent; `only`: codes of libraries, to whom one is sent again if need be."""
    row: Any = campaign
    return start(
        network=campaign.network, kind=INVITE, label=f"Invitations : {row.title}"[:200], actor=actor,
        campaign=row.code, origin=origin, only=list(only),
    )  # fmt: skip


def start_reminders(*, campaign: Campaign, origin: str, day: date, actor: Any = None) -> Job:
    """Ask for the reminders of a day; asked twice, nobody is written to twice."""
    row: Any = campaign
    return start(
        network=campaign.network, kind=REMIND, label=f"Relances : {row.title}"[:200], actor=actor,
        campaign=row.code, origin=origin, day=day.isoformat(),
    )  # fmt: skip


def origin_of(network: Any) -> str:
    """The address of the site as it was when invitations last left; "" when none did. A daily work has no request."""
    last = Job.objects.filter(network=network, kind=INVITE).order_by("-pk").first()
    return str(last.arguments.get("origin", "")) if last else ""
