"""What is wrong in the purchases although each field is right: a cost covered twice counts twice in its need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.remarks import Problem
from maillage.procurement.domain.purchases import ProcurementSection


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    procurement: ProcurementSection | None = sections.get("procurement")
    if procurement is None:
        return
    covered: dict[str, str] = {}
    for index, purchase in enumerate(procurement.purchases):
        for position, cost in enumerate(purchase.costs):
            if cost in covered:
                yield Problem(
                    path=("procurement", "purchases", index, "costs", position),
                    message=f"La dépense {cost} est déjà couverte par l'achat {covered[cost]}.",
                    remedy="Une dépense relève d'un seul achat : elle compterait deux fois dans son besoin.",
                )
            covered.setdefault(cost, purchase.code)
