"""The library of model actions: what every model must say, and what a programme makes of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from maillage.base.values.fields import Kind, specs
from maillage.base.values.files.nodes import UnreadableFile
from maillage.governance.domain import BodyKind
from maillage.programme.domain import BALANCED_KINDS, ActionKind, ProgrammeSection, Scope
from maillage.programme.domain.model_actions import ModelAction, Need, read_models
from maillage.programme.domain.taking_models import (
    TYPICAL_AXES,
    TYPICAL_OBJECTIVES,
    Home,
    with_models,
    with_typical_tree,
)
from maillage.programme.model_library import packaged_models

EMPTY = ProgrammeSection(title="Projet", start=date(2027, 1, 1))
MODELS = list(packaged_models().values())


def texts_of(value: object) -> list[str]:
    """Every text that a person reads in a thing and in what is nested in it."""
    found: list[str] = []
    for name, spec in specs(type(value)).items():
        given = getattr(value, name)
        if spec.kind in (Kind.TEXT, Kind.PROSE):
            found.append(given)
        elif spec.kind is Kind.WORDS and name != "needs":
            found += given
        elif spec.kind is Kind.CHILD:
            found += texts_of(given)
        elif spec.kind is Kind.CHILDREN:
            found += [text for one in given for text in texts_of(one)]
    return [text for text in found if text]


def test_each_of_the_eight_cells_has_at_least_three_models_and_support_at_least_four() -> None:
    cells = Counter(model.cell for model in MODELS)
    assert all(cells[kind, scope] >= 3 for kind in BALANCED_KINDS for scope in Scope)
    assert sum(cells[ActionKind.SUPPORT, scope] for scope in Scope) >= 4
    assert len(MODELS) >= 36


def test_the_codes_of_models_run_without_a_hole_and_no_title_comes_twice() -> None:
    codes = [model.code for model in MODELS]
    assert codes == [f"M{rank:02}" for rank in range(1, len(codes) + 1)]
    assert len({model.title for model in MODELS}) == len(MODELS)


def test_every_file_holds_the_models_of_one_cell() -> None:
    for entry in (files("maillage.programme") / "data" / "models").iterdir():
        assert len({model.cell for model in read_models(entry.read_text("utf-8"))}) == 1, entry.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
def test_a_model_says_all_that_somebody_needs_to_adapt_it(model: ModelAction) -> None:
    action = model.action
    assert all((action.context, action.description, action.result, action.lead, action.target_group))
    assert action.steps
    assert action.team
    assert action.deliverables
    assert action.risks
    assert all(risk.answer and risk.severity for risk in action.risks)
    assert all((model.when, model.small, model.indicators, model.sources, model.needs))
    assert action.start is None
    assert action.status is None


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
def test_the_parts_of_a_model_are_coded_after_it(model: ModelAction) -> None:
    steps = [step.code for step in model.action.steps]
    assert steps == [f"{model.code}-{rank}" for rank in range(1, len(steps) + 1)]
    assert {gate.step for gate in model.gates} <= {step.code for step in model.action.steps if not step.weeks}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
def test_a_model_is_written_in_good_french(model: ModelAction) -> None:
    for text in texts_of(model):
        assert not re.search(r"  |\.\.\.|\"| ,| \.|\S[:;?!](?=\s|$)", text), text
        assert text.count("«") == text.count("»"), text
        assert text == text.strip(), text
        assert text[:1] == text[:1].upper(), text
        assert "{" not in text, text


def test_a_model_fits_in_a_programme_of_three_years() -> None:
    assert [model.code for model in MODELS if not 0 < model.weeks <= 156] == []


def test_every_kind_of_finding_is_answered_by_some_model() -> None:
    assert {need for model in MODELS for need in model.answered} == set(Need)


def test_a_fault_in_a_file_of_models_is_told_with_its_line() -> None:
    text = (files("maillage.programme") / "data" / "models" / "outils-interne.yaml").read_text("utf-8")
    with pytest.raises(
        UnreadableFile, match=r"ligne 4, .*« peur » n'est pas un type de constat|ligne \d+.*« peur »"
    ):
        read_models(text.replace("[cooperation, steering, rights]", "[peur]", 1))
    with pytest.raises(UnreadableFile, match=r"ligne \d+.*Il manque au modèle M20 une source"):
        read_models(re.sub(r"    sources:\n(      - .*\n)+", "", text, count=1))


def test_all_models_go_to_their_place_in_an_empty_programme_under_codes_of_its_own() -> None:
    made, codes = with_models(EMPTY, MODELS, Home(), {})
    actions = [action for _, _, action in made.actions()]
    assert len(actions) == len(MODELS) == len(set(codes.values()))
    assert [axis.title for axis in made.axes] == [title for title, _, _ in TYPICAL_AXES]
    assert [axis.code for axis in made.axes] == ["A", "B", "C", "D"]
    steps = [step for action in actions for step in action.steps]
    assert len({step.code for step in steps}) == len(steps)
    assert len({risk.code for action in actions for risk in action.risks}) == sum(
        len(one.risks) for one in actions
    )
    own = {step.code for step in steps}
    assert all(own.issuperset(step.predecessors) for step in steps)
    assert not any(step.gate for step in steps)


def test_a_model_taken_twice_makes_two_actions_that_share_no_code() -> None:
    home = Home(title="Un objectif")
    once, _ = with_models(EMPTY, MODELS[:1], home, {})
    twice, _ = with_models(once, MODELS[:1], home, {})
    first, second = (action for _, _, action in twice.actions())
    assert first == next(action for _, _, action in once.actions())
    assert {step.code for step in first.steps}.isdisjoint(step.code for step in second.steps)
    assert {risk.code for risk in first.risks}.isdisjoint(risk.code for risk in second.risks)
    assert replace(second, code="", steps=(), risks=()) == replace(first, code="", steps=(), risks=())


def test_a_model_joins_the_objective_that_holds_actions_of_its_kind() -> None:
    tools = [model for model in MODELS if model.cell == (ActionKind.TOOL, Scope.NETWORK)]
    begun, _ = with_models(EMPTY, tools[:1], Home(title="Nos outils à nous"), {})
    made, _ = with_models(begun, tools[1:], Home(), {})
    assert [len(objective.actions) for _, objective in made.objectives()] == [len(tools)]


def test_a_step_is_gated_by_the_body_of_its_kind_when_there_is_one() -> None:
    model = packaged_models()["M20"]
    made, _ = with_models(EMPTY, [model], Home(), {BodyKind.COPIL: "PILOTAGE"})
    action = next(action for _, _, action in made.actions())
    assert [step.gate for step in action.steps if step.gate] == ["PILOTAGE"]
    assert action.bodies == ("PILOTAGE",)


def test_the_typical_tree_is_made_once() -> None:
    made = with_typical_tree(EMPTY)
    assert len(made.axes) == 4
    assert len(list(made.objectives())) == len(TYPICAL_OBJECTIVES)
    assert with_typical_tree(made) == made


def test_an_objective_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        with_models(EMPTY, MODELS[:1], Home(objective="Z9"), {})
