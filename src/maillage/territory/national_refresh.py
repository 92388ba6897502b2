"""Computes the tables of the national reference from the files kept: a few seconds, never in a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from django.db import transaction

from maillage.statistics.peers import Points
from maillage.territory import models
from maillage.territory.domain.department_names import DEPARTMENTS
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.national import (
    COMPARED,
    FLAGS,
    PEER_QUANTITIES,
    Place,
    located,
    middle,
    peer_scales,
    profile,
)
from maillage.territory.domain.vintages import vintage_rank
from maillage.territory.national_places import Table
from maillage.territory.national_spreads import spreads_of
from maillage.territory.national_tables import places_from

BATCH = 2000


@transaction.atomic
def refresh_reference() -> models.NationalReference | None:
    """Compute every table anew from the files kept; None, and no table, without any. A few seconds: not in a page."""
    for model in (
        models.NationalReference,
        models.NationalSpread,
        models.NationalDepartment,
        models.NationalLibrary,
    ):
        model.objects.all().delete()
    exports = sorted(models.NationalExport.objects.all(), key=lambda row: vintage_rank(row.vintage))
    if not exports:
        return None
    read = [places_from(bytes(row.content)) for row in exports]
    codes = located([table.places for table in read])
    tables = [
        table.open_only(row.vintage, found) for row, table, found in zip(exports, read, codes, strict=True)
    ]
    ranks = _store_spreads(tables)
    services = {
        department: place
        for table, found in zip(read, codes, strict=True)
        for place, department in zip(table.places, found, strict=True)
        if place.kind == SiteKind.DEPARTMENTAL.value and department
    }
    _store_departments(tables, ranks, services)
    return _store_libraries(exports, tables)


def _store_spreads(tables: Sequence[Table]) -> dict[str, dict[str, list[float]]]:
    """Store the spreads; returns the ranks of the libraries by figure (its newest vintage) and département."""
    rows: list[models.NationalSpread] = []
    ranks: dict[str, dict[str, list[float]]] = {}
    for table in tables:
        found = spreads_of(table)
        rows.extend(models.NationalSpread(vintage=table.vintage, **spread) for spread in found.rows)
        for variable, values in found.ranks.items():
            if variable in FLAGS:
                continue  # yes or no: a rank would say nothing
            ranks[variable] = {}  # a newer vintage takes the place of an older one
            for department, rank in zip(table.departments, values, strict=True):
                if rank == rank:  # not NaN: it answered
                    ranks[variable].setdefault(department, []).append(float(rank))
    models.NationalSpread.objects.bulk_create(rows, batch_size=BATCH)
    return ranks


def _newest(tables: Sequence[Table]) -> dict[str, Table]:
    """The newest vintage that publishes each figure."""
    return {code: table for table in tables for code in COMPARED if code in table.columns}


def _store_departments(
    tables: Sequence[Table], ranks: Mapping[str, Mapping[str, Sequence[float]]], services: Mapping[str, Place]
) -> None:
    newest = _newest(tables)
    models.NationalDepartment.objects.bulk_create(
        models.NationalDepartment(
            code=department,
            name=_name(department),
            profile=asdict(profile(members, _answers(newest, department), services.get(department))),
            answers={table.vintage: _answered(table, department) for table in tables},
            ranks={code: _rank(found.get(department, ())) for code, found in ranks.items()},
        )
        for department, members in sorted(tables[-1].by_department.items())
        if department
    )


def _answers(newest: Mapping[str, Table], department: str) -> dict[str, list[float]]:
    return {
        code: [
            value
            for place in table.by_department.get(department, ())
            if (value := place.values[code]) is not None
        ]
        for code, table in newest.items()
    }


def _name(department: str) -> str:
    known = DEPARTMENTS.get(department)
    if known:
        return known.name
    fictitious = department.startswith("F")
    return f"Département fictif {department[1:]}" if fictitious else f"Département {department}"


def _answered(table: Table, department: str) -> dict[str, int]:
    members = table.by_department.get(department, [])
    return {
        "open": len(members),
        "filled": sum(place.filled for place in members),
        "answered": sum(place.answered for place in members),
    }


def _rank(values: Sequence[float]) -> dict[str, float | int | None]:
    return {"median": middle(values), "known": len(values)}


def _store_libraries(
    exports: Sequence[models.NationalExport], tables: Sequence[Table]
) -> models.NationalReference:
    newest = _newest(tables)
    published = {code: newest[code].by_code for code in PEER_QUANTITIES if code in newest}
    rows: list[tuple[Place, str, dict[str, float | None]]] = []
    for place, department in zip(tables[-1].places, tables[-1].departments, strict=True):
        if place.code and place.population is not None:
            rows.append((place, department, dict(_compared(place, published))))
    rows.sort(key=lambda row: (row[0].population, row[0].code))
    scales = peer_scales([values for _, _, values in rows])
    points = Points.of(
        PEER_QUANTITIES,
        [[scale.standard(values[scale.name]) for scale in scales] for _, _, values in rows],
    )
    models.NationalLibrary.objects.bulk_create(
        (
            models.NationalLibrary(
                position=position,
                code=place.code,
                name=place.name,
                town=place.town,
                department=department,
                population=place.population,
                values={name: value for name, value in values.items() if value is not None},
            )
            for position, (place, department, values) in enumerate(rows)
        ),
        batch_size=BATCH,
    )
    return models.NationalReference.objects.create(
        sources=[{"name": row.name, "vintage": row.vintage, "rows": row.rows} for row in exports],
        libraries=len(tables[-1].places),
        fictitious=any(row.fictitious for row in exports),
        scales=[asdict(scale) for scale in scales],
        points=b"".join(column.tobytes() for column in points.columns),
    )


def _compared(
    place: Place, published: Mapping[str, Mapping[str, Place]]
) -> Iterator[tuple[str, float | None]]:
    """The commune's population, then each figure as the newest vintage that publishes it has it."""
    for name in PEER_QUANTITIES:
        if name == "population":
            yield name, None if place.population is None else float(place.population)
        else:
            found = published.get(name, {}).get(place.code)
            yield name, found.values[name] if found else None
