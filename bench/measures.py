"""What a benchmark tells: one line of var/bench.json."""

from __future__ import annotations

from typing import TypedDict


class Measured(TypedDict):
    """One line of var/bench.json. `peer_value` is in `unit`; `ratio` is value / peer_value."""

    name: str
    value: float
    unit: str
    goal: float
    better: str
    ok: bool
    peer: str
    peer_value: float | None
    ratio: float | None
    size: str
