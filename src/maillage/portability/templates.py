"""Programmes to begin from, shipped with Maillage: read by the reader of any programme file, moved to its years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from maillage.base import plugs
from maillage.portability.domain.reader import ProgrammeFile, read
from maillage.portability.domain.shifting import shifted


@dataclass(frozen=True)
class Template:
    """`key` names its file; `lead` says what it holds and for whom."""

    key: str
    title: str
    lead: str

    def file(self, year: int) -> ProgrammeFile:
        """Its programme, beginning in `year`."""
        found = _read(self.key)
        moved = year - found.sections["programme"].start.year
        return replace(found, sections={key: shifted(value, moved) for key, value in found.sections.items()})


TEMPLATES = (
    Template(
        "vide",
        "Programme vide, prêt à remplir",
        "Les quatre axes (formation, médiation, outils, ressources) avec un objectif pour l'équipe et un pour le "
        "réseau, deux instances, deux opérations. À vous les actions.",
    ),
    Template(
        "type",
        "Programme type de BNR",
        "Un exemple complet à adapter : huit actions, leurs étapes, dépenses, achats, formations et indicateurs. "
        "Montants et cibles sont des hypothèses.",
    ),
)


def template(key: str) -> Template | None:
    return next((found for found in TEMPLATES if found.key == key), None)


@cache
def _read(key: str) -> ProgrammeFile:
    path = files("maillage.portability") / "templates_data" / f"{key}.yaml"
    return read(path.read_text("utf-8"), plugs.sections(), required=("programme",))
