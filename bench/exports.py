"""The answers of a large campaign in a workbook: 1 000 questionnaires of 300 questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measures import Measured

GOAL = 10.0
ROWS, FEWER = 1000, 250
# Megabytes by which memory may grow from the small campaign to the large one: what a run varies by.
GROWTH = 16


def workbook(project: Path) -> list[Measured]:
    """Seconds of the large one, its peak of memory beside that of a quarter of it; peer: openpyxl, the same cells."""
    with tempfile.TemporaryDirectory() as aside:
        given = {**os.environ, "MAILLAGE_VAR": aside, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        given.pop("MAILLAGE_DATABASE_URL", None)

        def told(*asked: str) -> Any:
            command = [sys.executable, "-m", "bench.export_files", *asked]
            done = subprocess.run(command, cwd=project, env=given, check=True, capture_output=True, text=True)
            return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None

        told("fill", str(FEWER), str(ROWS))
        few, many, peer = told("write", str(FEWER)), told("write", str(ROWS)), told("peer", str(ROWS))
    growth = many["megabytes"] - few["megabytes"]
    return [
        Measured(
            name="export-1000x300",
            value=round(many["seconds"], 3),
            unit="s",
            goal=GOAL,
            better="lower",
            ok=many["seconds"] <= GOAL and growth <= GROWTH,
            peer="openpyxl, write-only, the same cells in the same run",
            peer_value=round(peer["seconds"], 3),
            ratio=many["seconds"] / peer["seconds"],
            size=f"{many['bytes'] / 1e6:.1f} MB; peak {few['megabytes']:.0f} MB for {FEWER}, "
            f"{many['megabytes']:.0f} MB for {ROWS} ({growth:+.0f}, at most {GROWTH})",
        )
    ]
