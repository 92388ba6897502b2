"""Questions with a list of choices: how many chose each, small counts hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import percent
from maillage.campaigns.domain.frameworks import Framework, ItemKind
from maillage.campaigns.domain.surveys import Reply, items_of
from maillage.statistics.disclosure import disclosed_line


def habits(framework: Framework, replies: Sequence[Reply], least: int) -> list[Listing]:
    """A table a question that somebody answered."""
    found = []
    for item in items_of(framework, ItemKind.CHOICE):
        chosen = Counter(reply.values.get(item.code, "") for reply in replies)
        line = disclosed_line([chosen[option] for option in item.options], least=least)
        total = sum(chosen[option] for option in item.options)
        if not total:
            continue
        rows: list[list[Cell | str]] = [
            [option, "masqué", "masqué"]
            if cell.value is None
            else [option, str(cell.value), percent(cell.value / total)]
            for option, cell in zip(item.options, line.cells, strict=True)
        ]
        heads = (Head(item.title), Head("Réponses", "right"), Head("Part", "right"))
        found.append(Listing(caption=item.question, heads=heads, rows=rows))
    return found
