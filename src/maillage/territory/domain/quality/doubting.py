"""How a rule turns a value doubted by observing into remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from maillage.base.values.french import listed
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Context, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.variables import BY_CODE


def _doubted(rule: Rule, context: Context) -> Iterator[tuple[Record, list[Observation]]]:
    """Records with the observations of one line that a rule doubts."""
    for record in context.register.records:
        doubted = (seen for seen in record.observations if seen.doubt == rule.id)
        for _, group in groupby(doubted, key=lambda seen: seen.vintage):
            yield record, list(group)


def _shown(observations: list[Observation]) -> str:
    return listed([f"{BY_CODE[o.variable].label.lower()} « {o.raw} »" for o in observations])


def simple(message: str, remedy: str) -> Callable[[Rule, Context], Iterator[QualityRemark]]:
    """A finder whose message shows the doubted cells of the line at `{values}`."""

    def find(rule: Rule, context: Context) -> Iterator[QualityRemark]:
        for record, seen in _doubted(rule, context):
            yield on_value(rule, record, seen[0], message.format(values=_shown(seen)), remedy, among=seen)

    return find
