"""A document without a format: rooms write this tree, the dossier renders it as DOCX, PDF, and later ODT, PPTX.

Texts are French and final. A table says which rows are totals; a picture always carries its alternative
text and the figures it shows, so no format can lose them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from maillage.base.values.sources import Confidence


@dataclass(frozen=True)
class Run:
    """A stretch of text. `link` is a URL, or ""; `figure` names the figure that it cites: a screen may say where it
    comes from, a document shows its text."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    figure: str = ""


Inline: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """`style`: "body", "lead" (opening of a chapter) or "note" (source, caution)."""

    runs: Inline
    style: str = "body"


@dataclass(frozen=True)
class Bullets:
    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """`align`: "left", "right" (figures) or "center"; `width` is relative to the other columns."""

    label: str
    align: str = "left"
    width: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Table:
    """A captioned table. The first column holds row headers. `totals` are indexes of rows shown as totals; `figures`
    names the figure that the last cell of each row cites, `links` is where it leads: as those of a Run."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    figures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"Tableau sans colonne : {self.caption}")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Tableau « {self.caption} » : {len(row)} cellules, {len(self.columns)} colonnes"
                )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A captioned chart. `spec` is a Vega-Lite description (see base.charts); `alt` tells what it shows."""

    caption: str
    spec: dict[str, object]
    alt: str
    source: str = ""
    # Width on the page, in millimetres; the height follows from the chart.
    width_mm: float = 165.0
    # The figures drawn: screens show them beneath; documents, which print them in their own tables, do not.
    data: Table | None = None

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"Figure sans texte alternatif : {self.caption}")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A card of labelled facts (an action sheet). `tag` is a short line above the title (code, kind, scope)."""

    title: str
    tag: str
    facts: tuple[tuple[str, Inline], ...]
    anchor: str = ""


@dataclass(frozen=True)
class Callout:
    """A boxed remark: `kind` is "info", "warning" or "to_confirm"."""

    kind: str
    runs: Inline


@dataclass(frozen=True, kw_only=True)
class Part:
    """A titled section; nesting gives the level of the heading."""

    title: str
    blocks: tuple[Block, ...] = ()
    anchor: str = ""


Block: TypeAlias = "Paragraph | Bullets | Table | Picture | Sheet | Callout | Part"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What a room brings to the dossier. `slot` is the chapter it joins; `order` ranks it there."""

    slot: str
    order: int
    blocks: tuple[Block, ...] = field(default_factory=tuple)


def plain(runs: Inline) -> str:
    """The text of some runs, without its marks."""
    return "".join(run.text for run in runs)


def body(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def note(text: str) -> Paragraph:
    return Paragraph((Run(text),), style="note")


def cell(text: str) -> Inline:
    return (Run(text),)
