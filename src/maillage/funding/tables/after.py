"""What the programme costs once it is over, in the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Column, Table, note
from maillage.funding.credits import after_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures


def after_table(project: Project) -> Table:
    """What recurs, what is bought again, year by year, HT."""
    found = after_of(project)
    lines = (("Charges qui durent", False), ("Matériel à remplacer", True), ("Total", None))
    rows: tuple[Figures, ...] = tuple(
        (
            label,
            *(found.cost_ht(year=year, replaced=replaced) for year in found.years),
            found.cost_ht(replaced=replaced),
        )
        for label, replaced in lines
    )
    return Table(
        caption="Ce que le programme coûte après lui (HT, aux prix du plan)",
        columns=(
            Column("Nature", width=2),
            *(Column(str(year), align="right") for year in found.years),
            Column("Total", align="right", width=1.1),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source="Lecture : un matériel est à remplacer quand sa durée de vie est écoulée.",
        confidence=Confidence.TO_CONFIRM,
    )


def after_blocks(project: Project) -> Iterator[Block]:
    """The table, and how much equipment it leaves out; nothing while nothing lasts."""
    found = after_of(project)
    if found.lasting:
        yield after_table(project)
    if found.unknown:
        one = count(len(found.unknown), "achat de matériel", "achats de matériel")
        theirs = "son" if len(found.unknown) == 1 else "leur"
        amount = total(cost.ht for cost in found.unknown if cost.ht is not None)
        yield note(
            f"{one} ({euros(amount)} HT) dont la durée de vie n'est pas connue : {theirs} remplacement n'est pas compté."
        )
