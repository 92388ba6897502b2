"""The national benchmark: every library of the country × every figure × every year, against other engines; peers; cards."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.measures import Measured

LIBRARIES, YEARS, STRATA, FIGURES = 16_000, 10, 24, 250
# Sizes at which engines are compared, in figures: SQLite would take minutes at the one of pandas.
WITH_PANDAS, WITH_SQLITE = 40, 8
RUNS = 3
SECONDS, MEGABYTES, PANDAS, SQLITE = 4.0, 800.0, 3.0, 20.0
PEERS_SECONDS, CARD_SECONDS = 1.0, 0.010


def written(folder: Path, figures: int) -> Path:
    """A synthetic country as Parquet: plausible spreads, ties, 10 % unknown; the same at each run."""
    import numpy as np
    import polars as pl

    path, rows = folder / f"{figures}.parquet", LIBRARIES * YEARS
    random = np.random.default_rng(7)
    strata = random.integers(0, STRATA, LIBRARIES).astype(np.int8)
    columns: dict[str, Any] = {
        "year": np.repeat(np.arange(2016, 2016 + YEARS, dtype=np.int16), LIBRARIES),
        "stratum": np.tile(strata, YEARS),
    }
    for rank in range(figures):
        # Whole numbers, halves, hundredths: hours, visits and euros do not have the same ties.
        values = np.round(random.lognormal(2 + rank % 6, 1, rows).astype(np.float32), rank % 3)
        unknown = random.random(rows, dtype=np.float32) < 0.1
        columns[f"f{rank}"] = pl.Series(values).set(pl.Series(unknown), None)
    pl.DataFrame(columns).write_parquet(path)
    return path


def as_sqlite(parquet: Path) -> Path:
    """The same cells in a SQLite file, loaded outside of any measure."""
    import polars as pl

    path = parquet.with_suffix(".sqlite3")
    frame = pl.read_parquet(parquet)
    with sqlite3.connect(path) as base:
        base.execute(f"CREATE TABLE t ({', '.join(frame.columns)})")
        base.executemany(f"INSERT INTO t VALUES ({', '.join('?' * frame.width)})", frame.iter_rows())
    base.close()
    return path


def run(project: Path, engine: str, path: Path, result: str = "-") -> dict[str, float]:
    """One process: its whole time as `wall`, and what it tells of itself."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "bench.engines", engine, str(path), result]
    done = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True)
    return {"wall": time.perf_counter() - start, **json.loads(done.stdout)}


def median(project: Path, engine: str, path: Path, of: str, runs: int = RUNS) -> float:
    return statistics.median(run(project, engine, path)[of] for _ in range(runs))


def same(one: Path, other: Path) -> None:
    """Raises ValueError when two engines do not find the same: their times would mean nothing."""
    import numpy as np

    left, right = np.load(one), np.load(other)
    for name in ("ranks", "quartiles"):
        if not np.allclose(left[name], right[name], rtol=1e-5, atol=1e-5, equal_nan=True):
            raise ValueError(f"{one.stem} and {other.stem} do not find the same {name}.")


def line(
    name: str,
    value: float,
    goal: float,
    size: str,
    *,
    unit: str = "s",
    peer: str = "",
    other: float | None = None,
) -> Measured:
    """`other`: the peer's value in the same unit. Lower is better in all of these."""
    return Measured(
        name=name,
        value=round(value, 4),
        unit=unit,
        goal=round(goal, 3),
        better="lower",
        ok=value <= goal,
        peer=peer,
        peer_value=other and round(other, 3),
        ratio=value / other if other else None,
        size=size,
    )


def busy() -> str:
    """How busy the machine was: a time taken beside other work says less than a ratio."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def benchmark(project: Path) -> list[Measured]:
    """Ranks and quartiles of 16 000 libraries × 250 figures × 10 years: whole process, memory, ratios, growth."""
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        whole = written(folder, FIGURES)
        runs = [run(project, "ours", whole) for _ in range(RUNS)]
        wall = statistics.median(found["wall"] for found in runs)
        floor = run(project, "limit", whole)["wall"]
        half = median(project, "ours", written(folder, FIGURES // 2), "wall", 1)
        size = f"{LIBRARIES} libraries × {FIGURES} figures × {YEARS} years, {STRATA} strata, 10 % unknown"
        worked = statistics.median(found["worked"] for found in runs)
        told = (
            f"{size}; whole process, Parquet reading included ({worked:.2f} s of processor after the imports); "
            f"{FIGURES // 2} figures: {half:.2f} s; {busy()}"
        )
        return [
            line(
                "national-benchmark",
                wall,
                SECONDS,
                told,
                peer="reading and sorting every cell once (NumPy)",
                other=floor,
            ),
            line("national-benchmark-memory", max(r["megabytes"] for r in runs), MEGABYTES, size, unit="MB"),
            _against(project, folder, "pandas", WITH_PANDAS, PANDAS, runs=2),
            _against(project, folder, "sqlite", WITH_SQLITE, SQLITE, runs=1),
        ]


def _against(project: Path, folder: Path, engine: str, figures: int, factor: float, *, runs: int) -> Measured:
    """Our time at a size that another engine can do; the goal is a `factor` below its own. Same results, or an error."""
    path = written(folder, figures)
    given = as_sqlite(path) if engine == "sqlite" else path
    results = folder / "ours.npz", folder / f"{engine}.npz"
    run(project, "ours", path, str(results[0]))
    theirs = [run(project, engine, given, str(results[1]))["seconds"]]
    same(*results)
    theirs += [run(project, engine, given)["seconds"] for _ in range(runs - 1)]
    own, other = median(project, "ours", path, "seconds"), statistics.median(theirs)
    size = f"{LIBRARIES} libraries × {figures} figures × {YEARS} years; reading and computing, imports left out; "
    told = f"{size}{other / own:.1f} times faster, equal results; {busy()}"
    return line(f"national-benchmark-{engine}", own, other / factor, told, peer=engine, other=other)


def peers(project: Path) -> list[Measured]:
    """The 10 nearest peers of each of 16 000 libraries on 8 quantities, and how it grows."""
    import numpy as np

    from maillage.statistics.neighbours import all_nearest

    random = np.random.default_rng(11)
    times: dict[int, float] = {}
    for size in (LIBRARIES // 4, LIBRARIES // 2, LIBRARIES, 2 * LIBRARIES):
        # Correlated as sizes, staff and hours are: a big town has more of everything.
        points = random.normal(size=(size, 8)) * 0.6 + random.normal(size=(size, 1))
        found = []
        for _ in range(RUNS):
            start = time.perf_counter()
            _, distances = all_nearest(points, 10)
            found.append(time.perf_counter() - start)
        times[size] = statistics.median(found)
        if size == LIBRARIES:
            start = time.perf_counter()
            expected = _brute(points, 10)
            brute = time.perf_counter() - start
            if not np.allclose(distances, expected, atol=1e-6):
                raise ValueError("The tree and brute force do not find the same peers.")
    curve = ", ".join(f"{size}: {seconds:.2f} s" for size, seconds in times.items())
    size = f"10 peers, 8 quantities; {curve}; {busy()}"
    return [
        line("national-peers", times[LIBRARIES], PEERS_SECONDS, size, peer="all pairs (NumPy)", other=brute)
    ]


def _brute(points: Any, k: int) -> Any:
    import numpy as np

    squares, found = (points**2).sum(axis=1), []
    for first in range(0, len(points), 1000):
        block = points[first : first + 1000]
        gaps = squares[first : first + 1000, None] + squares - 2 * block @ points.T
        gaps[np.arange(len(block)), np.arange(first, first + len(block))] = np.inf
        nearest = np.sort(np.partition(gaps, k, axis=1)[:, :k], axis=1)
        found.append(np.sqrt(np.maximum(nearest, 0) / points.shape[1]))
    return np.concatenate(found)


def card(project: Path) -> list[Measured]:
    """A library's card (places, peers of the country and of the network) from the stored tables of 16 000 libraries."""
    with tempfile.TemporaryDirectory() as aside:
        given = {**os.environ, "MAILLAGE_VAR": aside, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        given.pop("MAILLAGE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.cards"]
        done = subprocess.run(command, cwd=project, env=given, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    size = f"{told['libraries']} libraries, {told['queries']} queries, SQLite; median of {told['cards']} cards; {busy()}"
    return [line("national-card", told["seconds"], CARD_SECONDS, size)]
