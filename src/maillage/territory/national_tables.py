"""National files kept as Parquet, and read again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.territory.domain.national import Place
from maillage.territory.national_places import Table

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
