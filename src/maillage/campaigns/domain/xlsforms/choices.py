"""The lists of choices of an XLSForm: a ladder, a scale of agreement, or choices without order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.campaigns.domain.frameworks import Item, ItemKind
from maillage.campaigns.domain.xlsforms import names
from maillage.campaigns.domain.xlsforms.tables import Report, Table


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """`pairs`: name and label of each choice, our reasons for no answer left out."""

    row: int
    pairs: tuple[tuple[str, str], ...]

    @property
    def lowest(self) -> int | None:
        """The first of the whole numbers that name the choices one after the other; None for any other names."""
        if not self.pairs or not all(
            name.isascii() and name.isdigit() and len(name) < 4 for name, _ in self.pairs
        ):
            return None
        numbers = [int(name) for name, _ in self.pairs]
        first = numbers[0]
        return first if numbers == list(range(first, first + len(numbers))) else None

    @property
    def kind(self) -> ItemKind:
        if self.lowest is None:
            return ItemKind.CHOICE
        is_agreement = self.lowest == 1 and len(self.pairs) == len(names.AGREEMENTS)
        return ItemKind.AGREEMENT if is_agreement else ItemKind.LEVELS

    @property
    def is_ours(self) -> bool:
        """Written by us: choices that never had a note."""
        return all(name == names.option_name(rank) for rank, (name, _) in enumerate(self.pairs))

    @property
    def is_our_scale(self) -> bool:
        return tuple(label for _, label in self.pairs) == names.AGREEMENTS


def read_choices(sheet: Table, report: Report) -> Mapping[str, ChoiceList]:
    """Every list by its name."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows: dict[str, int] = {}
    for row, cells in sheet:
        name, value = cells.get("list_name", ""), cells.get("name", "")
        if not name or not value:
            report.say(sheet.name, row, "Un choix sans liste ou sans nom : laissé de côté.")
            continue
        rows.setdefault(name, row)
        if value in names.REASON_CODES:
            continue
        label = report.fitted(Item, "title", cells.get("label", "") or value, sheet.name, row)
        if any(label == other for _, other in pairs[name]):
            report.say(
                sheet.name, row, f"« {label} » est deux fois dans la liste « {name} ».", "Gardez-en un."
            )
        pairs[name].append((value, label))
    return {name: ChoiceList(row=row, pairs=tuple(pairs[name])) for name, row in rows.items()}
