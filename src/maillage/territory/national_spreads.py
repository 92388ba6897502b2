"""What is computed from national files: spreads by class of commune, ranks of every library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maillage.statistics.ranks import Ranked, Strata, ranked
from maillage.statistics.strata import strata
from maillage.territory.domain.national import FLAGS
from maillage.territory.national_places import Table
from maillage.territory.readings import CLASS_BOUNDS


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
