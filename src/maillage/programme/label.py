"""The packaged criteria of the label, and the verb that takes up those that a programme lacks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from maillage.base.models import one_writer, record
from maillage.base.models.store import Saver
from maillage.base.ui.editing.plain import plain
from maillage.base.ui.editing.saving import next_code, target_of, value_of
from maillage.programme.domain import LabelCriterion as Criterion
from maillage.programme.domain.label import missing, read_criteria
from maillage.programme.models import LabelCriterion
from maillage.programme.section import SECTION


@cache
def packaged_criteria() -> tuple[Criterion, ...]:
    """The criteria shipped with Maillage, each with its source and how sure its wording is."""
    return read_criteria(files("maillage.programme").joinpath("data/label.yaml").read_text("utf-8"))


@transaction.atomic
def take_criteria(*, network: Any, actor: Any) -> list[Any]:
    """Add the packaged criteria that the network lacks, after its own; returns those added."""
    with one_writer(network):
        stored = list(LabelCriterion.objects.filter(network=network).order_by("position", "pk"))
        added = [
            _add(network, criterion, rank, actor)
            for rank, criterion in enumerate(
                missing(packaged_criteria(), [value_of(row) for row in stored]), len(stored)
            )
        ]
    return added


def _add(network: Any, criterion: Criterion, rank: int, actor: Any) -> Any:
    code = next_code(LabelCriterion, network, (), criterion.code)
    row = LabelCriterion(network=network, position=rank)
    Saver(network, SECTION).save_one(row, replace(criterion, code=code))
    record(
        network=network,
        actor=actor,
        verb="create",
        target=target_of(row),
        label=str(row)[:300],
        before=None,
        after=plain(value_of(row)),
    )
    return row
