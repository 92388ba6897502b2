"""What is asked, promised, notified and missing; from when an aid is needed, and by when it must be committed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project, collect, figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.funding.domain import FundingLine, FundingStatus
from maillage.funding.domain.standing import awaits_aids
from maillage.funding.readings import lines_of, plan_of, standings_of

pytestmark = pytest.mark.django_db

# One line of each status: 1000, 200, 30, 4 in 2026, and 500 notified in 2027.
LINES = """    - { code: R1, funder: DGD, operation: OP1, amounts: { 2026: 1000 } }
    - { code: R2, funder: DGD, operation: OP1, amounts: { 2026: 200 }, status: requested }
    - { code: R3, funder: DGD, operation: OP1, amounts: { 2026: 30 }, status: promised }
    - { code: R4, funder: DGD, operation: OP1, amounts: { 2026: 4, 2027: 500 }, status: notified, notified_on: 2025-10-14 }
"""
RATE = "    - code: R1\n      funder: DGD\n      operation: OP1\n      rate: 0.50\n"


def project(lines: str = LINES, *, dated: bool = True) -> Project:
    text = minimal_text()
    assert RATE in text
    text = text.replace(RATE, lines)
    if dated:
        text = text.replace(
            "weeks: 8\n",
            "weeks: 8\n                  planned_start: 2026-02-16\n                  planned_end: 2026-04-11\n",
        )
    return project_for(saved_network(file=read_text(text)))


def test_statuses_are_a_ladder_from_what_is_hoped_to_what_is_notified() -> None:
    overall = standings_of(project())[0]
    assert overall.year is None
    assert (
        overall.expected,
        overall.requested,
        overall.promised,
        overall.notified,
        overall.missing,
    ) == tuple(map(Decimal, (1734, 734, 534, 504, 1230)))


def test_years_add_up_to_the_whole() -> None:
    overall, *years = standings_of(project())
    assert [one.year for one in years] == [2026, 2027, 2028]
    for status in FundingStatus:
        assert sum(one.by_status[status] or 0 for one in years) == overall.by_status[status]
    assert [one.missing for one in years] == [Decimal(1230), Decimal(0), Decimal(0)]


def test_an_aid_at_a_rate_on_costs_without_a_date_is_unknown_not_zero() -> None:
    found = standings_of(project(RATE, dated=False))
    assert {one.expected for one in found} == {None}
    assert {one.notified for one in found} == {Decimal(0)}
    figures = figures_of(project(RATE, dated=False))
    assert figures["funding.missing_total"].text == "inconnu"


def test_an_aid_notified_on_costs_without_a_date_is_known_and_no_year_of_it_is() -> None:
    told = RATE + "      status: notified\n      notified_on: 2025-10-14\n      notified_amount: 5000\n"
    made = project(told, dated=False)
    overall, *years = standings_of(made)
    assert (overall.expected, overall.notified, overall.missing) == (5000, 5000, 0)
    assert {one.notified for one in years} == {None}
    assert [item.amount for item in lines_of(made)] == [5000]
    assert awaits_aids(plan_of(made)), "no year of the plan holds it yet"


def test_without_any_aid_nothing_is_missing() -> None:
    assert standings_of(project(""))[0].missing == 0


def test_an_aid_is_needed_from_the_first_step_that_spends_it() -> None:
    assert [item.first_use for item in lines_of(project())] == [date(2026, 2, 16)] * 4


def test_a_notified_dgd_must_be_committed_within_its_delay_and_the_calendar_says_so() -> None:
    made = project()
    assert [item.commit_by for item in lines_of(made)] == [None, None, None, date(2027, 10, 14)]
    events = [event for event in collect("dates", "dates", made) if event.uid == "funding-R4-commit"]
    assert [event.day for event in events] == [date(2027, 10, 14)]


def test_a_notification_day_without_notification_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="jour de notification"):
        project(LINES.replace("status: notified, notified_on", "status: promised, notified_on"))
    with pytest.raises(ValueError, match="promise"):
        FundingLine(
            code="R", funder="F", operation="O", rate=Decimal("0.5"),
            status=FundingStatus.PROMISED, notified_on=date(2026, 1, 5),
        )  # fmt: skip
