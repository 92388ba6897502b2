"""A column of an export: what it is called, what it holds, and how the dictionary explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.spreadsheet_streams import Table
from maillage.base.spreadsheets import Value
from maillage.campaigns.domain.answers import Answer, Missing, shown_value
from maillage.campaigns.domain.frameworks import Item, ItemKind

DICTIONARY = ("colonne", "libelle", "type", "unite", "modalites", "absences", "version")
ABSENCES = " ; ".join(f"{one.value} = {one.label}" for one in Missing)


@dataclass(frozen=True, kw_only=True)
class Column:
    """`read` takes what a row is made from and gives the cell."""

    name: str
    label: str
    read: Callable[[Any], Value]
    type: str = "texte"
    unit: str = ""
    levels: str = ""
    missing: str = ""
    version: str = ""


def table_of(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> Table:
    reads = [column.read for column in columns]
    heads = [column.name for column in columns]
    return Table(name=name, heads=heads, rows=([read(row) for read in reads] for row in rows))


def dictionary_of(columns: Sequence[Column]) -> Table:
    """What each column holds, one line a column."""
    rows = [(c.name, c.label, c.type, c.unit, c.levels, c.missing, c.version) for c in columns]
    return Table(name="Dictionnaire", heads=DICTIONARY, rows=rows)


def code_of(item: Item, answer: Answer | None) -> Value:
    """The canonical value, a number where it is one; None when nothing was given."""
    if answer is None or not answer.value:
        return None
    match item.kind:
        case ItemKind.LEVELS | ItemKind.AGREEMENT:
            return int(answer.value)
        case ItemKind.NUMBER:
            return Decimal(answer.value)
    return answer.value


def label_of(item: Item, answer: Answer | None) -> str:
    """The level described; "" when nothing was given, or why (the reason has its own column)."""
    return "" if answer is None or not answer.value else shown_value(item, answer)


def levels_told(item: Item) -> str:
    match item.kind:
        case ItemKind.LEVELS:
            return " ; ".join(f"{rank} = {level}" for rank, level in enumerate(item.levels))
        case ItemKind.CHOICE:
            return " ; ".join(item.options)
        case ItemKind.AGREEMENT:
            return "1 à 5"
        case ItemKind.IMPORTANCE:
            return "importance/satisfaction, chacune de 1 à 5 ou vide"
    return ""


def type_of(item: Item) -> str:
    match item.kind:
        case ItemKind.LEVELS | ItemKind.AGREEMENT:
            return "entier"
        case ItemKind.NUMBER:
            return "nombre"
    return "texte"


def is_written(item: Item) -> bool:
    """Its answers are free texts, which may name somebody."""
    return item.kind is ItemKind.FREE
