"""Small cells: hidden, and not given back by any subtraction (audited by linear programming)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from maillage.statistics.disclosure import Count, DisclosedTable, disclosed_line, disclosed_table
from maillage.statistics.suppression import Why

tables = st.integers(1, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20]), min_size=wide, max_size=wide),
        min_size=1,
        max_size=5,
    )
)


def values_of(cells: tuple[Count, ...]) -> list[int | None]:
    return [cell.value for cell in cells]


def test_one_small_cell_takes_the_smallest_other_with_it() -> None:
    found = disclosed_line([3, 40, 9, 22])
    assert values_of(found.cells) == [None, 40, None, 22]
    assert [cell.why for cell in found.cells] == [Why.SMALL, Why.SHOWN, Why.COMPLEMENT, Why.SHOWN]
    assert found.total == Count(74)
    assert "soustraction" in found.cells[2].why.label


def test_two_small_cells_that_add_up_to_little_hide_a_third() -> None:
    assert values_of(disclosed_line([1, 2, 30, 9]).cells) == [None, None, 30, None]
    assert values_of(disclosed_line([3, 4, 30, 9]).cells) == [None, None, 30, 9]


def test_zeros_are_shown_and_hide_nothing() -> None:
    found = disclosed_line([0, 3, 0])
    assert values_of(found.cells) == [0, None, 0]
    assert found.total == Count(None, Why.SMALL)
    assert values_of(disclosed_line([0, 12]).cells) == [0, 12]


def test_a_lone_cell_hides_its_total() -> None:
    found = disclosed_line([4])
    assert (found.cells[0].value, found.total.value) == (None, None)


def test_a_table_hides_enough_in_rows_and_columns() -> None:
    found = disclosed_table([[3, 20, 20], [20, 20, 30], [20, 40, 20]])
    hidden = [(r, c) for r, row in enumerate(found.rows) for c, cell in enumerate(row) if cell.value is None]
    assert (0, 0) in hidden
    assert len(hidden) == 4
    assert found.total == Count(193)


def test_bad_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="longueur"):
        disclosed_table([[1, 2], [3]])
    with pytest.raises(ValueError, match="négatifs"):
        disclosed_line([-1])


def ranges(published: DisclosedTable) -> list[tuple[int, float, float]]:
    """For each hidden cell, the least and most it may be for who knows the sums and that counts are positive."""
    whole = [[*row, total] for row, total in zip(published.rows, published.row_totals, strict=True)]
    whole.append([*published.column_totals, published.total])
    high, wide = len(whole), len(whole[0])
    flat = [cell for row in whole for cell in row]
    lines = [range(r * wide, (r + 1) * wide) for r in range(high)]
    lines += [range(c, high * wide, wide) for c in range(wide)]
    sums = np.zeros((len(lines), len(flat)))
    for rank, line in enumerate(lines):
        sums[rank, list(line)] = 1
        sums[rank, line[-1]] = -1
    limits = [(cell.value, cell.value) if cell.value is not None else (0, 1000) for cell in flat]
    found = []
    for rank, cell in enumerate(flat):
        if cell.value is None:
            aim = np.zeros(len(flat))
            aim[rank] = 1
            low = linprog(aim, A_eq=sums, b_eq=np.zeros(len(lines)), bounds=limits)
            most = linprog(-aim, A_eq=sums, b_eq=np.zeros(len(lines)), bounds=limits)
            found.append((rank, low.fun, -most.fun))
    return found


@settings(max_examples=120, deadline=None)
@given(tables)
def test_no_hidden_cell_can_be_computed_back(counts: list[list[int]]) -> None:
    published = disclosed_table(counts)
    for row, shown in zip(counts, published.rows, strict=True):
        for value, cell in zip(row, shown, strict=True):
            assert cell.value in (value, None)
            assert cell.value is None or value == 0 or value >= 5
    for _, low, high in ranges(published):
        assert high - low >= 1 - 1e-6


@given(tables)
def test_the_order_of_rows_does_not_change_which_small_cells_are_hidden(counts: list[list[int]]) -> None:
    def small(found: DisclosedTable) -> list[int]:
        return sorted(sum(cell.why is Why.SMALL for cell in row) for row in found.rows)

    assert small(disclosed_table(counts)) == small(disclosed_table(counts[::-1]))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(2, 10))
def test_hidden_cells_of_a_line_add_up_to_enough(counts: list[int], least: int) -> None:
    found = disclosed_line(counts, least=least)
    hidden = [value for value, cell in zip(counts, found.cells, strict=True) if cell.value is None]
    if hidden and found.total.value is not None:
        assert len(hidden) >= 2
        assert sum(hidden) >= least
