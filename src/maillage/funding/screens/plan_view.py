"""What the page of the plan shows: a year or all, HT or TTC, shared out by axis, kind, funder…"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from maillage.base.values.fields import Choice
from maillage.funding.domain import FinancingPlan

Tab = tuple[str, str, bool]


class By(Choice):
    """How the plan is shared out."""

    AXIS = "axe", "Axe"
    KIND = "nature", "Nature d'action"
    SCOPE = "perimetre", "Périmètre"
    SECTION = "section", "Section"
    OPERATION = "operation", "Opération"
    FUNDER = "financeur", "Financeur"
    FAMILY = "famille", "Famille d'achat"
    ACTION = "action", "Action"


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """`year` None: the whole plan."""

    year: int | None
    ttc: bool
    by: By

    def address(self, **changes: object) -> str:
        """The same page with something changed: `address(annee=2027)`."""
        now = {
            "annee": self.year,
            "montants": "ttc" if self.ttc else None,
            "repartir": None if self.by is By.AXIS else self.by.value,
        }
        asked = {name: value for name, value in {**now, **changes}.items() if value not in (None, "")}
        return f"?{urlencode(asked)}"

    def years(self, plan: FinancingPlan) -> list[Tab]:
        """Label, address, whether it is the one shown."""
        years = [(str(one), self.address(annee=one), one == self.year) for one in plan.years]
        return [("Tout le programme", self.address(annee=None), self.year is None), *years]

    @property
    def taxes(self) -> list[Tab]:
        return [
            ("Hors taxes", self.address(montants=None), not self.ttc),
            ("Toutes taxes comprises", self.address(montants="ttc"), self.ttc),
        ]

    @property
    def breakdowns(self) -> list[Tab]:
        return [(one.label, f"{self.address(repartir=one.value)}#repartition", one is self.by) for one in By]


def view_of(request: Any, plan: FinancingPlan) -> PlanView:
    """A year that the plan does not have shows the whole plan; an unknown word, the first choice."""
    by = request.GET.get("repartir", "")
    return PlanView(
        year=next((year for year in plan.years if str(year) == request.GET.get("annee")), None),
        ttc=request.GET.get("montants") == "ttc",
        by=next((one for one in By if one.value == by), By.AXIS),
    )
