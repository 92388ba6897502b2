"""The sheets of an XLSForm as rows by column, and the report of what is not taken over, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.base.values.fields import specs
from maillage.base.values.french import count, number
from maillage.base.values.texts import NotUnderstood, from_text

Rows = Sequence[Sequence[str]]


class FormRefused(ValueError):
    """A workbook that is no XLSForm; `message` and `remedy` are French."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that an import leaves aside or changes. `row` counts from 1, as spreadsheets do; 0: the whole sheet."""

    sheet: str
    row: int
    message: str
    remedy: str = ""


@dataclass
class Report:
    lines: list[Line] = field(default_factory=list)

    def say(self, sheet: str, row: int, message: str, remedy: str = "") -> None:
        self.lines.append(Line(sheet=sheet, row=row, message=message, remedy=remedy))

    def fitted(self, cls: type[Any], name: str, text: str, sheet: str, row: int) -> str:
        """A text as the field takes it: on one line, cut to its length; what was lost is told."""
        spec = specs(cls)[name]
        plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        if len(plain) > spec.max_length:
            self.say(
                sheet, row, f"« {plain[:60]}… » a {number(len(plain))} caractères : coupé à {spec.max_length}.",
                "Raccourcissez ce texte.",
            )  # fmt: skip
            plain = f"{plain[: spec.max_length - 1].rstrip()}…"
        try:
            from_text(spec, plain or "–")
        except NotUnderstood as error:
            self.say(sheet, row, str(error), error.remedy)
            return "–"
        return plain


@dataclass(frozen=True)
class Table:
    """The filled rows of a sheet: (row counted from 1, text by column)."""

    name: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        return iter(self.rows)


def table(name: str, rows: Rows, known: Sequence[str], report: Report) -> Table:
    """A sheet by the columns we know; every other column that holds something is reported, with its rows."""
    filled = [(rank, row) for rank, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not filled:
        return Table(name, ())
    top, heads = filled[0]
    columns = _columns([head.strip() for head in heads], known)
    found: list[tuple[int, Mapping[str, str]]] = []
    left: dict[str, list[int]] = defaultdict(list)
    for rank, row in filled[1:]:
        kept: dict[str, str] = {}
        for head, column, cell in zip(heads, columns, row, strict=False):
            if column:
                kept[column] = cell.strip()
            elif cell.strip():
                left[head.strip() or "(sans nom)"].append(rank)
        found.append((rank, kept))
    for head, ranks in left.items():
        shown = ", ".join(map(str, ranks[:8])) + ("…" if len(ranks) > 8 else "")
        report.say(
            name, top, f"Colonne « {head} » : {count(len(ranks), 'case')} non reprise (lignes {shown})."
        )
    return Table(name, tuple(found))


def _columns(heads: list[str], known: Sequence[str]) -> list[str]:
    """The column that each head stands for, "" for those we do not read. Of several languages, French, else the first."""
    names = [head.casefold().replace(" ", "") for head in heads]
    columns = ["" for _ in heads]
    for column in known:
        plain = column.casefold()
        same = [rank for rank, name in enumerate(names) if name == plain or name.startswith(f"{plain}::")]
        if not same:
            continue
        french = [rank for rank in same if names[rank].endswith("(fr)") or names[rank].endswith("::fr")]
        bare = [rank for rank in same if names[rank] == plain]
        columns[(french or bare or same)[0]] = column
    return columns
