"""The story that the demo tells: a second year with a slip, a decision next week, a grant half promised."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from builders import cher_file, project_for, read_text, saved_network
from maillage.base import plugs
from maillage.base.plugs import Project
from maillage.base.values.remarks import Severity
from maillage.base.values.tree import Part, Table
from maillage.cli.demo import DEMO_TODAY, MEASURES, PROGRAMME
from maillage.dossier.composition import compose
from maillage.dossier.linter import remarks_of
from maillage.evaluation.domain.attainment import Status
from maillage.evaluation.readings import attainments_of
from maillage.funding.domain import FunderKind, FundingStatus
from maillage.funding.readings import lines_of, standings_of
from maillage.governance.readings import decisions_of, next_meetings, undecided_of
from maillage.phasing.domain.plan import Placement, Plan
from maillage.phasing.domain.verifier import verify
from maillage.phasing.readings import problem_of
from maillage.phasing.services import phase
from maillage.portability.build import is_dated, load_all, scheduled
from maillage.portability.domain.writer import write
from maillage.procurement.domain.follow import PurchaseState
from maillage.procurement.readings import follow_of
from maillage.programme.domain import Step
from maillage.programme.readings import gated_steps, progress_of
from maillage.training.readings import training_of

PROJECT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db


@cache
def text() -> str:
    return (PROJECT / PROGRAMME).read_text("utf-8")


@pytest.fixture
def story() -> Project:
    network, _ = load_all(file=read_text(text()), exports=(), territory=(), measures=[PROJECT / MEASURES])
    return project_for(network, DEMO_TODAY)


def test_the_demo_lives_a_monday_of_its_second_year() -> None:
    assert DEMO_TODAY.weekday() == 0
    assert DEMO_TODAY.year == 2027


def placed(step: Step, first: date) -> Placement:
    """What the optimiser had placed, from the dates that adoption stored (see phasing.services)."""
    assert step.planned_start
    assert step.planned_end
    start = step.planned_start - timedelta(days=step.planned_start.weekday())
    if step.weeks == 0:
        return Placement(task=step.code, start=step.planned_start, end=step.planned_end)
    end = step.planned_end - timedelta(days=1) if step.gate else step.planned_end + timedelta(days=2)
    assert start >= first - timedelta(days=7)
    return Placement(task=step.code, start=start, end=end)


def test_the_adopted_calendar_is_a_verified_plan() -> None:
    """Without what happened since, the frozen dates break no constraint."""
    before = re.sub(r"(?m)^ {18}done: .*\n", "", text())
    made = project_for(saved_network(file=read_text(before)), date(2026, 3, 30))
    assert is_dated(made)
    steps = [item.step for item in progress_of(made).steps]
    plan = Plan(placements=tuple(placed(step, date(2026, 1, 1)) for step in steps))
    assert len(plan.placements) == 167
    assert verify(problem_of(made), plan) == ()


def test_building_the_demo_keeps_the_adopted_dates(story: Project) -> None:
    made, phased = scheduled(story)
    assert phased is None
    assert made is story


def test_half_of_the_steps_are_done_and_a_few_are_late(story: Project) -> None:
    progress = progress_of(story)
    assert progress.share is not None
    assert 0.4 < progress.share < 0.6
    assert 5 <= len(progress.late) <= 10
    assert all(item.step.done <= DEMO_TODAY for item in progress.steps if item.step.done)
    assert {item.step.code for item in progress.behind("A12-3")} >= {"A12-4", "A12-5", "A12-7"}


def test_one_purchase_slipped_and_its_steps_wait(story: Project) -> None:
    (late,) = [item for item in follow_of(story) if item.state is PurchaseState.LATE]
    assert late.planned.purchase.code == "P02"
    assert late.slip_days > 100
    assert late.expected is not None
    assert late.expected > DEMO_TODAY
    assert sum(item.state is PurchaseState.NOTIFIED for item in follow_of(story)) == 12


def test_a_decision_is_due_next_week_and_past_ones_are_recorded(story: Project) -> None:
    body, meeting = next(pair for pair in next_meetings(story, days=13) if pair[1].agenda)
    assert body.code == "CP"
    assert timedelta(days=7) <= meeting.day - DEMO_TODAY <= timedelta(days=13)
    assert [item.step.code for item in gated_steps(story)["CP", meeting.day]] == ["A13-2"]
    assert len(decisions_of(story)) > 20
    assert len(undecided_of(story)) == 1


def test_the_grant_is_half_promised(story: Project) -> None:
    dgd = {item.line.status for item in lines_of(story) if item.funder.kind is FunderKind.DGD}
    assert dgd == {FundingStatus.NOTIFIED, FundingStatus.PROMISED, FundingStatus.REQUESTED}
    others = {FunderKind.REGION, FunderKind.EUROPE}
    assert {i.line.status for i in lines_of(story) if i.funder.kind in others} == {FundingStatus.REQUESTED}
    overall = standings_of(story)[0]
    assert overall.notified is not None
    assert overall.missing is not None
    assert overall.expected == overall.notified + overall.missing
    assert overall.missing > 100_000


def test_most_indicators_are_on_track_one_is_late_and_two_have_no_data(story: Project) -> None:
    found = [item.status for item in attainments_of(story)]
    assert found.count(Status.LATE) == 1
    assert 1 <= found.count(Status.WATCH) <= 2
    assert found.count(Status.NO_DATA) == 2
    assert found.count(Status.ON_TRACK) > len(found) / 2


def test_measures_are_sorted_and_none_is_in_the_future() -> None:
    with (PROJECT / MEASURES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [(row["indicator"], row["day"]) for row in rows]
    assert keys == sorted(keys)
    assert max(row["day"] for row in rows) <= DEMO_TODAY.isoformat()


def test_trainings_took_place_and_others_are_to_come(story: Project) -> None:
    courses = training_of(story).courses
    held = sum(course.took_place() for course in courses)
    assert 0 < held < sum(course.planned() for course in courses)
    for course in courses:
        assert course.took_place(until=2026) <= course.planned(until=2026)


def test_one_blocking_remark_and_several_warnings(story: Project) -> None:
    found = remarks_of(story)
    blocking = [remark for remark in found if remark.severity is Severity.BLOCKING]
    assert [(remark.code, remark.target) for remark in blocking] == [("EVA-03", "evaluation.Indicator/I29")]
    assert {"PRG-10", "ACH-07", "FIN-11", "EVA-07", "EVA-08", "GOV-01"} <= {remark.code for remark in found}
    assert {"PRG-12", "PRG-13", "ACH-08", "DOS-02", "PHA-01"}.isdisjoint(remark.code for remark in found)


def captions(part: Part) -> Iterator[str]:
    """Titles and captions of a chapter, without their numbers."""
    for block in part.blocks:
        if isinstance(block, Part):
            yield block.title.partition("\u00a0")[2]
            yield from captions(block)
        elif isinstance(block, Table):
            yield block.caption.partition(" – ")[2]


EXECUTION = {
    "Étapes en retard, et ce qu'elles retiennent",
    "Décisions prises",
    "Suivi des achats",
    "Ce qui est demandé, promis, notifié, et ce qui manque encore",
    "Ce que l'on sait à ce jour",
}


def test_the_dossier_of_the_second_year_tells_what_happened(story: Project) -> None:
    document = compose(story)
    assert document.cover.subtitle.endswith("état d'avancement de la deuxième année")
    found = {text for chapter in document.chapters for text in captions(chapter)}
    assert found >= EXECUTION


def test_a_dossier_of_candidature_says_nothing_of_execution() -> None:
    made = project_for(saved_network(file=cher_file()), date(2026, 2, 2))
    found = {text for chapter in compose(made).chapters for text in captions(chapter)}
    assert found
    assert found.isdisjoint(EXECUTION)


def test_what_is_left_can_be_planned_again(story: Project) -> None:
    phased = phase(story)
    assert phased.has_plan, [reason.message for reason in phased.reasons]


def test_the_demo_programme_comes_back_as_it_went_through_a_canonical_file() -> None:
    file = read_text(text())
    assert read_text(write(file.sections, plugs.sections())).sections == file.sections
