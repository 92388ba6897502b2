"""The demo's national reference: thousands of libraries invented from the demo's own, in invented départements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from maillage.territory.domain.exports import Export, ExportRow, SiteKind
from maillage.territory.files import FileRead
from maillage.territory.national import keep_exports
from maillage.territory.national_refresh import refresh_reference

# The same country at each run: the pages of the demo never change.
SEED = 2027
COUNTRY, EACH = 50, (40, 120)


@dataclass(frozen=True)
class _Place:
    """An invented library: the demo's library that it resembles, and by how much it differs."""

    model: str
    code: str
    department: str
    town: str
    population: int
    generosity: float
    silent: bool


def add_demo_reference(files: Sequence[FileRead], departments: int = COUNTRY) -> None:
    """Invent a country around the demo's exports and keep it as the (fictitious) national reference."""
    invented = list(_country(files, departments))
    exports = [(_export(file.export, invented), file.digest) for file in files]
    if keep_exports(exports, fictitious=True):
        refresh_reference()


def _country(files: Sequence[FileRead], departments: int) -> Iterator[_Place]:
    random = Random(SEED)  # noqa: S311 (an invented country, not a secret)
    models = sorted(
        (row.population, row.code)
        for row in files[-1].export.rows
        if row.site_kind is SiteKind.OPEN and row.population and row.code
    )
    for number in range(1, departments + 1):
        generosity, silence = random.gauss(0, 0.18), random.betavariate(1.2, 9)
        for rank in range(random.randint(*EACH)):
            population, code = models[min(int(random.betavariate(1, 1.15) * len(models)), len(models) - 1)]
            yield _Place(
                model=code,
                code=f"LI{900_000 + 1000 * number + rank}",
                department=f"F{number:02}",
                town=f"Commune fictive {number}-{rank + 1}",
                population=max(60, round(population * random.lognormvariate(0, 0.25))),
                generosity=generosity + random.gauss(0, 0.3),
                silent=random.random() < silence,
            )


def _export(export: Export, invented: Sequence[_Place]) -> Export:
    """The demo's export with the invented libraries after its own lines."""
    rows = {row.code: row for row in export.rows}
    found = [_row(rows[place.model], place) for place in invented if place.model in rows]
    return replace(export, name=f"Pays fictif ({export.name})", rows=(*export.rows, *found))


def _row(row: ExportRow, place: _Place) -> ExportRow:
    values = {name: _varied(value, place) for name, value in row.values.items()}
    raw = {name: "" if values.get(name) is None else str(values[name]) for name in row.values}
    return replace(
        row,
        code=place.code,
        name=f"Bibliothèque fictive de la {place.town.lower()}",
        town=place.town,
        insee="",
        postcode="",
        department=place.department,
        population=place.population,
        values=values,
        raw={**row.raw, **raw},
    )


def _varied(value: Decimal | bool | str | None, place: _Place) -> Decimal | bool | str | None:
    if place.silent or isinstance(value, str):
        return None
    if not isinstance(value, Decimal):
        return value
    varied = float(value) * (1 + place.generosity)
    return Decimal(max(0, round(varied * 2))) / 2 if value < 30 else Decimal(max(0, round(varied)))
