"""Whatever a person writes comes back as she wrote it: texts, paragraphs, lists of words, amounts, codes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import read_text
from maillage.accounts.domain import NetworkSection
from maillage.base import plugs
from maillage.base.values.files import nodes
from maillage.funding.domain.written import BudgetSection, CostLine, FundingSection, Operation
from maillage.portability.domain.writer import write
from maillage.programme.domain import Action, ActionKind, Axis, Objective, ProgrammeSection, Scope, Step

# The sixty-six code points that are no characters are refused by the reader.
NO_CHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
letters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="".join(map(chr, NO_CHARACTERS)))
# What YAML, JSON or Python may take for something else.
TRAPS = (
    "null", "~", "no", "1e3", "0640", "a: b", "a #b", "- a", "? a", "[a", "{a}", "'a", '"a"', "a\\nb", "%a", "@a",
    "a\u2028b", "a\u2029b", "\ufeffa", "a\ufeffb", "été", "👩‍🏫", "a'b", "...", "---", "<<", "=", "a:", "*a", "&a",
    "!!str a", "|", ">", "a  b", "a\tb", "12:30", "Null", "\u00a0a", "a\u202fb",
)  # fmt: skip
lines = (st.text(letters, min_size=1, max_size=120) | st.sampled_from(TRAPS)).map(str.strip).filter(bool)
paragraphs = (
    st.lists(st.text(letters, max_size=60) | st.sampled_from(TRAPS), min_size=1, max_size=6)
    .map("\n".join)
    .map(str.rstrip)
    .filter(bool)
)
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,39}", fullmatch=True)
amounts = st.decimals(0, 999_999_999_999, places=2, allow_nan=False, allow_infinity=False)


def programme(
    *, title: str = "T", prose: str = "", partners: tuple[str, ...] = (), code: str = "A", step: str = "S"
) -> dict[str, Any]:
    """A programme whose every kind of text is given; the step is cited by the cost."""
    days = Decimal("0.5")
    steps = (Step(code=step, title=title, weeks=2, person_days=days),)
    action = Action(
        code=code, title=title, kind=ActionKind.TOOL, scope=Scope.NETWORK, description=prose, partners=partners, steps=steps
    )  # fmt: skip
    objective = Objective(code=code, title=title, text=prose, actions=(action,))
    axis = Axis(code=code, title=title, text=prose, objectives=(objective,))
    return {
        "network": NetworkSection(department="18", name=title, owner=title),
        "programme": ProgrammeSection(title=title, start=date(2026, 1, 1), axes=(axis,)),
    }


def there_and_back(sections: dict[str, Any]) -> None:
    written = write(sections, plugs.sections())
    assert dict(read_text(written).sections) == sections
    assert write(read_text(written).sections, plugs.sections()) == written


def test_a_title_folded_on_two_lines_is_read_as_one_line() -> None:
    written = write(programme(title="a\n  b"), plugs.sections())
    assert read_text(written).sections["programme"].title == "a b"


@given(lines)
@example("x" * 300)
def test_any_title_comes_back_as_it_was_written(title: str) -> None:
    there_and_back(programme(title=title))


@given(paragraphs)
@example("  en retrait\nsuite")
@example("\n\ntrois lignes plus bas")
@example("a\n  \nb\n\n\nc")
@example("# titre\n- puce\n--- \n\tune tabulation")
@example("mot " * 4000 + "fin")
def test_any_prose_comes_back_as_it_was_written(prose: str) -> None:
    there_and_back(programme(prose=prose))


@given(st.lists(lines, max_size=5).map(tuple))
def test_any_list_of_words_comes_back_as_it_was_written(partners: tuple[str, ...]) -> None:
    there_and_back(programme(partners=partners))


@given(codes, codes)
@example("null", "null")
@example("no", "1e3")
@example("0640", "2026-01-01")
def test_any_code_and_its_references_come_back(code: str, step: str) -> None:
    funding = FundingSection(
        operations=(Operation(code=code, title="O", section=BudgetSection.RUNNING),),
        costs=(
            CostLine(
                code=code, label="L", action=code, operation=code, section=BudgetSection.RUNNING,
                amount_ht=Decimal(1), step=step,
            ),
        ),
    )  # fmt: skip
    there_and_back(programme(code=code, step=step) | {"funding": funding})


@given(amounts, st.decimals(0, 1, places=6, allow_nan=False, allow_infinity=False))
@example(Decimal("0"), Decimal("0"))
@example(Decimal("1E+3"), Decimal("1.000000"))
@example(Decimal("999999999999.99"), Decimal("0.000001"))
def test_any_amount_and_rate_come_back_exactly(amount: Decimal, rate: Decimal) -> None:
    cost = CostLine(
        code="D", label="L", action="A", operation="O", section=BudgetSection.RUNNING, amount_ht=amount,
        vat_rate=rate, spread=((2026, amount),),
    )  # fmt: skip
    funding = FundingSection(
        operations=(Operation(code="O", title="O", section=BudgetSection.RUNNING),), costs=(cost,)
    )
    there_and_back(programme() | {"funding": funding})


@pytest.mark.parametrize("trap", [*TRAPS, "quoi ?", "a ? b"])
def test_what_is_written_reads_the_same_with_the_python_loader(
    trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", nodes.yaml.BaseLoader)
    text = trap.strip()
    there_and_back(programme(title=text, prose=f"{text}\n\n{text}", partners=(text, text + " x")))


def test_a_field_at_its_default_is_left_out_and_a_required_one_never_is() -> None:
    written = write(programme(), plugs.sections())
    assert "priority" not in written
    assert "months" not in written
    assert written.count("title: T\n") == 5


@pytest.mark.parametrize("spread", [((2026, Decimal("0.5")), (2028, Decimal(12000)))])
def test_values_by_year_are_written_on_one_line_without_exponent(spread: Any) -> None:
    cost = CostLine(
        code="D", label="L", action="A", operation="O", section=BudgetSection.RUNNING,
        amount_ht=Decimal("12000.5"), spread=spread,
    )  # fmt: skip
    written = write({"funding": FundingSection(costs=(cost,))}, plugs.sections())
    assert "spread: { 2026: 0.5, 2028: 12000 }" in written
    assert "amount_ht: 12000.5\n" in written
