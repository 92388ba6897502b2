"""National files as Parquet, and what is computed from them: spreads by class of commune, ranks of every library."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maillage.statistics.ranks import Ranked, Strata, ranked
from maillage.statistics.strata import strata
from maillage.territory.domain.national import FLAGS, Place
from maillage.territory.readings import CLASS_BOUNDS

_PLAIN = ("code", "name", "town", "postcode", "insee", "declared", "kind")


def to_parquet(places: Sequence[Place], columns: Sequence[str]) -> bytes:
    """One row a place. A national file takes a few hundred kilobytes."""
    import polars  # heavy: only where a national file is loaded

    frame: dict[str, Any] = {name: [getattr(place, name) for place in places] for name in _PLAIN}
    frame["population"] = polars.Series([place.population for place in places], dtype=polars.Int32)
    frame["filled"] = [place.filled for place in places]
    frame["answered"] = [place.answered for place in places]
    for code in columns:
        values = [place.values[code] for place in places]
        frame[f"value.{code}"] = polars.Series(values, dtype=polars.Float64)
    buffer = io.BytesIO()
    polars.DataFrame(frame).write_parquet(buffer)
    return buffer.getvalue()


@dataclass(frozen=True)
class Kept:
    """A national file as it was stored."""

    columns: tuple[str, ...]
    places: tuple[Place, ...]

    def open_only(self, vintage: str, departments: Sequence[str]) -> Table:
        """Its libraries open to the public, each with its département ("" when nothing says it)."""
        pairs = [
            (place, department)
            for place, department in zip(self.places, departments, strict=True)
            if place.is_open
        ]
        return Table(vintage, self.columns, tuple(p for p, _ in pairs), tuple(d for _, d in pairs))


def places_from(content: bytes) -> Kept:
    import polars  # heavy: only where the reference is computed

    frame = polars.read_parquet(io.BytesIO(content))
    columns = tuple(name.removeprefix("value.") for name in frame.columns if name.startswith("value."))
    return Kept(columns, tuple(_places(frame, columns)))


def _places(frame: Any, columns: Sequence[str]) -> Iterator[Place]:
    for row in frame.iter_rows(named=True):
        yield Place(
            **{name: row[name] for name in _PLAIN},
            population=row["population"],
            filled=row["filled"],
            answered=row["answered"],
            values={code: row[f"value.{code}"] for code in columns},
        )


@dataclass(frozen=True)
class Table:
    """The open libraries of a vintage, with their départements."""

    vintage: str
    columns: tuple[str, ...]
    places: tuple[Place, ...]
    departments: tuple[str, ...]

    @cached_property
    def by_department(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place, department in zip(self.places, self.departments, strict=True):
            found.setdefault(department, []).append(place)
        return found

    @cached_property
    def by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.places if place.code}


@dataclass(frozen=True)
class Spreads:
    """The rows of `NationalSpread`, and the rank of each library in its class by figure (NaN: unknown)."""

    rows: list[dict[str, Any]]
    ranks: dict[str, Any]


def spreads_of(table: Table) -> Spreads:
    """Quartiles, distinct answers and ranks of every figure by class of commune population, and over all."""
    import numpy as np  # heavy: only where the reference is computed

    classes = strata(CLASS_BOUNDS)
    limits = np.array(CLASS_BOUNDS)
    sizes = np.array([-1 if place.population is None else place.population for place in table.places])
    # A place of unknown population is in no class: it counts over all only.
    labels = np.where(sizes < 0, len(classes), np.searchsorted(limits, sizes, side="right"))
    by_class, overall = Strata(labels), Strata(np.zeros(len(labels), dtype=np.int64))
    rows: list[dict[str, Any]] = []
    ranks: dict[str, Any] = {}
    for code in table.columns:
        values = np.array([_nan(place.values[code]) for place in table.places], dtype=np.float64)
        found = ranked(values, by_class)
        ranks[code] = np.where(labels < len(classes), found.ranks, np.nan)
        rows.append(
            _spread(code, "", len(values), ranked(values, overall), 0)
            | (_answers(values) if code in FLAGS else {})
        )
        for label, stratum in enumerate(classes):
            inside = values[labels == label]
            if len(inside):
                rows.append(_spread(code, stratum.slug, len(inside), found, label) | _answers(inside))
    return Spreads(rows, ranks)


def _answers(values: Any) -> dict[str, list[float]]:
    import numpy as np  # heavy: only where the reference is computed

    distinct, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    return {"values": distinct.tolist(), "counts": counts.tolist()}


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _spread(code: str, stratum: str, total: int, found: Ranked, label: int) -> dict[str, Any]:
    quartiles: Mapping[str, float | None] = {
        name: None if value != value else round(float(value), 4)  # NaN: nobody answered
        for name, value in zip(("q1", "median", "q3"), found.quartiles[label], strict=True)
    }
    return {
        "variable": code,
        "stratum": stratum,
        "total": total,
        "known": int(found.known[label]),
        **quartiles,
    }
