"""When the report for a meeting of the assembly must be sent, and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.base.values.periods import working_day_on_or_before
from maillage.governance.domain.bodies import Body, BodyKind, Meeting
from maillage.rulebook.domain import Rules, UnknownRule

# The bodies whose members receive reports a legal number of days before.
WITH_REPORTS = (BodyKind.ASSEMBLY, BodyKind.PERMANENT_COMMITTEE)


@dataclass(frozen=True, kw_only=True)
class ReportDates:
    """`written`: ready for the internal circuit; `sent`: to the members, at the latest."""

    written: date
    sent: date


def report_dates(body: Body, meeting: Meeting, rules: Rules) -> ReportDates | None:
    """Dates for a meeting of the assembly or its permanent committee (CGCT L3121-19); None for other bodies.

    None too on a day of which the rule knows nothing: the year of a meeting may be a slip of the hand.
    """
    if body.kind not in WITH_REPORTS:
        return None
    try:
        days = int(rules.value("governance.report.days", on=meeting.day).value)
        weeks = int(rules.value("governance.circuit.weeks", on=meeting.day).value)
    except UnknownRule:
        return None
    sent = working_day_on_or_before(meeting.day - timedelta(days=days))
    return ReportDates(sent=sent, written=working_day_on_or_before(sent - timedelta(weeks=weeks)))
