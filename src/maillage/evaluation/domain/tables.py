"""Reads measures from a CSV table: `indicator,day,value,note`, the one that archives carry."""

from __future__ import annotations

import csv
from typing import Any

from maillage.base.values.fields import specs
from maillage.base.values.french import count, listed
from maillage.base.values.texts import NotUnderstood, from_text
from maillage.evaluation.domain.indicators import Measure

FIELDS = tuple(specs(Measure))


class BadMeasures(ValueError):
    """A table that cannot be read; the message is French and names every line at fault."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(
            f"{name} : {count(len(problems), 'problème')}, rien n'a été lu. " + " ".join(problems[:10])
        )
        self.problems = problems


def read_measures(text: str, *, name: str) -> tuple[Measure, ...]:
    """The measures of a table, in its order. Raises BadMeasures."""
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = [field for field in FIELDS if field != "note" and field not in (reader.fieldnames or ())]
    if missing:
        which = "la colonne" if len(missing) == 1 else "les colonnes"
        raise BadMeasures(name, [f"Il manque {which} {listed(missing)} : écrivez {','.join(FIELDS)}."])
    found: dict[tuple[str, Any], Measure] = {}
    problems: list[str] = []
    for row in reader:
        try:
            measure = _measure(row)
        except NotUnderstood as error:
            problems.append(f"Ligne {reader.line_num} : {error} {error.remedy}")
            continue
        key = (measure.indicator, measure.day)
        if key in found:
            problems.append(
                f"Ligne {reader.line_num} : {measure.indicator} a déjà une mesure ce jour-là. N'en gardez qu'une."
            )
        found[key] = measure
    if problems:
        raise BadMeasures(name, problems)
    return tuple(found.values())


def _measure(row: dict[str, str | None]) -> Measure:
    given = {
        field: from_text(spec, row.get(field) or "")
        for field, spec in specs(Measure).items()
        if spec.required or row.get(field)
    }
    return Measure(**given)
