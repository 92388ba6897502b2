"""What each objective serves, in the dossier: orientations of the schéma, criteria of the label; what nothing serves."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.tree import Block, Column, Table, note
from maillage.programme.domain import LabelCriterion, Orientation, ProgrammeSection
from maillage.programme.domain.serving import Serving, ServingTable, criteria_served, orientations_served

# Past this, codes of columns can no longer be read: what is served takes the rows.
MOST_COLUMNS = 8
# A longer title does not stand over a column.
SHORT_TITLE = 26


def served_tables(programme: ProgrammeSection) -> Iterator[Block]:
    orientations, criteria = orientations_served(programme), criteria_served(programme)
    if orientations.things and orientations.lines:
        yield _table("Objectifs et orientations du schéma", orientations, programme.schema)
        if any(Serving.BY_AXIS in line.cells for line in orientations.lines):
            yield note(f"« {Serving.BY_AXIS.label} » : l'objectif ne la cite pas, son axe la sert.")
    if criteria.things and criteria.lines:
        yield _table("Objectifs et critères du label", criteria)


def _table(caption: str, table: ServingTable, source: str = "") -> Table:
    if len(table.things) > MOST_COLUMNS:
        return _listed(caption, table, source)
    rows = [
        (f"{line.objective.code}. {line.objective.title}", *(_mark(cell) for cell in line.cells))
        for line in table.lines
    ]
    counts = [len(table.servers(thing.code)) for thing in table.things]
    rows.append(("Objectifs qui servent", *(str(n) if n else "aucun" for n in counts)))
    return Table(
        caption=caption,
        columns=(
            Column("Objectif", width=3.4),
            *(Column(_head(thing), "center") for thing in table.things),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
        source=source,
    )


def _mark(cell: Serving) -> str:
    return "" if cell is Serving.NO else cell.label


def _head(thing: Orientation | LabelCriterion) -> str:
    return thing.code if len(thing.title) > SHORT_TITLE else f"{thing.code}. {thing.title}"


def _listed(caption: str, table: ServingTable, source: str) -> Table:
    """A row for each thing served, with the codes of the objectives that serve it."""
    rows = tuple(
        (
            f"{thing.code}. {thing.title}",
            ", ".join(objective.code for objective, _ in table.servers(thing.code)) or "aucun",
        )
        for thing in table.things
    )
    columns = (Column("À servir", width=3), Column("Objectifs", width=2))
    return Table(caption=caption, columns=columns, rows=rows, source=source)
