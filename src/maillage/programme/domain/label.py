"""The criteria of the State's label, as the packaged file gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.fields import children
from maillage.base.values.files.reader import read_thing
from maillage.base.values.french import folded
from maillage.programme.domain.programme import LabelCriterion


@dataclass(frozen=True, kw_only=True)
class LabelCriteria:
    """The file of the packaged criteria."""

    criteria: tuple[LabelCriterion, ...] = children("Critères du label", LabelCriterion)


def read_criteria(text: str) -> tuple[LabelCriterion, ...]:
    """The criteria of a file. Raises UnreadableFile."""
    return read_thing(text, LabelCriteria, lambda found: ()).criteria


def missing(packaged: Iterable[LabelCriterion], kept: Iterable[LabelCriterion]) -> tuple[LabelCriterion, ...]:
    """The packaged criteria that a programme has not taken up: same wording, or same code from the same source."""
    kept = tuple(kept)
    titles = {folded(one.title) for one in kept}
    taken = {(one.code, one.source) for one in kept}
    return tuple(
        one for one in packaged if folded(one.title) not in titles and (one.code, one.source) not in taken
    )
