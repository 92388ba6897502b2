"""Workbooks that people give us (XLSX, ODS), read within limits whatever they hold."""

from maillage.base.workbooks.limits import USUAL, Cell, Limits, Workbook, WorkbookRefused, address
from maillage.base.workbooks.reading import is_workbook, read_sheets

__all__ = [
    "USUAL",
    "Cell",
    "Limits",
    "Workbook",
    "WorkbookRefused",
    "address",
    "is_workbook",
    "read_sheets",
]
