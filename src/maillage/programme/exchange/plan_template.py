"""The workbook to fill in: the plan's columns, lists to choose from, an example, a notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from maillage.base.spreadsheets import Sheet, Value
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.plans.choices import options
from maillage.programme.domain.plans.targets import BY_CODE
from maillage.programme.exchange.plan_rows import COLUMNS, HEADS, NAME

CHOSEN = ("kind", "scope", "priority", "status", "outlook")
EXAMPLE: dict[str, Value] = {
    "axis": "Exemple (à effacer) : Développer l'offre numérique",
    "objective": "Outiller les bibliothèques du réseau",
    "title": "Prêter des malles de tablettes",
    "kind": "outils",
    "scope": "réseau",
    "context": "Peu de bibliothèques ont du matériel à jour.",
    "description": "Constituer six malles, les faire tourner, former les équipes à leur usage.",
    "lead": "Chargée du numérique",
    "partners": "EPCI ; Réseau Canopé",
    "target_group": "Jeunesse",
    "result": "Chaque EPCI a reçu une malle une fois par an.",
    "priority": 4,
    "status": "prévue",
    "step": "Rédiger le cahier des charges",
    "weeks": 6,
    "person_days": 8,
}
_HELP = {
    "axis": "Écrit une fois : il vaut pour les lignes du dessous, jusqu'au suivant.",
    "objective": "De même.",
    "title": "Une ligne par action ; une ligne de plus par étape, en laissant l'intitulé vide ou en le répétant.",
    "kind": "À choisir dans la liste.",
    "scope": "« interne » : pour le service ; « réseau » : pour les bibliothèques.",
    "lead": "Une fonction plutôt qu'un nom de personne.",
    "partners": "Séparés par des virgules, des points-virgules ou des retours à la ligne.",
    "priority": "De 1 à 5 : 5 est le plus urgent.",
    "status": "Vide : il suit les étapes.",
    "step": "Facultative.",
    "weeks": "0 pour un jalon.",
    "start": "Un jour (31/03/2027), ou « mars 2027 », « T2 2027 », « 2027 ».",
    "end": "Le dernier jour, compris ; mêmes écritures.",
    "code": "Laissez vide : Maillage le donne. Rempli, il retrouve l'action même si son intitulé a changé.",
}


def template_sheets(section: ProgrammeSection | None) -> list[Sheet]:
    """The sheet to fill in, with an example dated inside the programme; then the notice."""
    start = section.start if section else date(2027, 1, 1)
    example: dict[str, Value] = {**EXAMPLE, "start": start, "end": date(start.year, start.month, 28)}
    notice = [(BY_CODE[name].label, _HELP.get(name, "Facultatif."), _values(name)) for name in COLUMNS]
    notice.append(
        (
            "Autres colonnes",
            "Ajoutez les vôtres : à l'import, chacune peut être gardée en note dans la description.",
            "",
        )
    )
    notice.append(
        (
            "Budget",
            "Une colonne « Budget » est gardée en note : les montants se saisissent dans Financement.",
            "",
        )
    )
    return [
        Sheet(name=NAME, heads=HEADS, rows=[[example.get(name) for name in COLUMNS]], lists=lists()),
        Sheet(name="Mode d'emploi", heads=("Colonne", "Ce qu'on y écrit", "Valeurs possibles"), rows=notice),
    ]


def _values(name: str) -> str:
    return ", ".join(label for _, label in options(name)) if name in CHOSEN else ""


def lists() -> Mapping[int, Sequence[str]]:
    """The values proposed by column, from 0."""
    return {
        rank: [label for _, label in options(name)] for rank, name in enumerate(COLUMNS) if name in CHOSEN
    }
