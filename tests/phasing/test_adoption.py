"""From a project to a plan, from a plan to the dates of its steps: money, meetings, capacity, the audit trail."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import cher_file, minimal_text, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.dossier.linter import remarks_of
from maillage.funding.domain import BudgetSection
from maillage.funding.readings import plan_of
from maillage.governance.readings import governance_of
from maillage.phasing.exports import action_gantt, csv_number, phasing_rows
from maillage.phasing.services import Phased, adopt, phase
from maillage.programme.models import Step
from maillage.programme.readings import last_day, programme_of

pytestmark = pytest.mark.django_db

CALENDAR = {"PHA-01", "PHA-02", "PHA-03", "PHA-04", "PHA-05", "PRG-08", "FIN-06"}

ONE_STEP = """
maillage: 1
network: {{ department: "18", name: Réseau, owner: Département }}
governance:
  bodies:
    - code: COPIL
      name: Comité de pilotage
      kind: copil
      meetings: [{{ day: 2026-02-10 }}]
programme:
  title: Un projet
  start: {start}
  months: {months}
  axes:
    - code: A
      title: Axe
      objectives:
        - code: A1
          title: Objectif
          actions:
            - code: A11
              title: Action
              kind: tool
              scope: network
              lead: Direction
              steps:
                - {{ code: S1, title: Étape, weeks: {weeks}, person_days: {days} }}
funding:
  operations: [{{ code: OP1, title: Équipement, section: investment }}]
  costs:
    - {{ code: D1, label: Matériel, action: A11, operation: OP1, section: investment, amount_ht: 1000, step: S1 }}
phasing:
  person_days_per_week: 5
  ceilings: [{{ year: {year}, investment_ht: 1000 }}]
"""


def project(text: str = "") -> Project:
    return project_for(saved_network(file=read_text(text or minimal_text())))


def one_step(start: str = "2026-01-01", months: int = 36, weeks: int = 4, days: int = 0) -> Project:
    return project(ONE_STEP.format(start=start, months=months, weeks=weeks, days=days, year=start[:4]))


def adopted(made: Project) -> tuple[Project, Phased]:
    """The project as it reads once its plan is adopted."""
    phased = phase(made)
    adopt(project=made, phased=phased)
    return project_for(made.network), phased


@pytest.fixture
def cher(db: Any) -> tuple[Project, Phased]:
    return adopted(project_for(saved_network(file=cher_file())))


def calendar_remarks(made: Project) -> list[str]:
    return [f"{r.code} {r.where} {r.message}" for r in remarks_of(made) if r.code in CALENDAR]


def assert_gates_end_on_meetings(made: Project) -> None:
    meetings = {body.code: {m.day for m in body.meetings} for body in governance_of(made).bodies}
    gated = [step for _, step in programme_of(made).steps() if step.gate]
    assert gated
    for step in gated:
        assert last_day(step) in meetings[step.gate or ""], step.code


def assert_money_is_that_of_the_plan(made: Project, phased: Phased) -> None:
    plan = plan_of(made)
    assert plan.undated == ()
    for spend in phased.result.spending:
        section = BudgetSection(spend.section.value)
        assert plan.cost_ht(year=spend.year, section=section) == spend.amount_ht
    assert sum((spend.amount_ht for spend in phased.result.spending), Decimal(0)) == plan.cost_ht()


# -- the two examples


def test_the_adopted_calendar_of_the_smallest_example_gets_no_remark() -> None:
    made, _ = adopted(project())
    assert calendar_remarks(made) == []


def test_a_step_that_waits_for_a_body_ends_on_the_day_of_a_meeting() -> None:
    made, _ = adopted(project())
    assert_gates_end_on_meetings(made)


def test_the_money_of_each_year_and_section_is_that_of_the_plan() -> None:
    assert_money_is_that_of_the_plan(*adopted(project()))


def test_the_calendar_of_the_cher_keeps_its_meetings_its_money_and_gets_no_remark(
    cher: tuple[Project, Phased],
) -> None:
    made, phased = cher
    assert calendar_remarks(made) == []
    assert_gates_end_on_meetings(made)
    assert_money_is_that_of_the_plan(made, phased)


def test_every_step_of_the_cher_is_inside_the_programme_and_after_what_it_waits_for(
    cher: tuple[Project, Phased],
) -> None:
    programme = programme_of(cher[0])
    steps = {step.code: step for _, step in programme.steps()}
    for step in steps.values():
        assert step.planned_start is not None
        assert step.planned_start in programme.period
        assert last_day(step) in programme.period  # type: ignore[operator]
        for code in step.predecessors:
            assert last_day(steps[code]) <= step.planned_start  # type: ignore[operator]


# -- adoption


def test_adoption_writes_every_date_once_and_leaves_a_trace() -> None:
    made = project()
    phased = phase(made)
    assert adopt(project=made, phased=phased) == 4
    trace = AuditEntry.objects.get(network=made.network, verb="phasing.adopt")
    undated = {code: [None, None] for code in ("A11-1", "A11-2", "A11-3", "A12-1")}
    assert trace.detail == {"steps": 4, "before": undated}
    assert not Step.objects.filter(network=made.network, planned_start=None).exists()


def test_adopting_twice_changes_nothing_the_second_time() -> None:
    made = project()
    phased = phase(made)
    adopt(project=made, phased=phased)
    before = list(Step.objects.order_by("pk").values("planned_start", "planned_end"))
    assert adopt(project=made, phased=phased) == 0
    assert list(Step.objects.order_by("pk").values("planned_start", "planned_end")) == before


def test_planning_again_after_adoption_gives_the_same_calendar() -> None:
    made, phased = adopted(project())
    assert phase(made).result.plan == phased.result.plan


def test_a_network_never_touches_the_steps_of_another() -> None:
    other = saved_network(file=read_text(minimal_text().replace('"18"', '"45"')))
    adopted(project())
    assert Network.objects.count() == 2
    assert not Step.objects.filter(network=other).exclude(planned_start=None).exists()


def test_a_step_ends_on_the_friday_of_its_last_week_so_that_its_money_does_not_slip_a_year() -> None:
    made, phased = adopted(one_step("2026-12-01", 3, weeks=5))
    ((_, step),) = programme_of(made).steps()
    placed = phased.result.plan.by_task["S1"]
    assert step.planned_start == date(2026, 12, 1)  # the Monday of that week is before the programme
    assert last_day(step) == date(2027, 1, 1)  # a Friday
    assert placed.end == date(2027, 1, 4)
    assert_money_is_that_of_the_plan(made, phased)


@pytest.mark.parametrize("start", ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01", "2023-01-01"])
@pytest.mark.parametrize("weeks", [0, 1])
def test_what_is_paid_in_the_first_week_is_paid_in_the_first_year(start: str, weeks: int) -> None:
    """The first week begins on a Monday that may belong to the year before: no ceiling watches over that year."""
    made, phased = adopted(one_step(start, 12, weeks=weeks))
    assert {spend.year for spend in phased.result.spending} == {int(start[:4])}
    assert_money_is_that_of_the_plan(made, phased)
    assert calendar_remarks(made) == []


def test_a_year_filled_to_the_last_week_is_within_what_the_team_can_give() -> None:
    """2026 touches 53 weeks: 265 days at 5 a week are possible, and the linter must count as the plan does."""
    made, _ = adopted(one_step(months=13, weeks=53, days=265))
    assert calendar_remarks(made) == []


def test_a_programme_of_half_a_year_has_half_a_year_of_capacity() -> None:
    made = one_step("2026-07-01", 6, weeks=26, days=130)
    step = Step.objects.get(network=made.network)
    step.planned_start, step.planned_end = date(2026, 7, 1), date(2026, 12, 26)
    step.person_days = Decimal(200)
    step.save()
    assert any(told.startswith("PHA-02") for told in calendar_remarks(project_for(made.network)))


# -- no plan


def test_a_ceiling_that_is_too_low_is_explained_with_its_amount_and_nothing_is_adopted() -> None:
    text = (
        minimal_text()
        + "\nphasing:\n  ceilings:\n"
        + "".join(f"    - {{ year: {year}, investment_ht: 14999 }}\n" for year in (2026, 2027, 2028))
    )
    made = project(text)
    phased = phase(made)
    assert not phased.has_plan
    told = " ".join(f"{reason.message} {reason.remedy}" for reason in phased.reasons)
    assert "A11-3" in told
    assert "14\u202f999\u00a0€" in told
    with pytest.raises(ValueError, match="Aucun calendrier à adopter"):
        adopt(project=made, phased=phased)
    assert not AuditEntry.objects.filter(verb="phasing.adopt").exists()


def test_a_team_that_is_too_small_is_explained() -> None:
    phased = phase(project(minimal_text() + "\nphasing:\n  person_days_per_week: 1\n"))
    assert not phased.has_plan
    assert any("jours-personnes par semaine" in reason.message for reason in phased.reasons)


# -- what is exported


def test_the_table_of_the_phasing_has_one_row_a_step_with_its_last_day() -> None:
    made, _ = adopted(project())
    header, *rows = phasing_rows(made)
    told = {row[5]: dict(zip(header, row, strict=True)) for row in rows}
    assert list(told) == ["A11-1", "A11-2", "A11-3", "A12-1"]
    assert told["A11-1"]["début"] == "2026-01-01"
    assert told["A11-2"]["début"] == told["A11-2"]["fin"] == "2026-02-10"
    assert told["A11-2"]["instance"] == "COPIL"
    assert told["A11-3"]["après"] == "A11-2"
    assert told["A12-1"]["nature"] == "formation"


@pytest.mark.parametrize(("value", "text"), [("12", "12"), ("2.50", "2,5"), ("0", "0"), ("1000", "1000")])
def test_numbers_are_written_with_a_comma_and_no_space(value: str, text: str) -> None:
    assert csv_number(Decimal(value)) == text


def test_there_is_no_gantt_before_any_date_and_one_bar_an_action_after() -> None:
    made = project()
    assert action_gantt(made) is None
    dated, _ = adopted(made)
    spec = action_gantt(dated)
    assert spec is not None
    assert {"A11", "A12"} <= set(re.findall(r"A1\d", str(spec)))


def test_a_file_that_dates_some_steps_keeps_those_dates() -> None:
    text = minimal_text()
    assert text.count("                  weeks: 12\n") == 1
    text = text.replace(
        "                  weeks: 12\n",
        "                  weeks: 12\n                  planned_start: 2027-05-03\n                  planned_end: 2027-07-24\n",
    )
    project = project_for(saved_network(file=read_text(text)))
    phased = phase(project)
    assert phased.result.plan.by_task["A12-1"].start == date(2027, 5, 3)
    free = phase(project_for(saved_network(file=read_text(minimal_text()))))
    assert free.result.plan.by_task["A12-1"].start < date(2027, 5, 3)
