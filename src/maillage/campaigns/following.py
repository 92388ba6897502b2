"""A campaign while it runs: how many were invited, began, answered, and what there is to do today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.campaigns import domain
from maillage.campaigns.domain.reminding import forecast, is_to_call
from maillage.campaigns.inviting import to_invite, to_remind
from maillage.campaigns.standings import Questionnaire


@dataclass(frozen=True, kw_only=True)
class Following:
    """`to_invite`: invitations that can leave now; `failed`: last message that did not leave; `reminders`: how many
    leave by day if nobody answers."""

    all_of: Sequence[Questionnaire]
    to_invite: int
    failed: Sequence[Questionnaire]
    to_call: Sequence[Questionnaire]
    due_today: int
    reminders: dict[date, int]

    @property
    def sent(self) -> int:
        return sum(one.standing.is_sent for one in self.all_of)

    @property
    def closed(self) -> int:
        return sum(one.standing.is_closed for one in self.all_of)

    @property
    def asked(self) -> int:
        """Those that could answer: a library closed during the campaign is left out."""
        return len(self.all_of) - self.closed

    @property
    def begun(self) -> int:
        return sum(one.standing.saved_on is not None and not one.standing.is_sent for one in self.all_of)

    @property
    def invited(self) -> int:
        return sum(one.standing.invited_on is not None for one in self.all_of)


def following_of(
    found: Sequence[Questionnaire], declared: domain.Campaign, today: date, *, quiet: int
) -> Following:
    """What there is to do of a campaign that is open; `found`: all its questionnaires."""
    reminders = bool(declared.reminder_days())
    return Following(
        all_of=found,
        to_invite=len(to_invite(found)),
        failed=[one for one in found if one.failure and not one.standing.is_sent],
        to_call=[one for one in found if is_to_call(one.standing, has_reminders=reminders)],
        due_today=len(to_remind(found, declared, today, quiet=quiet)),
        reminders=dict(forecast([one.standing for one in found], declared, today, quiet_days=quiet)),
    )
