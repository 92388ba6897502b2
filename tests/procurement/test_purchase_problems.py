"""A cost belongs to one purchase only."""

from __future__ import annotations

from maillage.procurement.domain.problems import problems
from maillage.procurement.domain.purchases import HomogeneousNeed, ProcurementSection, Purchase


def section(*costs: tuple[str, ...]) -> ProcurementSection:
    need = HomogeneousNeed(code="N", title="Matériel")
    purchases = (
        Purchase(code=f"P{i}", title="Achat", need="N", costs=covered, step="S")
        for i, covered in enumerate(costs, 1)
    )
    return ProcurementSection(needs=(need,), purchases=tuple(purchases))


def test_a_cost_covered_by_two_purchases_is_told_with_both() -> None:
    (problem,) = problems({"procurement": section(("D1", "D2"), ("D2",))})
    assert problem.path == ("procurement", "purchases", 1, "costs", 0)
    assert "D2" in problem.message
    assert "P1" in problem.message


def test_costs_each_in_one_purchase_are_accepted() -> None:
    assert list(problems({"procurement": section(("D1",), ("D2",))})) == []
    assert list(problems({})) == []
