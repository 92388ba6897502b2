"""What was promised and does not come: aids, results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from maillage.base.values.french import euros, number, plain_date
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, others
from maillage.desk.domain.situation import Situation
from maillage.evaluation.domain.attainment import Status
from maillage.funding.domain.written import FundingStatus


def aid(now: Situation) -> Iterator[Priority]:
    near = [
        item
        for item in now.aids
        if item.first_use and now.needed_by and item.first_use < now.needed_by and item.amount != 0
    ]
    if not near:
        return
    item = min(near, key=lambda one: (one.first_use or date.max, -(one.amount or 0), one.line.code))
    asked = item.line.status is not FundingStatus.ENVISAGED
    since = "depuis le" if item.first_use and item.first_use <= now.today else "à partir du"
    yield Priority(
        rank=Rank.AID,
        gravity=Gravity.SOON,
        label=f"{'Relancer' if asked else 'Solliciter'} {item.funder.name} : {euros(item.amount)}",
        why=f"L'aide pour « {item.operation.title} » est {item.line.status.label}, pas notifiée, et l'opération en a "
        f"besoin {since} {plain_date(item.first_use)}."
        + others(len(near), "aide est attendue", "aides sont attendues"),
        target=f"funding.FundingLine/{item.line.code}",
        page="funding:grants",
    )


def indicator(now: Situation) -> Iterator[Priority]:
    late = [item for item in now.attainments if item.status is Status.LATE and item.measure]
    if not late:
        return
    item = min(late, key=lambda one: one.progress if one.progress is not None else 1)
    indicator, measure = item.indicator, item.measure
    assert measure is not None
    unit = f" {indicator.unit}" if indicator.unit else ""
    yield Priority(
        rank=Rank.INDICATOR,
        gravity=Gravity.SOON,
        label=f"Redresser l'indicateur {indicator.code}, {indicator.title}",
        why=f"Mesuré à {number(measure.value, _decimals(measure.value))}{unit} le {plain_date(measure.day)} ; la "
        f"trajectoire en attendait {number(item.expected, _decimals(item.expected))}."
        + others(len(late), "indicateur est en retard", "indicateurs sont en retard"),
        target=f"evaluation.Indicator/{indicator.code}",
        page="evaluation:indicators",
    )


def _decimals(value: Decimal | None) -> int:
    return 0 if value is None or value == round(value) else 1
