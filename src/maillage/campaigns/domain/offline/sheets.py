"""The sheets of a spreadsheet form: their heads, and finding them again whatever was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.offline.cells import plain
from maillage.campaigns.domain.offline.forms import FormIdentity

GUIDE, QUESTIONS, IDENTITY = "Mode d'emploi", "Questions", "Maillage"
NUMBER, QUESTION, POSSIBLE, LAST, ANSWER, REASON, COMMENT, EVIDENCE, CODE = (
    "N°",
    "Question",
    "Réponses possibles",
    "À confirmer",
    "Votre réponse",
    "Sinon, pourquoi",
    "Remarque",
    "Ce qui le montre",
    "Code",
)
HEADS = (NUMBER, QUESTION, POSSIBLE, LAST, ANSWER, REASON, COMMENT, EVIDENCE, CODE)
FORMAT = "formulaire Maillage 1"
_IDENTITY = {
    "campagne": "campaign",
    "référentiel": "framework",
    "version": "version",
    "empreinte": "digest",
    "lieu": "place",
    "nom": "name",
}

# A sheet as text: rows of cells, all as long as one another.
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Table:
    """Where the questions are: the sheet, the row of its heads and the column of each, all counted from 0."""

    sheet: str
    head: int
    columns: Mapping[str, int]


def identity_rows(identity: FormIdentity) -> list[tuple[str, str]]:
    """What the hidden sheet holds."""
    return [("format", FORMAT), *((label, getattr(identity, name)) for label, name in _IDENTITY.items())]


def identity_in(sheets: Mapping[str, Rows]) -> FormIdentity | None:
    """Who the form says it is; None when no sheet says it."""
    for rows in sheets.values():
        said = {plain(row[0]): row[1].strip() for row in rows[:40] if len(row) > 1 and row[0]}
        if said.get("format") == FORMAT:
            return FormIdentity(**{name: said.get(plain(label), "") for label, name in _IDENTITY.items()})
    return None


def table_in(sheets: Mapping[str, Rows]) -> Table | None:
    """The table of the questions, whatever its sheet and its columns are called by place; None without its heads."""
    wanted = {plain(head): head for head in HEADS}
    for name, rows in sheets.items():
        for rank, row in enumerate(rows[:60]):
            columns: dict[str, int] = {}
            for column, cell in enumerate(row):
                if (head := wanted.get(plain(cell))) is not None:
                    columns.setdefault(head, column)
            if ANSWER in columns and (CODE in columns or NUMBER in columns):
                return Table(name, rank, columns)
    return None
