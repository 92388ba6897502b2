"""What each filter of the register offers: the values that its lines hold."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.values.french import folded
from maillage.statistics.strata import strata
from maillage.territory.domain.directory import (
    UNKNOWN_EPCI,
    UNKNOWN_STATUS,
    UNKNOWN_STRATUM,
    Line,
    epci_of,
    stratum_slug,
)
from maillage.territory.pictures import sized
from maillage.territory.readings import CLASS_BOUNDS

CLASSES = strata(CLASS_BOUNDS)


def epci_options(lines: Sequence[Line]) -> list[tuple[str, str]]:
    names = {epci_of(line): line.commune.epci_name for line in lines if line.commune}
    names.pop(UNKNOWN_EPCI, None)
    found = sorted(names.items(), key=lambda item: folded(item[1]))
    if any(epci_of(line) == UNKNOWN_EPCI for line in lines):
        found.append((UNKNOWN_EPCI, "Inconnue, ou hors intercommunalité"))
    return found


def status_options(lines: Sequence[Line]) -> list[tuple[str, str]]:
    told = sorted({line.library.status for line in lines if line.library.status}, key=folded)
    found = [(status, status) for status in told]
    if any(not line.library.status for line in lines):
        found.append((UNKNOWN_STATUS, "Inconnu"))
    return found


def stratum_options(lines: Sequence[Line]) -> list[tuple[str, str]]:
    held = {stratum_slug(line, CLASSES) for line in lines}
    found = [
        (stratum.slug, capital(sized(stratum.label, "hab."))) for stratum in CLASSES if stratum.slug in held
    ]
    return [*found, (UNKNOWN_STRATUM, "Inconnue")] if UNKNOWN_STRATUM in held else found


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
