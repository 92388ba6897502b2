"""Which file is wanted: its shape, its format, whether drafts and texts are in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from maillage.base.ui.filters import Filter, chosen

FORMATS = (("virgules", "CSV, virgules"), ("xlsx", "Excel (XLSX)"), ("ods", "LibreOffice (ODS)"))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`texts`: remarks, evidence and free answers, which may name somebody: for the team only."""

    format: str = ""
    long: bool = False
    drafts: bool = False
    texts: bool = False

    @property
    def ending(self) -> str:
        return self.format if self.format in ("xlsx", "ods") else "csv"

    @property
    def is_workbook(self) -> bool:
        return self.ending != "csv"

    @property
    def comma(self) -> bool:
        return self.format == "virgules"

    def arguments(self) -> dict[str, Any]:
        return asdict(self)

    def name(self, code: str) -> str:
        return f"{code}-{'reponses' if self.long else 'questionnaires'}.{self.ending}"


def filters_of(params: Mapping[str, str], *, can_edit: bool, surveys: bool = False) -> list[Filter]:
    """The choices of the form, with what the address asks."""
    one = "personne" if surveys else "questionnaire"
    found = [
        chosen("format", "Format", FORMATS, params, whole="CSV, points-virgules"),
        chosen("forme", "Forme", [("long", "Une ligne par réponse")], params, whole=f"Une ligne par {one}"),
    ]
    if not surveys:
        also = [("oui", "Brouillons compris")]
        found.append(chosen("brouillons", "Questionnaires", also, params, whole="Envoyés seulement"))
    if can_edit:
        texts = [("oui", "Avec ce qui est écrit librement")]
        found.append(chosen("textes", "Textes", texts, params, whole="Sans les textes libres"))
    return found


def wanted_of(params: Mapping[str, str], *, can_edit: bool) -> Wanted:
    """What the address asks; who may not read texts gets none, whatever the address says."""
    asked = {one.name: one.value for one in filters_of(params, can_edit=can_edit)}
    return Wanted(
        format=asked["format"],
        long=asked["forme"] == "long",
        drafts=asked["brouillons"] == "oui",
        texts=asked.get("textes") == "oui",
    )
