"""What comes first: each fact gives its line, in the order of what presses, with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maillage.base.values.remarks import Remark, Severity
from maillage.desk.domain.priorities import Gravity, Rank, in_days, priorities
from maillage.desk.domain.situation import Coming, Situation
from maillage.dossier.domain.completeness import Piece
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.domain.indicators import Indicator, IndicatorFamily, Measure
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import (
    BudgetSection,
    Funder,
    FunderKind,
    FundingLine,
    FundingStatus,
    Operation,
)
from maillage.governance.domain import Body, BodyKind, Meeting
from maillage.governance.domain.reports import ReportDates
from maillage.procurement.domain.backward import Milestone, Planned
from maillage.procurement.domain.follow import follow
from maillage.procurement.domain.purchases import HomogeneousNeed, Purchase
from maillage.programme.domain import Action, ActionKind, Scope, Step
from maillage.programme.domain.progress import StepProgress, StepState

TODAY = date(2027, 4, 19)
CHOICE: Any = None  # the procedure: nothing here asks for it
ACTION = Action(code="A1", title="Ouvrir le portail", kind=ActionKind.TOOL, scope=Scope.NETWORK)


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def purchase(code: str = "P1", *, launch: int, notify: int, launched: date | None = None) -> Any:
    """A purchase followed on TODAY; `launch` and `notify` are days from today."""
    milestones = tuple(
        Milestone(key=key, label=key, day=days(n))
        for key, n in (("prepare", launch - 30), ("launch", launch), ("notify", notify))
    )
    bought = Purchase(code=code, title="Portail", need="B1", step="A1-2", launched_on=launched)
    need = HomogeneousNeed(code="B1", title="Logiciels")
    planned = Planned(
        purchase=bought,
        need=need,
        own_ht=Decimal(1),
        choice=CHOICE,
        needed=days(notify),
        milestones=milestones,
    )
    return follow(planned, TODAY)


def late_step(code: str, n: int, *, held_by: tuple[str, ...] = ()) -> StepProgress:
    return StepProgress(
        action=ACTION,
        step=Step(code=code, title=f"Étape {code}", weeks=1),
        state=StepState.LATE,
        last_day=days(-n),
        days_late=n,
        held_by=held_by,
    )


def meeting(n: int, *, sent: int | None = None, agenda: str = "Plan de financement") -> Coming:
    body = Body(code="AD", name="Assemblée départementale", kind=BodyKind.ASSEMBLY)
    reports = None if sent is None else ReportDates(written=days(sent - 35), sent=days(sent))
    return Coming(body=body, meeting=Meeting(day=days(n), agenda=agenda), reports=reports)


def aid(status: FundingStatus, first_use: int | None, amount: int | None = 14_000) -> LineStanding:
    return LineStanding(
        line=FundingLine(code="R1", funder="UE", operation="OP1", rate=Decimal("0.5"), status=status),
        funder=Funder(code="UE", name="Union européenne", kind=FunderKind.EUROPE),
        operation=Operation(code="OP1", title="Ateliers", section=BudgetSection.INVESTMENT),
        amount=None if amount is None else Decimal(amount),
        first_use=None if first_use is None else days(first_use),
        commit_by=None,
    )


def indicator(code: str, status: Status, progress: str | None = "0.1") -> Attainment:
    return Attainment(
        indicator=Indicator(code=code, title="Prêts", objective="A1", family=IndicatorFamily.USE),
        status=status,
        trajectory=(),
        measure=Measure(indicator=code, day=days(-20), value=Decimal("2.5")),
        expected=Decimal(10),
        progress=None if progress is None else Decimal(progress),
        missing=(),
    )


BLOCKING = Remark(
    code="EVA-03",
    severity=Severity.BLOCKING,
    where="Indicateur I1",
    message="L'indicateur n'a aucune cible.",
    remedy="Fixez-en une.",
    target="evaluation.Indicator/I1",
)
PIECE = Piece(label="Les dépenses", present=False, remedy="Chiffrez les actions.", page="funding:costs")
CALM = Situation(today=TODAY, tracked=True)
SLIPPED = purchase(launch=-90, notify=-30)

CASES: list[tuple[str, dict[str, Any], list[Rank]]] = [
    ("nothing", {}, []),
    ("a slipped purchase", {"purchases": (SLIPPED,)}, [Rank.PURCHASE_SLIPS]),
    ("a slip nobody tracks", {"purchases": (SLIPPED,), "tracked": False}, []),
    ("a purchase in time", {"purchases": (purchase(launch=60, notify=119),)}, []),
    ("a purchase to prepare", {"purchases": (purchase(launch=10, notify=91),)}, [Rank.PURCHASE_TO_PREPARE]),
    ("a late step", {"late": (late_step("A1-1", 4),)}, [Rank.STEP_LATE]),
    (
        "a late step nobody tracks",
        {"late": (late_step("A1-1", 4),), "tracked": False, "overdue": 1},
        [Rank.UNTRACKED],
    ),
    ("a meeting in a week", {"coming": (meeting(7),)}, [Rank.MEETING_IMMINENT]),
    ("a meeting in two weeks", {"coming": (meeting(14),)}, [Rank.MEETING_SOON]),
    ("a meeting in two months", {"coming": (meeting(60),)}, []),
    ("a report to send in three days", {"coming": (meeting(15, sent=3),)}, [Rank.MEETING_IMMINENT]),
    ("a report to send in two months", {"coming": (meeting(72, sent=60),)}, []),
    ("a blocking remark", {"blocking": (BLOCKING,)}, [Rank.BLOCKING]),
    ("an aid needed soon", {"aids": (aid(FundingStatus.PROMISED, 30),)}, [Rank.AID]),
    ("an aid needed later", {"aids": (aid(FundingStatus.PROMISED, 200),)}, []),
    ("an aid without a date", {"aids": (aid(FundingStatus.PROMISED, None),)}, []),
    ("an aid of nothing", {"aids": (aid(FundingStatus.PROMISED, 30, 0),)}, []),
    ("an aid of unknown amount", {"aids": (aid(FundingStatus.REQUESTED, 30, None),)}, [Rank.AID]),
    ("an indicator that is late", {"attainments": (indicator("I1", Status.LATE),)}, [Rank.INDICATOR]),
    ("an indicator to watch", {"attainments": (indicator("I1", Status.WATCH),)}, []),
    ("contributions that no theme holds", {"unsorted": 3}, [Rank.CONTRIBUTIONS]),
    ("a piece that is missing", {"missing": (PIECE,)}, [Rank.PIECE]),
]


@pytest.mark.parametrize(("facts", "ranks"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_fact_gives_the_line_it_calls_for(facts: dict[str, Any], ranks: list[Rank]) -> None:
    now = replace(CALM, needed_by=days(90), **facts)
    found = priorities(now)
    assert [line.rank for line in found] == ranks
    for line in found:
        assert line.label
        assert line.why.endswith((".", "?")), line.why
        assert line.target or line.page


EVERYTHING = replace(
    CALM,
    needed_by=days(90),
    purchases=(SLIPPED, purchase("P2", launch=10, notify=91)),
    late=(late_step("A1-1", 4),),
    coming=(meeting(7, sent=-5),),
    undecided=((meeting(-10).body, meeting(-10).meeting),),
    blocking=(BLOCKING,),
    aids=(aid(FundingStatus.PROMISED, 30),),
    attainments=(indicator("I1", Status.LATE),),
    missing=(PIECE,),
)


def test_what_is_late_or_cannot_wait_comes_before_what_is_to_tidy() -> None:
    found = priorities(EVERYTHING)
    assert [line.rank for line in found] == [
        Rank.PURCHASE_SLIPS,
        Rank.MEETING_IMMINENT,
        Rank.STEP_LATE,
        Rank.BLOCKING,
        Rank.AID,
        Rank.INDICATOR,
        Rank.PURCHASE_TO_PREPARE,
        Rank.UNDECIDED,
        Rank.PIECE,
    ]
    tidy = [line.gravity is Gravity.TIDY for line in found]
    assert tidy == sorted(tidy)


def test_among_late_steps_the_one_that_nothing_holds_speaks_and_counts_the_others() -> None:
    late = (late_step("A1-3", 90, held_by=("A1-1",)), late_step("A1-1", 5), late_step("A1-2", 40))
    waiting = {"A1-1": 2}
    now = replace(CALM, late=late, behind=lambda code: waiting.get(code, 0))
    (line,) = priorities(now)
    assert "A1-1" in line.label
    assert "2\u00a0étapes attendent" in line.why
    assert "2\u00a0autres étapes sont en retard" in line.why


def test_a_purchase_says_how_late_its_contract_will_be_and_what_waits_for_it() -> None:
    now = replace(CALM, purchases=(SLIPPED,), behind=lambda code: 20)
    (line,) = priorities(now)
    assert line.label.startswith("Lancer l'achat P1")
    assert "au lieu du 20 mars 2027" in line.why
    assert "20\u00a0étapes derrière elle" in line.why
    launched = purchase(launch=-90, notify=-30, launched=days(-60))
    (line,) = priorities(replace(CALM, purchases=(launched,)))
    assert line.label.startswith("Relancer l'achat P1")


def test_a_report_that_should_have_left_is_told_with_the_meeting() -> None:
    (line,) = priorities(replace(CALM, coming=(meeting(7, sent=-5),)))
    assert line.label.startswith("Préparer la séance du lundi 26 avril 2027")
    assert "Le rapport devait partir le 14 avril 2027" in line.why
    (line,) = priorities(replace(CALM, coming=(meeting(15, sent=3),)))
    assert line.label.startswith("Envoyer le rapport avant le 22 avril 2027")


def test_an_aid_only_envisaged_is_to_be_asked_for_and_one_asked_for_is_to_be_chased() -> None:
    (line,) = priorities(replace(CALM, needed_by=days(90), aids=(aid(FundingStatus.ENVISAGED, 30),)))
    assert line.label.startswith("Solliciter")
    (line,) = priorities(replace(CALM, needed_by=days(90), aids=(aid(FundingStatus.REQUESTED, -30),)))
    assert line.label.startswith("Relancer")
    assert "depuis le" in line.why


def test_several_blocking_remarks_lead_to_their_list_and_one_to_its_thing() -> None:
    (line,) = priorities(replace(CALM, blocking=(BLOCKING,)))
    assert line.target == "evaluation.Indicator/I1"
    (line,) = priorities(replace(CALM, blocking=(BLOCKING, BLOCKING)))
    assert (line.target, line.page) == ("", "dossier:remarks")


def test_the_indicator_farthest_from_its_target_speaks_first() -> None:
    found = (
        indicator("I1", Status.LATE, "0.5"),
        indicator("I2", Status.LATE, "-0.2"),
        indicator("I3", Status.LATE, None),
    )
    (line,) = priorities(replace(CALM, attainments=found))
    assert "I2" in line.label
    assert "Mesuré à 2,5" in line.why


@pytest.mark.parametrize(("n", "told"), [(0, "Aujourd'hui"), (1, "Demain"), (7, "Dans 7\u00a0jours")])
def test_days_ahead_are_told_as_people_say_them(n: int, told: str) -> None:
    assert in_days(n) == told
