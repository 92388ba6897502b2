"""Reads a workbook that somebody gave us, of the two kinds that can be read safely."""

from __future__ import annotations

from maillage.base.workbooks.grid import Grid
from maillage.base.workbooks.limits import USUAL, Limits, Workbook, WorkbookRefused
from maillage.base.workbooks.ods import CONTENT, OdsSheets
from maillage.base.workbooks.parts import Parts
from maillage.base.workbooks.xlsx import read_xlsx, workbook_part

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ANEW = "Ouvrez-le dans un tableur, enregistrez-le en XLSX, ODS ou CSV (UTF-8), sans mot de passe, puis recommencez."


def is_workbook(content: bytes) -> bool:
    """Whether a file begins like a workbook, also of a kind that `read_sheets` refuses."""
    return content.startswith((_ZIP, _OLE))


def read_sheets(content: bytes, name: str, *, limits: Limits = USUAL) -> Workbook:
    """Every sheet of an XLSX or ODS file, with the values last computed of its formulas.

    `name` is that of the file, for messages. Raises WorkbookRefused: no file makes it take more memory than its
    unfolded size and `limits.cells` allow.
    """
    try:
        return _read(content, limits)
    except WorkbookRefused as refusal:
        raise WorkbookRefused(f"{name} : {refusal.message}", refusal.remedy) from refusal


def _read(content: bytes, limits: Limits) -> Workbook:
    if content.startswith(_OLE):
        raise WorkbookRefused(
            "c'est un classeur d'un ancien format (XLS), ou protégé par un mot de passe.", _ANEW
        )
    if not content.startswith(_ZIP):
        raise WorkbookRefused("ce n'est pas un classeur.", _ANEW)
    parts, grid = Parts(content, limits), Grid(limits)
    if book := workbook_part(parts):
        if book.casefold().endswith(".bin"):
            raise WorkbookRefused("c'est un classeur binaire (XLSB).", _ANEW)
        read_xlsx(parts, book, grid)
    elif CONTENT in parts:
        parts.read(CONTENT, OdsSheets(grid))
    else:
        raise WorkbookRefused(
            "c'est une archive ZIP, pas un classeur.",
            "Dépliez-la, puis choisissez le fichier qu'elle contient.",
        )
    if not grid.sheets:
        raise WorkbookRefused("le classeur n'a aucune feuille de calcul.", "Vérifiez le fichier choisi.")
    return grid.workbook()
