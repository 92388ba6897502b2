"""What the meetings decided, those that left no trace, and those to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.governance.domain.bodies import Body, Meeting


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a body decided at one of its meetings: délibération, avis, arbitrage."""

    body: Body
    meeting: Meeting

    @property
    def day(self) -> date:
        return self.meeting.day

    @property
    def text(self) -> str:
        return self.meeting.decision


def decisions(bodies: Iterable[Body]) -> tuple[Decision, ...]:
    """Every decision recorded, the latest first."""
    found = [Decision(body=body, meeting=m) for body in bodies for m in body.meetings if m.decision]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.body.code)))


def undecided(bodies: Iterable[Body], on: date) -> tuple[tuple[Body, Meeting], ...]:
    """Meetings held before `on` with the project on their agenda, and nothing recorded, the latest first."""
    found = [
        (body, m) for body in bodies for m in body.meetings if m.agenda and not m.decision and m.day < on
    ]
    return tuple(sorted(found, key=lambda pair: (-pair[1].day.toordinal(), pair[0].code)))


def meetings_from(bodies: Iterable[Body], on: date) -> tuple[tuple[Body, Meeting], ...]:
    """Meetings on `on` or after, the soonest first."""
    found = [(body, m) for body in bodies for m in body.meetings if m.day >= on]
    return tuple(sorted(found, key=lambda pair: (pair[1].day, pair[0].code)))
