"""How complete a sheet is said to be, and what it is told to lack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maillage.programme.domain import Action, ActionKind, Objective, Risk, Scope, Step, TeamMember
from maillage.programme.domain.completeness import filled, summed
from maillage.programme.domain.reach import Reach

BARE = Action(code="A", title="Nue", kind=ActionKind.TOOL, scope=Scope.NETWORK)
NOWHERE = Objective(code="O", title="But")
WHOLE = Action(
    code="B",
    title="Pleine",
    kind=ActionKind.TOOL,
    scope=Scope.NETWORK,
    description="Ce qu'elle fait.",
    context="Ce qui existe.",
    findings=("C1",),
    lead="Responsable",
    reach=Reach.ALL,
    result="Ce qu'on verra.",
    risks=(Risk(code="R1", title="Retard", answer="Commander tôt."),),
    team=(TeamMember(role="Médiatrice", days_a_month=Decimal(2)),),
    steps=(
        Step(
            code="B-1",
            title="Faire",
            weeks=1,
            planned_start=date(2026, 1, 5),
            planned_end=date(2026, 1, 12),
        ),
    ),
)


def test_a_bare_sheet_has_nothing_and_is_told_all_it_lacks() -> None:
    found = filled(BARE, NOWHERE, {"un coût": ()})
    assert (found.done, found.total, found.share) == (0, 11, 0)
    assert found.lacks[-1] == "un coût"
    assert "un pilote" in found.lacks


def test_a_whole_sheet_lacks_nothing_not_even_what_other_rooms_bring() -> None:
    found = filled(WHOLE, NOWHERE, {"un coût": {"B"}})
    assert found.lacks == ()
    assert (found.told, found.share) == ("11 sur 11", 1)


def test_the_finding_of_its_objective_counts_for_the_action() -> None:
    grounded = Objective(code="O", title="But", findings=("C1",))
    assert "un constat auquel elle répond" in filled(BARE, grounded).has


def test_an_action_that_is_for_nobody_on_purpose_has_said_for_whom() -> None:
    word = "des bibliothèques ou un public visés"
    own = Action(code="A", title="Interne", kind=ActionKind.TOOL, scope=Scope.INTERNAL, reach=Reach.NONE)
    empty = Action(code="A", title="Liste", kind=ActionKind.TOOL, scope=Scope.INTERNAL, reach=Reach.LIBRARIES)
    assert word in filled(own, NOWHERE).has
    assert word in filled(empty, NOWHERE).lacks


def test_a_risk_without_answer_and_steps_without_dates_are_lacking() -> None:
    half = Action(
        code="A",
        title="À demi",
        kind=ActionKind.TOOL,
        scope=Scope.NETWORK,
        risks=(Risk(code="R1", title="Retard"),),
        steps=(Step(code="A-1", title="Faire", weeks=1),),
    )
    lacks = filled(half, NOWHERE).lacks
    assert {"un risque et sa parade", "des étapes datées"} <= set(lacks)
    assert "une étape" not in lacks


def test_several_sheets_add_up() -> None:
    assert summed([filled(BARE, NOWHERE), filled(WHOLE, NOWHERE)]) == (10, 20)
    assert summed([]) == (0, 0)
