"""The meetings of every body on one line of time."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import TimelineEvent, timeline
from maillage.base.values.french import count, plain_date, short_date
from maillage.base.values.periods import add_months
from maillage.base.values.tree import Column, Picture, Table
from maillage.governance.domain import Body


def calendar_picture(bodies: Sequence[Body]) -> Picture:
    """One row a body, a dot a meeting. Raises ValueError when no meeting is dated."""
    days = [meeting.day for body in bodies for meeting in body.meetings]
    start, end = min(days).replace(day=1), add_months(max(days).replace(day=1), 1)
    events = [TimelineEvent(body=body.name, day=m.day) for body in bodies for m in body.meetings]
    told = ", ".join(f"{body.name} : {count(len(body.meetings), 'séance')}" for body in bodies)
    return Picture(
        caption="Calendrier des instances",
        spec=timeline(events=events, start=start, end=end),
        alt=f"Frise des séances du {plain_date(min(days))} au {plain_date(max(days))}. {told}.",
        data=_table(bodies),
    )


def _table(bodies: Sequence[Body]) -> Table:
    pairs = sorted((m.day, body.name) for body in bodies for m in body.meetings)
    return Table(
        caption="Séances, dans l'ordre",
        columns=(Column("Date"), Column("Instance", width=3)),
        rows=tuple((short_date(day), name) for day, name in pairs),
    )
