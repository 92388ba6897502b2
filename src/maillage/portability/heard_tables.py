"""Contributions to consultations as a table beside the programme file: what was said, under which theme. No link, no secret."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from maillage.diagnosis.domain.contributions import Answer, Channel, Quality
from maillage.diagnosis.models import Consultation, Contribution, ContributionTheme

CONTRIBUTIONS = "diagnosis/contributions.csv"
CONTRIBUTION_FIELDS = (
    "number", "consultation", "at", "channel", "quality", "commune", "theme", "set_aside", "read_at", "answers",
)  # fmt: skip


def contribution_rows(network: Any) -> Iterator[tuple[object, ...]]:
    rows = Contribution.objects.filter(network=network).select_related("consultation", "theme")
    for row in rows.order_by("number"):
        yield (
            row.number,
            row.consultation.code,
            row.at.isoformat(),
            row.channel,
            row.quality,
            row.commune,
            row.theme.code if row.theme else "",
            row.set_aside,
            row.read_at.isoformat() if row.read_at else "",
            json.dumps(row.answers, ensure_ascii=False, sort_keys=True),
        )


def restore_contributions(network: Any, table: Iterable[Mapping[str, str]]) -> int:
    """Put the table in the place of what the network holds; returns how many. Raises ValueError, KeyError, TypeError."""
    consultations = {row.code: row for row in Consultation.objects.filter(network=network)}
    themes = {row.code: row for row in ContributionTheme.objects.filter(network=network)}
    Contribution.objects.filter(network=network).delete()
    made = 0
    for row in table:
        if set(row) != set(CONTRIBUTION_FIELDS):
            raise ValueError("colonnes inattendues")
        Contribution(
            network=network,
            consultation=consultations[row["consultation"]],
            number=int(row["number"]),
            at=datetime.fromisoformat(row["at"]),
            channel=_known(Channel, row["channel"]),
            quality=_known(Quality, row["quality"]) if row["quality"] else "",
            commune=row["commune"][:100],
            theme=themes[row["theme"]] if row["theme"] else None,
            set_aside=row["set_aside"][:300],
            read_at=datetime.fromisoformat(row["read_at"]) if row["read_at"] else None,
            answers=[asdict(Answer(**answer)) for answer in json.loads(row["answers"])],
        ).save()
        made += 1
    return made


def _known(choices: Any, value: str) -> str:
    if value not in {member.value for member in choices}:
        raise ValueError(value)
    return value


def import_contributions(*, network: Any, path: Path) -> int:
    """Read such a table from a file (the demo's)."""
    return restore_contributions(network, csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
