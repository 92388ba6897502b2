"""Things of the money named in a few words, from what points to them."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.funding.readings import funding_of

WHOLE = "Plan de financement"


def _names(project: Project) -> dict[str, str]:
    funding = funding_of(project)
    funders = {funder.code: funder.name for funder in funding.funders}
    titles = {operation.code: operation.title for operation in funding.operations}
    return {
        **{f"funding.Operation/{code}": f"Opération {code}, {title}" for code, title in titles.items()},
        **{f"funding.CostLine/{cost.code}": f"Dépense {cost.code}, {cost.label}" for cost in funding.costs},
        **{f"funding.Funder/{code}": f"Financeur {code}, {name}" for code, name in funders.items()},
        **{
            f"funding.FundingLine/{one.code}": f"Recette {one.code}, {funders[one.funder]}"
            for one in funding.lines
        },
    }


def place_of(project: Project, target: str) -> str:
    """`Opération OP1, Équipement` for "funding.Operation/OP1"; the plan for ""."""
    return project.once(_names).get(target, WHOLE)
