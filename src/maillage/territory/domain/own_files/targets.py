"""What a column of the service's own file may hold."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.corrections import FIELDS, LABELS
from maillage.territory.domain.variables import VARIABLES, Variable

IGNORE = ""
CODE = "code"
# Alone, none of them says which library a line is of; together, they do.
PLACES = ("town", "postcode", "insee")


@dataclass(frozen=True)
class Target:
    """`group` is the heading under which people choose it; "figure" targets are measured in a year."""

    code: str
    label: str
    group: str

    @property
    def is_figure(self) -> bool:
        return self.group == FIGURES


FINDING, IDENTITY, FIGURES = "Retrouver la bibliothèque", "Identité du lieu", "Chiffres"
_FINDING = ("name", *PLACES)


def _with_unit(variable: Variable) -> str:
    said = not variable.unit or folded(variable.unit) in folded(variable.label).split()
    return variable.label if said else f"{variable.label} ({variable.unit})"


TARGETS: tuple[Target, ...] = (
    Target(CODE, "Code de la bibliothèque", FINDING),
    *(Target(name, LABELS[name], FINDING) for name in _FINDING),
    *(Target(name, LABELS[name], IDENTITY) for name in FIELDS if name not in _FINDING),
    *(Target(variable.code, _with_unit(variable), FIGURES) for variable in VARIABLES),
)
BY_CODE: dict[str, Target] = {target.code: target for target in TARGETS}
FIGURE_CODES = frozenset(target.code for target in TARGETS if target.is_figure)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a file: its header as written, what it holds, the year it measured (None: that of the file)."""

    header: str
    target: str = IGNORE
    year: int | None = None


def problem_of(columns: tuple[Column, ...]) -> str:
    """Why these columns cannot be imported, in French; "" when they can."""
    targets = [column.target for column in columns if column.target]
    twice = sorted({BY_CODE[t].label for t in targets if t not in FIGURE_CODES and targets.count(t) > 1})
    figures = [(c.target, c.year) for c in columns if c.target in FIGURE_CODES]
    twice += sorted({BY_CODE[f[0]].label for f in figures if figures.count(f) > 1})
    if twice:
        return (
            f"Deux colonnes sont choisies pour la même donnée : {', '.join(twice)}. "
            "Gardez-en une, ou donnez à chacune son année."
        )
    if CODE not in targets and not set(PLACES) & set(targets):
        return (
            "Rien ne dit de quelle bibliothèque parle chaque ligne. Indiquez la colonne du code, ou celles du nom "
            "et de la commune."
        )
    if targets == [CODE]:
        return "Aucune colonne n'apporte de donnée. Choisissez au moins une donnée à importer."
    return ""
