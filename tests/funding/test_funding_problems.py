"""What is wrong in the money of a file although each field is right."""

from __future__ import annotations

import pytest

from builders import minimal_text, read_text
from maillage.base.values.files.nodes import FileProblem, UnreadableFile


def problems_of(text: str) -> list[FileProblem]:
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    return refused.value.problems


def with_change(old: str, new: str) -> str:
    text = minimal_text()
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def test_a_cost_in_an_operation_of_the_other_section_is_refused_at_its_line() -> None:
    text = with_change(
        "      operation: OP1\n      section: investment", "      operation: OP2\n      section: investment"
    )
    (problem,) = problems_of(text)
    assert text.splitlines()[problem.place.line - 1].strip() == "operation: OP2"
    assert "D1" in problem.message
    assert "OP2" in problem.message
    assert problem.message.startswith("La dépense D1 est en investissement")
    assert problem.remedy == "Rattachez la dépense à une opération de même section."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      step: A11-3", "      year: 2031"),
        ("      step: A11-3", "      spread: { 2031: 15000 }"),
        ("      rate: 0.50", "      amounts: { 2031: 100 }"),
    ],
)
def test_a_year_outside_the_programme_is_refused_with_the_years_that_are_allowed(old: str, new: str) -> None:
    (problem,) = problems_of(with_change(old, new))
    assert problem.message == "L'année 2031 est hors du programme."
    assert problem.remedy == "Choisissez parmi 2026, 2027 et 2028."


def test_a_grant_with_both_a_rate_and_amounts_is_refused() -> None:
    (problem,) = problems_of(
        with_change("      rate: 0.50", "      rate: 0.50\n      amounts: { 2026: 100 }")
    )
    assert "soit un taux" in problem.message


def test_an_amount_below_zero_is_refused() -> None:
    (problem,) = problems_of(with_change("amount_ht: 15000", "amount_ht: -15000"))
    assert "moins que 0" in problem.message


def test_two_funders_of_one_name_are_refused_for_they_would_be_added_as_one() -> None:
    funder = "    - code: DGD\n      name: État, concours particulier de la DGD\n      kind: dgd\n"
    (problem,) = problems_of(with_change(funder, funder + funder.replace("code: DGD", "code: DGD2")))
    assert problem.message == "Deux financeurs s'appellent « État, concours particulier de la DGD »."


AUTHORISED = "\n  authorisations:\n    - {{ code: AP1, title: Lot, section: {section}, operations: [OP1] }}\n"


def test_an_authorisation_holds_operations_of_its_own_section() -> None:
    text = with_change("\nfunding:", "\nfunding:" + AUTHORISED.format(section="running").rstrip("\n"))
    (problem,) = problems_of(text)
    assert problem.message == "L'autorisation AP1 est en fonctionnement, l'opération OP1 en investissement."
    assert text.splitlines()[problem.place.line - 1].strip().startswith("- { code: AP1")


def test_an_operation_in_two_authorisations_is_refused_for_its_credits_would_count_twice() -> None:
    one = AUTHORISED.format(section="investment").rstrip("\n")
    other = one.splitlines()[-1].replace("AP1", "AP2")
    (problem,) = problems_of(with_change("\nfunding:", f"\nfunding:{one}\n{other}"))
    assert problem.message == "L'opération OP1 est déjà dans l'autorisation AP1."
