"""The jobs measured. Times are of whole processes, the median of three runs after one that is not counted."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import autosave, cards_in_pdf, exports, funding, national, programme
from bench.measures import Measured
from bench.pages import GOAL, times_of

RUNS = 3

# What any program that makes these documents must load before it does anything.
FLOOR = "import django, ortools.sat.python.cp_model, vl_convert, typst, docx, xlsxwriter, icalendar, yaml"


@dataclass(frozen=True)
class Job:
    run: Callable[[Path], list[Measured]]
    long: bool = False


def seconds(command: list[str], folder: Path) -> float:
    """Median wall time of a command, in seconds. Raises CalledProcessError when it fails."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def measured(
    name: str, value: float, goal: float, peer: str, peer_value: float | None, size: str
) -> Measured:
    return Measured(
        name=name,
        value=round(value, 3),
        unit="s",
        goal=goal,
        better="lower",
        ok=value <= goal,
        peer=peer,
        peer_value=peer_value and round(peer_value, 3),
        ratio=value / peer_value if peer_value else None,
        size=size,
    )


def build(project: Path) -> list[Measured]:
    """The whole dossier of examples/cher.yaml, against merely loading the libraries that make it."""
    data = Path(os.environ.get("MAILLAGE_SHARED_DATA", project.parent / "shared" / "data"))
    command = [sys.executable, "-m", "maillage.cli", "build", "examples/cher.yaml"]
    size = "43 actions, 167 steps"
    if data.is_dir():
        libraries = data / "bibliotheques"
        command += ["--libraries", str(libraries / "bibliotheques-18-export2024.csv")]
        command += [str(libraries / "bibliotheques-18-export2025-activite.csv")]
        command += ["--territory", str(data / "territoire" / "communes-18-2026.csv")]
        size += ", 149 libraries, 286 communes"
    with tempfile.TemporaryDirectory() as out:
        value = seconds([*command, "--out", f"{out}/cher"], project)
    floor = seconds([sys.executable, "-c", FLOOR], project)
    return [measured("build", value, 20.0, "loading the same libraries", floor, size)]


def check(project: Path) -> list[Measured]:
    """The linter on examples/cher.yaml, against starting Django."""
    value = seconds([sys.executable, "-m", "maillage.cli", "check", "examples/cher.yaml"], project)
    floor = seconds([sys.executable, "-c", "import django"], project)
    return [measured("check", value, 5.0, "starting Python and Django", floor, "167 steps")]


def pages(project: Path) -> list[Measured]:
    """The slowest and the middle page of the demo (95th percentile of each), against a page that computes nothing."""
    times = times_of(project)
    floor = times.pop("/sante")
    slowest = max(times, key=lambda name: times[name])
    size = f"{len(times)} pages, demo network"
    return [
        measured("pages", times[slowest], GOAL, "/sante", floor, f"{size}; slowest: {slowest}"),
        measured("pages-median", statistics.median(times.values()), GOAL, "/sante", floor, size),
    ]


JOBS: dict[str, Job] = {
    "build": Job(build),
    "check": Job(check),
    "pages": Job(pages),
    "national-benchmark": Job(national.benchmark),
    "national-peers": Job(national.peers),
    "national-card": Job(national.card),
    "report-cards-143": Job(cards_in_pdf.report_cards),
    "export-1000x300": Job(exports.workbook),
    "autosave-143": Job(autosave.autosave),
    "submissions-143": Job(autosave.submissions),
    "programme-300": Job(programme.programme),
    "funding-scenarios": Job(funding.scenarios),
}
