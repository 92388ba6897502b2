"""Writes measures: those of a table, and one typed on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.ui.editing.saving import Refused, save_thing
from maillage.base.values.french import listed, plain_date
from maillage.evaluation.domain.indicators import Measure as MeasureValue
from maillage.evaluation.domain.tables import BadMeasures, read_measures
from maillage.evaluation.models import Indicator, Measure
from maillage.evaluation.section import SECTION


@transaction.atomic
def import_measures(*, network: Network, path: Path, actor: Any = None) -> int:
    """Add the measures of a CSV file, or none; one of the same day is replaced. Returns how many were read.

    Raises BadMeasures when a line cannot be read or names an indicator that the network does not have, OSError.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadMeasures(
            path.name, ["Le fichier n'est pas un texte en UTF-8 : enregistrez-le ainsi."]
        ) from error
    measures = read_measures(text, name=path.name)
    indicators = {row.code: row for row in Indicator.objects.filter(network=network)}
    unknown = sorted({measure.indicator for measure in measures} - set(indicators))
    if unknown:
        raise BadMeasures(path.name, [f"Le réseau n'a pas d'indicateur {listed(unknown[:5])}."])
    for measure in measures:
        Measure.objects.update_or_create(
            network=network,
            indicator=indicators[measure.indicator],
            day=measure.day,
            defaults={"value": measure.value, "note": measure.note},
        )
    record(network=network, actor=actor, verb="evaluation.import", target=path.name, measures=len(measures))
    return len(measures)


def add_measure(*, network: Network, measure: MeasureValue, today: date, actor: Any) -> Measure:
    """Note what was observed on a day. Raises Refused for a day to come, or one that has a measure already."""
    if measure.day > today:
        raise Refused([f"Le {plain_date(measure.day)} est à venir : une mesure se note une fois faite."])
    try:
        row: Measure = save_thing(
            row=Measure(network=network),
            value=measure,
            section=SECTION,
            only=("indicator", "day", "value", "note"),
            parents={},
            actor=actor,
        )
    except ValueError as error:
        raise error if isinstance(error, Refused) else Refused([str(error)]) from error
    return row
