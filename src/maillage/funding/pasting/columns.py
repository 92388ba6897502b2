"""The rows of a text copied from a spreadsheet, and which field each column is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.values.fields import specs
from maillage.base.values.french import folded, number
from maillage.funding.domain import CostLine

# What a text without headers is read as, and what the page offers to copy.
TEMPLATE = (
    *("code", "label", "action", "operation", "family", "quantity", "unit", "unit_price_ht", "amount_ht"),
    *("year", "step", "vat_rate", "priced_from", "priced_on", "basis"),
)
# A whole programme: beyond, it is its file that is to be imported.
MOST_LINES = 2_000
LONGEST = 600_000
_SAID = {
    "label": ("depense", "poste", "libelle", "designation", "intitule", "objet"),
    "family": ("famille", "nature"),
    "quantity": ("qte", "nombre"),
    "unit_price_ht": ("prix unitaire", "pu", "pu ht", "p u ht", "cout unitaire"),
    "amount_ht": ("montant", "total ht", "cout ht", "montant ht (€)", "ht"),
    "year": ("exercice", "an"),
    "step": ("etape",),
    "vat_rate": ("tva", "taux tva"),
    "priced_from": ("origine", "source du prix"),
    "priced_on": ("date du prix", "date du devis"),
    "basis": ("commentaire", "remarque"),
}
_REFUSED = ("spread", "section")
# The quote that files put before what looks like a formula.
_ARMED = re.compile(r"^'(?=[=+\-@])")


class PasteRefused(ValueError):
    """A text that cannot be read at all, in a French sentence."""


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """The fields found, in the order of the columns ("": not recognised), and the rows with their line numbers."""

    fields: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def ignored(self) -> list[str]:
        return [
            head for head, name in zip(self.headers, self.fields, strict=False) if not name and head.strip()
        ]


def pasted(text: str) -> Pasted:
    """Raises PasteRefused."""
    if len(text) > LONGEST:
        raise PasteRefused("Le texte collé est trop long : collez-le en plusieurs fois.")
    lines = [(n, row) for n, row in enumerate(_cells(text), 1) if any(cell.strip() for cell in row)]
    if not lines:
        raise PasteRefused("Rien n'est collé : copiez des lignes dans le tableur, puis collez-les ici.")
    first = tuple(_field(cell) for cell in lines[0][1])
    headed = sum(bool(name) for name in first) >= 2
    fields, headers = (first, lines.pop(0)[1]) if headed else (TEMPLATE, ())
    twice = [name for name in fields if name and fields.count(name) > 1]
    if twice:
        raise PasteRefused(
            f"Deux colonnes disent « {specs(CostLine)[twice[0]].label} » : n'en collez qu'une."
        )
    if len(lines) > MOST_LINES:
        raise PasteRefused(f"Plus de {number(MOST_LINES)} lignes : collez-les en plusieurs fois.")
    if not lines:
        raise PasteRefused("Seuls les titres des colonnes sont collés : il manque les lignes.")
    return Pasted(fields=fields, headers=headers, rows=tuple(lines))


def _cells(text: str) -> Sequence[tuple[str, ...]]:
    # A spreadsheet quotes the cells that hold a line break; a lone quote is an inch, or a slip.
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    # A CSV file opened as text comes with its mark and its semicolons.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    delimiter = "\t" if "\t" in text or ";" not in text.partition("\n")[0] else ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    try:
        return [tuple(_ARMED.sub("", cell.strip()) for cell in row) for row in reader]
    except csv.Error as error:
        raise PasteRefused("Le texte collé ne se lit pas comme un tableau : copiez les cellules.") from error


def _field(header: str) -> str:
    """The name of the field that a header says; "" when none does."""
    said = folded(header).strip(" *:")
    for name, spec in specs(CostLine).items():
        if name not in _REFUSED and said in (name, folded(spec.label), *_SAID.get(name, ())):
            return name
    return ""
