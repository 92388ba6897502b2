"""One engine on one file: reads, ranks, takes the quartiles, tells its time and memory. Run in a process of its own.

`python -m bench.engines ENGINE FILE RESULT` prints {"seconds": reading and computing, "worked": processor time of it,
"megabytes": peak memory} and leaves ranks and quartiles in RESULT (.npz), so that engines can be compared; RESULT "-"
keeps nothing.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any

QUARTERS = (0.25, 0.5, 0.75)
Found = tuple[list[Any], list[Any]]


def ours(path: str) -> Callable[[], Found]:
    import numpy  # noqa: F401 (loaded when asked for: before the clock starts, as in the others)
    import polars  # noqa: F401

    from maillage.territory.ranking import ranked_file

    def run() -> Found:
        found = list(ranked_file(path))
        return [figure.ranks for figure in found], [figure.quartiles for figure in found]

    return run


def pandas(path: str) -> Callable[[], Found]:
    """The same in pandas. It reads through polars: the Parquet reader of pandas is another package, and no faster."""
    import pandas as pd
    import polars

    def run() -> Found:
        columns = {series.name: series.to_numpy() for series in polars.read_parquet(path)}
        frame = pd.DataFrame(columns)
        groups = frame.groupby(["year", "stratum"])
        figures = [name for name in frame if name.startswith("f")]
        # One pass for all figures: by far the quickest way that pandas has.
        ranks = (groups[figures].rank(method="average") - 0.5) / groups[figures].transform("count")
        quartiles = groups[figures].quantile(list(QUARTERS)).unstack()
        shape = (frame["year"].nunique(), frame["stratum"].nunique(), len(QUARTERS))
        return (
            [ranks[name].to_numpy() for name in figures],
            [quartiles[name].to_numpy().reshape(shape) for name in figures],
        )

    return run


RANKS = """
SELECT rowid, (RANK() OVER (PARTITION BY year, stratum ORDER BY {f})
  + (COUNT(*) OVER (PARTITION BY year, stratum, {f}) - 1) / 2.0 - 0.5) / COUNT(*) OVER (PARTITION BY year, stratum)
FROM t WHERE {f} IS NOT NULL
"""
ORDERED = """
WITH o AS (SELECT year, stratum, {f} AS v, ROW_NUMBER() OVER w AS r, COUNT(*) OVER (PARTITION BY year, stratum) AS n
  FROM t WHERE {f} IS NOT NULL WINDOW w AS (PARTITION BY year, stratum ORDER BY {f}))
SELECT {picked}, MAX(n) FROM o GROUP BY year, stratum ORDER BY year, stratum
"""


def sqlite(path: str) -> Callable[[], Found]:
    """The same in SQL, from a base already loaded: one query a figure for ranks, one for quartiles."""
    import numpy as np

    base = sqlite3.connect(path)
    figures = [row[1] for row in base.execute("PRAGMA table_info(t)") if row[1].startswith("f")]
    picked = ", ".join(
        f"MAX(CASE WHEN r = MIN(n, {more} + CAST((n - 1) * {q} AS INTEGER)) THEN v END)"
        for q in QUARTERS
        for more in (1, 2)
    )

    def run() -> Found:
        size = base.execute("SELECT COUNT(*) FROM t").fetchone()[0]
        all_ranks, all_quartiles = [], []
        for f in figures:
            ranks = np.full(size, np.nan)
            rows = np.array(base.execute(RANKS.format(f=f)).fetchall())
            ranks[rows[:, 0].astype(int) - 1] = rows[:, 1]
            all_ranks.append(ranks)
            found = np.array(base.execute(ORDERED.format(f=f, picked=picked)).fetchall(), dtype=float)
            below, above, n = found[:, 0:6:2], found[:, 1:6:2], found[:, 6:]
            positions = (n - 1) * np.array(QUARTERS)
            all_quartiles.append(below + (positions - np.floor(positions)) * (above - below))
        return all_ranks, all_quartiles

    return run


def limit(path: str) -> Callable[[], Found]:
    """Not a peer but a floor: read every cell and sort it once, on one core, strata ignored."""
    import numpy as np
    import polars

    def run() -> Found:
        for series in polars.read_parquet(path):
            np.sort(series.to_numpy())
        return [], []

    return run


ENGINES = {"ours": ours, "pandas": pandas, "sqlite": sqlite, "limit": limit}


def main(engine: str, path: str, result: str) -> None:
    run = ENGINES[engine](path)  # imports are not counted, here nor there
    start, worked = time.perf_counter(), time.process_time()
    ranks, quartiles = run()
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if result != "-":
        import numpy as np

        np.savez(result, ranks=np.stack(ranks), quartiles=np.stack([q.reshape(-1, 3) for q in quartiles]))
    print(json.dumps({"seconds": seconds, "worked": worked, "megabytes": megabytes, "figures": len(ranks)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
