"""What a returned workbook says, as text: nothing but its answers is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from maillage.base.values.texts import decimal_text
from maillage.base.workbooks import Limits, WorkbookRefused, read_sheets
from maillage.base.workbooks.limits import MEGABYTE, Cell
from maillage.base.workbooks.parts import Parts
from maillage.campaigns.domain.offline.forms import FormIdentity
from maillage.campaigns.domain.offline.sheets import Rows, Table, identity_in, table_in

# A form of 1,000 items is 1,100 rows. A text too long is read whole: only its cell is refused, not the file.
LIMITS = Limits(
    rows=6_000, columns=200, cells=300_000, sheets=30, unfolded=40 * MEGABYTE, longest=8 * MEGABYTE
)
_DATED = {"docProps/core.xml": "modified", "meta.xml": "date"}


@dataclass(frozen=True, kw_only=True)
class FormFile:
    """A workbook that holds a form. `table`: None when no sheet has the heads of the questions; `at`: when it was last
    saved, as it says itself."""

    sheets: Mapping[str, Rows]
    table: Table | None
    identity: FormIdentity | None
    formulas: frozenset[tuple[int, int]] = frozenset()
    at: datetime | None = None


def open_form(content: bytes, name: str) -> FormFile:
    """Raises WorkbookRefused with what is wrong and the remedy."""
    if not content:
        raise WorkbookRefused(
            f"{name} : ce fichier est vide.", "Vérifiez le fichier choisi, ou demandez-le de nouveau."
        )
    book = read_sheets(content, name, limits=LIMITS)
    sheets = {sheet: [[_text(cell) for cell in row] for row in rows] for sheet, rows in book.items()}
    table = table_in(sheets)
    formulas = {(row, column) for sheet, row, column in book.formulas if table and sheet == table.sheet}
    return FormFile(
        sheets=sheets,
        table=table,
        identity=identity_in(sheets),
        formulas=frozenset(formulas),
        at=_saved_at(content),
    )


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "vrai" if cell else "faux"
        case Decimal():
            return decimal_text(cell)
        case datetime() | date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
    return cell


class _Said:
    """Takes the text of one tag."""

    def __init__(self, tag: str) -> None:
        self.tag, self.inside, self.found = tag, False, ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside = name == self.tag

    def end(self, name: str) -> None:
        self.inside = False

    def text(self, data: str) -> None:
        if self.inside and len(self.found) < 40:
            self.found += data


def _saved_at(content: bytes) -> datetime | None:
    for part, tag in _DATED.items():
        said = _Said(tag)
        try:
            Parts(content, LIMITS).read(part, said)
            found = datetime.fromisoformat(said.found.strip())
        except (WorkbookRefused, ValueError):
            continue
        return found.astimezone() if found.year > 2000 else None
    return None
