"""Published reference values: what a source says, with its year, and the figure of ours that says the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maillage.base.values.sources import Confidence, Source


@dataclass(frozen=True, kw_only=True)
class Published:
    """`value` is written as the source has it. `figure` names ours, "" when nothing of ours is comparable."""

    group: str
    label: str
    value: str
    year: int
    source: Source
    figure: str = ""
    note: str = ""


def published_from(content: Mapping[str, Any]) -> tuple[Published, ...]:
    """Raises ValueError for an unknown source, field or confidence: the file is ours and tested."""
    sources = content["source"]
    found = []
    for item in content["reference"]:
        given = dict(item)
        confidence, name = Confidence(given.pop("confidence")), given.pop("source")
        if name not in sources:
            raise ValueError(f"{given['label']} : source inconnue « {name} ».")
        found.append(Published(**given, source=Source(**sources[name], confidence=confidence)))
    return tuple(found)
