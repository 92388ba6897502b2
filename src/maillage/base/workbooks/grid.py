"""The filled cells of the sheets of a workbook, refused as soon as they are too many or too far."""

from __future__ import annotations

from maillage.base.values.french import number
from maillage.base.workbooks.limits import Cell, Limits, Rows, Workbook, WorkbookRefused, address

_FAR = (
    "Supprimez les lignes et les colonnes qui l'entourent, ou copiez le tableau seul dans un classeur neuf."
)
_LESS = "Ne gardez que les lignes et les colonnes utiles, puis recommencez."


class Grid:
    """Takes cells one by one; nothing is ever reserved for a cell that is not there."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, Rows] = {}
        self.formulas: set[tuple[str, int, int]] = set()
        self._name = self._shown = ""
        self._rows: Rows = []
        self._held = 0

    def begin(self, name: str) -> None:
        if len(self.sheets) >= self.limits.sheets:
            raise WorkbookRefused(f"le classeur a plus de {self.limits.sheets} feuilles.", _LESS)
        self._name, self._rows = name, []
        self._shown = name[:60]
        self.sheets[name] = self._rows

    def put(self, row: int, column: int, value: Cell, *, formula: bool = False) -> None:
        """Both from 0. Raises WorkbookRefused, naming the cell."""
        self.reach(row, column)
        if isinstance(value, str) and len(value) > self.limits.longest:
            raise WorkbookRefused(
                f"{self._at(row, column)} contient {number(len(value))} signes.",
                f"Raccourcissez à {number(self.limits.longest)} signes au plus.",
            )
        while len(self._rows) <= row:
            self._rows.append([])
            self._hold(1)
        line = self._rows[row]
        if (missing := column + 1 - len(line)) > 0:
            self._hold(missing)
            line.extend([None] * missing)
        line[column] = value
        if formula:
            self.formulas.add((self._name, row, column))

    def reach(self, row: int, column: int) -> None:
        """Raises WorkbookRefused when no cell may be filled there."""
        if row >= self.limits.rows or column >= self.limits.columns:
            raise self._too_far(row, column)

    def workbook(self) -> Workbook:
        """Everything, each sheet made a rectangle."""
        if sum(len(rows) * _width(rows) for rows in self.sheets.values()) > self.limits.cells:
            name, rows = max(self.sheets.items(), key=lambda item: len(item[1]) * _width(item[1]))
            self._shown = name[:60]
            widest = max(range(len(rows)), key=lambda rank: len(rows[rank]))
            raise self._too_many(f"{number(len(rows))} lignes ; {self._at(widest, len(rows[widest]) - 1)}")
        for rows in self.sheets.values():
            width = _width(rows)
            for line in rows:
                line.extend([None] * (width - len(line)))
        found = Workbook(self.sheets)
        found.formulas = frozenset(self.formulas)
        return found

    def _hold(self, n: int) -> None:
        self._held += n
        if self._held > self.limits.cells:
            raise self._too_many(f"feuille « {self._shown} »")

    def _at(self, row: int, column: int) -> str:
        return f"feuille « {self._shown} », la cellule {address(row, column)}"

    def _too_far(self, row: int, column: int) -> WorkbookRefused:
        limits = f"{number(self.limits.rows)} lignes et {self.limits.columns} colonnes"
        return WorkbookRefused(f"{self._at(row, column)} est remplie, au-delà de la limite ({limits}).", _FAR)

    def _too_many(self, where: str) -> WorkbookRefused:
        return WorkbookRefused(
            f"le classeur est démesuré ({where}) : la limite est de {number(self.limits.cells)} cellules.",
            _LESS,
        )


def _width(rows: Rows) -> int:
    return max(map(len, rows), default=0)
