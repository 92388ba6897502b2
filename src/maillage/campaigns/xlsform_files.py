"""XLSForm workbooks: written and judged by pyxform, read within the limits of the house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from maillage.base.spreadsheets import Sheet, xlsx_bytes
from maillage.base.values.texts import decimal_text
from maillage.base.workbooks import Limits, read_sheets
from maillage.base.workbooks.limits import Cell
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.xlsforms import Line, Read, form_sheets, read_form
from maillage.campaigns.domain.xlsforms.reading import SHEETS

# A form of a thousand questions with five choices each has six thousand rows.
LIMITS = Limits(rows=20_000, columns=100, cells=400_000, sheets=20, unfolded=40 * 1024 * 1024)


class XlsformRefused(ValueError):
    """A form that other tools would refuse; the message is French and quotes pyxform."""


def xlsform_bytes(framework: Framework) -> bytes:
    """The workbook of a framework. Raises XlsformRefused when pyxform, which ODK and Kobo use, would refuse it."""
    sheets = form_sheets(framework)
    if said := judged(sheets):
        raise XlsformRefused(f"Ce référentiel ne peut pas devenir un XLSForm : {said}")
    columns: Mapping[str, tuple[str, ...]] = SHEETS
    return xlsx_bytes(
        [
            Sheet(
                name=name,
                heads=columns[name],
                rows=[[row.get(column) for column in columns[name]] for row in rows],
            )
            for name, rows in sheets.items()
        ]
    )


def judged(sheets: Mapping[str, list[dict[str, str]]]) -> str:
    """What pyxform has against a form, in its own words; "" when it takes it."""
    from pyxform.errors import PyXFormError  # 0.3 s to import; only who brings or takes a form waits
    from pyxform.xls2xform import convert

    copies: dict[str, Any] = {name: [dict(row) for row in rows] for name, rows in sheets.items()}
    try:
        convert(copies, warnings=[], form_name="maillage")
    except PyXFormError as error:
        return " ".join(str(error).split())[:300]
    return ""


def read_xlsform(content: bytes, name: str) -> Read:
    """The framework of a workbook and the report of what was left. Raises WorkbookRefused or FormRefused."""
    book = read_sheets(content, name, limits=LIMITS)
    sheets = {sheet: [[_text(cell) for cell in row] for row in rows] for sheet, rows in book.items()}
    found = read_form(sheets)
    lines = [
        Line(
            sheet=sheet,
            row=row + 1,
            message=f"La colonne {column + 1} contient une formule : seule sa valeur est lue.",
        )
        for sheet, row, column in sorted(book.formulas)
    ]
    return Read(framework=found.framework, lines=(*found.lines, *lines))


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return decimal_text(cell)
        case datetime() | date() | time():
            return cell.isoformat()
    return cell
