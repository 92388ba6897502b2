"""The report cards of a whole network, made at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measures import Measured

GOAL = 5.0
# Seconds for 143 cards of two pages, PDF/UA-1, on two processes of the same kind of machine: measured beforehand
# (reference/performance.md, P5), not here: WeasyPrint needs system libraries.
WEASYPRINT = 14.2


def report_cards(project: Path) -> list[Measured]:
    """143 tagged cards of two pages, the second process started meanwhile; peer: WeasyPrint, a figure quoted."""
    with tempfile.TemporaryDirectory() as aside:
        given = {**os.environ, "MAILLAGE_VAR": aside, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        given.pop("MAILLAGE_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.card_files"]
        done = subprocess.run(command, cwd=project, env=given, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    whole = told["pages"] == [2] and told["tagged"]
    return [
        Measured(
            name="report-cards-143",
            value=round(told["seconds"], 3),
            unit="s",
            goal=GOAL,
            better="lower",
            ok=told["seconds"] <= GOAL and whole,
            peer="WeasyPrint, PDF/UA-1, two processes (quoted: reference/performance.md, P5)",
            peer_value=WEASYPRINT,
            ratio=told["seconds"] / WEASYPRINT,
            size=f"{told['cards']} cards, pages {told['pages']}, {told['kilobytes']:.0f} kB each",
        )
    ]
