"""The second fraction of the DGD is for the overseas: chosen there, refused elsewhere, told as it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from money import OPERATION, START, aid, cost
from test_conditions import ENOUGH, RULES, made
from test_funding_problems import problems_of

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.values.verdict import Answer, Verdict
from maillage.funding.domain.conditions import Condition
from maillage.funding.domain.conditions.fractions import OVERSEAS
from maillage.funding.domain.dgd import operation_verdict
from maillage.funding.domain.written import Fraction, OperationKind
from maillage.funding.readings import funding_of
from maillage.funding.rule_checks import rule_checks
from maillage.portability.services import programme_text
from maillage.territory.domain.geography import is_overseas

SECOND = replace(aid("0.50"), fraction=Fraction.SECOND)
RATE = "      operation: OP1\n      rate: 0.50"
REFUSED = "La recette R1 demande la deuxième fraction de la DGD, celle de l'outre-mer."


def route(fraction: Fraction | None, *, overseas: bool) -> Verdict:
    ruled = made(ENOUGH, [replace(SECOND, fraction=fraction)], overseas=overseas)[1]
    (found,) = [one.verdict for one in ruled if one.of is Condition.ROUTE]
    return found


def asking(fraction: str, department: str = "974") -> str:
    text = minimal_text().replace(RATE, f"{RATE}\n      fraction: {fraction}")
    return text.replace('department: "18"', f'department: "{department}"')


def test_the_reference_gives_its_territory_and_its_weight() -> None:
    rule = RULES.value(OVERSEAS, on=START)
    assert (rule.value, rule.source.confidence.value) == (10, "secondary")
    assert OVERSEAS in {rule for one in made(ENOUGH, [SECOND])[1] for rule in one.rule}
    assert [is_overseas(code) for code in ("18", "2A", "971", "974", "976")] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_who_decides_is_to_be_confirmed_overseas_and_the_fraction_is_refused_in_metropolitan_france() -> None:
    there, here = (route(Fraction.SECOND, overseas=overseas) for overseas in (True, False))
    assert (there.answer, there.missing) == (Answer.UNKNOWN, ("qui décide de la deuxième fraction",))
    assert "10\u00a0% du total" in there.reasons[0]
    assert (here.answer, here.reasons) == (Answer.NO, ("La deuxième fraction est celle de l'outre-mer.",))


def test_the_first_fraction_is_for_metropolitan_france_and_the_third_for_all() -> None:
    assert route(Fraction.FIRST, overseas=True).is_no
    assert route(Fraction.FIRST, overseas=False).is_yes
    assert route(Fraction.THIRD, overseas=True).is_yes
    assert "deuxième fraction ou la troisième" in route(None, overseas=True).reasons[0]
    assert "première fraction ou la troisième" in route(None, overseas=False).reasons[0]


def test_its_kinds_are_doubted_once_for_the_operation_never_cost_by_cost() -> None:
    digital = replace(OPERATION, kind=OperationKind.DIGITAL)
    costs = [cost("10", f"D{number}") for number in range(5)]
    plan, ruled = made(costs, [SECOND], operations=(digital,), overseas=True)
    doubts = [
        one.of for one in ruled if one.verdict.is_unknown and one.of in (Condition.KIND, Condition.COST)
    ]
    assert doubts == [Condition.KIND]
    assert plan.granted() == 25
    small = operation_verdict(OperationKind.FURNITURE, 99, Fraction.SECOND, RULES, date(2026, 1, 1))  # type: ignore[arg-type]
    assert small.is_no


def test_a_file_of_a_metropolitan_departement_that_asks_for_it_is_refused_at_its_line() -> None:
    text = asking("second", "18")
    (problem,) = problems_of(text)
    assert text.splitlines()[problem.place.line - 1].strip() == "fraction: second"
    assert (problem.message, problem.remedy) == (REFUSED, "Choisissez la première fraction ou la troisième.")


@pytest.mark.django_db
def test_a_file_of_an_overseas_departement_keeps_it_there_and_back() -> None:
    network = saved_network(file=read_text(asking("second")))
    assert funding_of(project_for(network)).lines[0].fraction is Fraction.SECOND
    assert "fraction: second" in programme_text(network)
    assert not [one for one in rule_checks(project_for(network)) if one.code == "FIN-21"]


@pytest.mark.django_db
def test_an_overseas_departement_that_asks_for_the_first_fraction_is_told() -> None:
    network = saved_network(file=read_text(asking("first")))
    (told,) = [one for one in rule_checks(project_for(network)) if one.code == "FIN-21"]
    assert told.target == "funding.FundingLine/R1"
    assert told.message == "La première fraction est celle de la métropole : l'outre-mer a la deuxième."
