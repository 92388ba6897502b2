"""The exports we know, and those of later years: what each is called, which year it measured, which is newer."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Vintage:
    """An export. `data_year` is the year measured, None when nobody published it; `year_note`: how sure it is."""

    id: str
    label: str
    data_year: int | None
    year_note: str
    rank: int


# Oldest first: the order in which a newer value takes over from an older one. Ten ranks a year measured.
VINTAGES: tuple[Vintage, ...] = (
    Vintage("2020", "export de 2020", None, "année mesurée non publiée, à confirmer", 20190),
    Vintage("2024", "export d'août 2024", 2021, "année déduite des populations, à confirmer", 20210),
    Vintage("2025-activite", "export de 2025", 2023, "année des chiffres-clés publiée", 20230),
)
# Where a value stands that the service gives and that no export publishes: newer than all of them.
OWN = "reseau"
_OWN = Vintage(OWN, "données du service", None, "année dite avec chaque valeur", 99999)
_BY_ID = {vintage.id: vintage for vintage in (*VINTAGES, _OWN)}
_LATER = re.compile(r"donnees-(\d{4})")
FIRST_YEAR, LAST_YEAR = 1990, 2100
# The Ministry publishes in a year what was measured two years before.
PUBLISHED_AFTER = 2


def vintage(id: str) -> Vintage:
    """The vintage of this id, be it one of those we know, one dated at its import, or one of another version."""
    if id in _BY_ID:
        return _BY_ID[id]
    if match := _LATER.fullmatch(id):
        year = int(match[1])
        return Vintage(id, f"export des données {year}", year, "année indiquée à l'import", year * 10 + 5)
    return Vintage(id, f"export {id}", None, "année inconnue", 0)


def vintage_rank(id: str) -> int:
    """The newer, the higher; the service's own values come last."""
    return vintage(id).rank


def vintage_label(id: str) -> str:
    return vintage(id).label


def data_year(id: str) -> int | None:
    """The year measured; None when it is unknown."""
    return vintage(id).data_year


def year_label(id: str) -> str:
    """The year measured as people read it: `2023`, or `année à confirmer`."""
    year = data_year(id)
    return "année à confirmer" if year is None else str(year)


def dated(base: str, year: int | None) -> str:
    """The id of an export whose columns are those of `base` and that measured `year`; `base` itself without a year.

    A year that a known export with these columns measured is that export; any other makes a vintage beside it.
    """
    if year is None or year == vintage(base).data_year:
        return base
    return f"donnees-{year}"


def proposed_year(base: str, name: str) -> int | None:
    """The year that an export probably measured, from its columns and the year that its file's name holds."""
    known = vintage(base).data_year
    years = [int(found) for found in re.findall(r"(?<!\d)(20\d\d)(?!\d)", name)]
    if base != VINTAGES[-1].id or known is None or not years:
        return known
    return max(years) - PUBLISHED_AFTER if max(years) - PUBLISHED_AFTER > known else known
