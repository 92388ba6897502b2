"""What the linter says of quantities and unit prices: none at all, or far from those of alike lines."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from maillage.base.plugs import Project
from maillage.base.values.french import euros, folded, number
from maillage.base.values.remarks import Remark, Severity
from maillage.base.values.sources import Source
from maillage.funding.domain.written import CostLine
from maillage.funding.readings import funding_of

# With fewer lines of a kind, the middle one says nothing of what such a thing costs.
FEWEST_ALIKE = 5


def unit_price_checks(project: Project) -> Iterator[Remark]:
    limit = project.rules.value("funding.prices.outlier", on=project.today)
    alike: dict[tuple[str, str], list[CostLine]] = {}
    for cost in funding_of(project).costs:
        if cost.quantity == 0:
            yield _remark(
                cost,
                "La quantité est zéro : la ligne ne compte pour rien.",
                "Donnez la quantité ; si elle est inconnue, laissez-la vide : la ligne sera « à chiffrer ».",
            )
        # A day and a licence do not compare: without a unit, nothing says what is counted.
        if cost.family and cost.unit and cost.unit_price_ht:
            alike.setdefault((cost.family.value, folded(cost.unit)), []).append(cost)
    for costs in alike.values():
        prices = [cost.unit_price_ht or 0 for cost in costs]
        usual = median(prices)
        for cost, price in zip(costs, prices, strict=True):
            if len(costs) >= FEWEST_ALIKE and price > usual * limit.value:
                told = f"{number(price / usual)} fois le prix médian de {len(costs)} lignes du même genre"
                yield _remark(
                    cost,
                    f"{euros(price, 2)} HT par {cost.unit}, soit {told} ({euros(usual, 2)}).",
                    "Relisez le prix unitaire : y a-t-il un zéro de trop, ou un prix total à sa place ?",
                    limit.source,
                )


def _remark(cost: CostLine, message: str, remedy: str, *sources: Source) -> Remark:
    return Remark(
        code="FIN-17",
        severity=Severity.WARNING,
        where=f"Dépense {cost.code}, {cost.label}",
        message=message,
        remedy=remedy,
        target=f"funding.CostLine/{cost.code}",
        sources=sources,
    )
