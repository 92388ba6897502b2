"""What is wrong in the indicators although each field is right: targets outside the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.french import listed
from maillage.base.values.remarks import Problem
from maillage.evaluation.domain.indicators import EvaluationSection


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    evaluation: EvaluationSection | None = sections.get("evaluation")
    programme = sections.get("programme")
    if evaluation is None or programme is None:
        return
    for index, indicator in enumerate(evaluation.indicators):
        for year, _ in indicator.targets:
            if year not in programme.years:
                yield Problem(
                    path=("evaluation", "indicators", index, "targets"),
                    message=f"L'indicateur {indicator.code} a une cible en {year}, hors du programme.",
                    remedy=f"Choisissez parmi {listed([str(y) for y in programme.years])}.",
                )
