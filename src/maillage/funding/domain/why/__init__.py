"""What a figure of the plan is made of: a selection of its expenses, a formula with its numbers, lines that add up."""

from maillage.funding.domain.why.figures import PlanFigure, Term, formula_of, part_of, value_of
from maillage.funding.domain.why.parts import Loose, Part, loose_aids, part_of_plan
from maillage.funding.domain.why.selecting import Selection

__all__ = [
    "Loose",
    "Part",
    "PlanFigure",
    "Selection",
    "Term",
    "formula_of",
    "loose_aids",
    "part_of",
    "part_of_plan",
    "value_of",
]
