"""Decisions on remarks, from their table to the domain."""

from __future__ import annotations

from maillage.accounts.models import Network
from maillage.territory.domain.worklist import Answer, Settlement
from maillage.territory.models import QualityDecision

_ANSWERS = {answer.value: answer for answer in Answer}


def settlements_of(network: Network) -> tuple[Settlement, ...]:
    """What was decided, newest first. One query."""
    rows = QualityDecision.objects.filter(network=network).select_related("by")
    return tuple(_settlement(row) for row in rows if row.answer in _ANSWERS)


def _settlement(row: QualityDecision) -> Settlement:
    return Settlement(
        key=row.key,
        answer=_ANSWERS[row.answer],
        rule=row.rule,
        place=row.place,
        name=row.name,
        town=row.town,
        variables=tuple(row.variables),
        vintage=row.vintage,
        published=row.published,
        cells=row.cells,
        message=row.message,
        act=row.act,
        proposes=row.proposes,
        gave=bool(row.applied.get("values")),
        until=row.until,
        note=row.note,
        by=row.by.shown_name if row.by else "",
        at=row.at,
    )
