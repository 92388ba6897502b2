"""The typologies for a spreadsheet: one line a library."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from maillage.base.values.french import listed
from maillage.diagnosis.classing import Classing
from maillage.diagnosis.typology_tables import epci_name


def typology_rows(found: Classing) -> Iterable[list[str]]:
    """Everything, for a spreadsheet. What is unknown is left empty, never 0."""
    years = [year for year, _ in next((one.grade.seen for one in found.libraries if one.grade), ())]
    yield [
        "Code", "Bibliothèque", "Commune", "Code INSEE", "Intercommunalité", "Habitants",
        *(f"Classe {year}" for year in years), "Classe retenue", "Règle de lissage",
        "Ancien niveau", "Au pis", "Au mieux", "Manque pour le niveau suivant", "À connaître",
        "Surface (m²)", "Surface demandée par l'aide de l'État (m²)", "Manque (m²)",
    ]  # fmt: skip
    for one in found.libraries:
        library, level, aid, grade = one.line.library, one.level, one.aid, one.grade
        yield [
            library.code,
            library.name,
            library.town,
            library.insee,
            epci_name(one),
            _plain(one.line.population),
            *((value or "" for _, value in grade.seen) if grade else ("" for _ in years)),
            (grade.grade or "") if grade else "",
            (grade.reason + ("" if grade.certain else " (à confirmer)")) if grade else "",
            level.level.value if level.level else "",
            level.worst.value,
            level.best.value,
            listed([gap.gap_text for gap in level.gaps]),
            listed(level.missing),
            _plain(one.line.number("surface_m2")),
            _plain(aid.needed if aid else None),
            _plain(aid.shortfall if aid else None),
        ]


def _plain(value: Decimal | int | None) -> str:
    """A number as a French spreadsheet reads it."""
    return "" if value is None else f"{Decimal(value):f}".replace(".", ",")
