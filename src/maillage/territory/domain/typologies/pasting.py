"""Reads official grades pasted from a spreadsheet: one library a line, its code then its grade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.base.values.french import folded
from maillage.territory.domain.typologies.grades import read_grade

LONGEST, MOST_LINES = 150_000, 2_500
_HEADS = ("code", "bibliotheque", "classe", "code bib", "nom")


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """The grade of each library by code; `problems` say, line by line, what could not be read and the remedy."""

    grades: Mapping[str, str]
    problems: tuple[str, ...]


def read_pasted(text: str, names: Mapping[str, str]) -> Pasted:
    """Lines `code ; classe` (tab, semicolon or comma), found by code or by exact name among `names` (code: name).

    A first line of titles is skipped, an empty grade too. A library named twice with two grades, or a name that two
    libraries bear, is a problem.
    """
    codes = {folded(code): code for code in names}
    by_name: dict[str, list[str]] = {}
    for code, name in names.items():
        by_name.setdefault(folded(name), []).append(code)
    grades: dict[str, str] = {}
    problems: list[str] = []
    for rank, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip().strip('"') for cell in re.split(r"[\t;,]", line)]
        if not any(cells) or (rank == 1 and folded(cells[0]) in _HEADS):
            continue
        said = folded(cells[0])
        found = [codes[said]] if said in codes else by_name.get(said, [])
        try:
            grade = read_grade(cells[-1]) if len(cells) > 1 else None
        except ValueError as error:
            problems.append(f"Ligne {rank} : {error}")
            continue
        if len(cells) < 2:
            problems.append(f"Ligne {rank} : une seule colonne. Collez le code et la classe, séparés.")
        elif not found:
            problems.append(f"Ligne {rank} : aucune bibliothèque « {cells[0][:60]} ». Vérifiez son code.")
        elif len(found) > 1:
            problems.append(f"Ligne {rank} : plusieurs bibliothèques « {cells[0][:60]} ». Donnez le code.")
        elif grade and grades.get(found[0], grade) != grade:
            problems.append(f"Ligne {rank} : « {cells[0][:60]} » a deux classes différentes.")
        elif grade:
            grades[found[0]] = grade
    return Pasted(grades=grades, problems=tuple(problems))
