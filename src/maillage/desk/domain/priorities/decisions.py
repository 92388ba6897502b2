"""The meetings: reports to send, decisions to prepare, decisions to write down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from maillage.base.values.french import long_date, plain_date
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, in_days, others
from maillage.desk.domain.situation import Coming, Situation

# How far ahead, in days, a date asks to be prepared, and how near it outranks what is already late.
AHEAD, IMMINENT = 21, 8


def act_by(coming: Coming, today: date) -> date:
    """The day before which something is to be done for a meeting: its report's while it can be sent, else its own."""
    reports = coming.reports
    return reports.sent if reports and reports.sent >= today else coming.meeting.day


def meeting(now: Situation) -> Iterator[Priority]:
    near = [c for c in now.coming if act_by(c, now.today) <= now.today + timedelta(days=AHEAD)]
    if not near:
        return
    coming = min(near, key=lambda one: (act_by(one, now.today), one.body.code))
    body, meeting = coming.body, coming.meeting
    day = act_by(coming, now.today)
    imminent = (day - now.today).days <= IMMINENT
    report = day != meeting.day
    yield Priority(
        rank=Rank.MEETING_IMMINENT if imminent else Rank.MEETING_SOON,
        gravity=Gravity.SOON,
        label=f"Envoyer le rapport avant le {plain_date(day)} : {body.name}"
        if report
        else f"Préparer la séance du {long_date(day)} : {body.name}",
        why=_meeting_why(coming, now.today, report)
        + others(len(near), "séance approche", "séances approchent"),
        target=f"governance.Body/{body.code}",
        page="governance:bodies",
    )


def _meeting_why(coming: Coming, today: date, report: bool) -> str:
    agenda = f"À l'ordre du jour : {coming.meeting.agenda.rstrip('.')}."
    if report:
        return f"La séance est le {long_date(coming.meeting.day)}. {agenda}"
    sent = ""
    if coming.reports:
        sent = (
            f" Le rapport devait partir le {plain_date(coming.reports.sent)} : assurez-vous qu'il est parti."
        )
    return f"{in_days((coming.meeting.day - today).days)}. {agenda}{sent}"


def undecided(now: Situation) -> Iterator[Priority]:
    if not now.undecided:
        return
    body, meeting = now.undecided[0]
    yield Priority(
        rank=Rank.UNDECIDED,
        gravity=Gravity.TIDY,
        label=f"Noter ce qui a été décidé le {plain_date(meeting.day)} : {body.name}",
        why=f"À l'ordre du jour : {meeting.agenda.rstrip('.')}."
        + others(len(now.undecided), "séance est sans décision notée", "séances sont sans décision notée"),
        target=f"governance.Body/{body.code}",
        page="governance:bodies",
    )
