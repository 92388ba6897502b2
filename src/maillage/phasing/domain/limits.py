"""What is wrong in the limits of the calendar although each field is right: a year that the programme never sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.french import listed
from maillage.base.values.remarks import Problem
from maillage.phasing.domain.settings import PhasingSection


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    """A ceiling on a year mistyped would bound nothing, without a word."""
    phasing: PhasingSection | None = sections.get("phasing")
    programme = sections.get("programme")
    if phasing is None or programme is None:
        return
    if phasing.capacity_by_year and phasing.person_days_per_week is None:
        yield Problem(
            path=("phasing", "capacity_by_year"),
            message="La capacité propre à une année est donnée sans capacité ordinaire : elle ne bornerait rien.",
            remedy="Donnez aussi la capacité des autres années (« person_days_per_week »).",
        )
    written: list[tuple[tuple[str | int, ...], int]] = [
        (("phasing", "ceilings", index, "year"), ceiling.year)
        for index, ceiling in enumerate(phasing.ceilings)
    ]
    written += [(("phasing", "capacity_by_year"), year) for year, _ in phasing.capacity_by_year]
    for path, year in written:
        if year not in programme.years:
            yield Problem(
                path=path,
                message=f"L'année {year} est hors du programme.",
                remedy=f"Choisissez parmi {listed([str(y) for y in programme.years])}.",
            )
