"""Guesses what each column holds, from its header, from what was chosen before and from its cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from maillage.base.values.french import folded
from maillage.territory.domain import cells
from maillage.territory.domain.own_files.header_words import KNOWN
from maillage.territory.domain.own_files.targets import BY_CODE, CODE, FIGURE_CODES, IGNORE, Column

_YEAR = re.compile(r"\b(19[89]\d|20\d\d)\b")
_SURE_CODES = 0.8


def fingerprint(headers: Iterable[str]) -> str:
    """What tells a kind of file by its headers, whatever their order, case and accents."""
    return hashlib.sha256("\n".join(sorted(map(folded, headers))).encode()).hexdigest()


def year_in(header: str) -> int | None:
    """The year that a header holds: "Prêts 2024"."""
    found = _YEAR.findall(header)
    return int(found[0]) if len(found) == 1 else None


def bare(header: str) -> str:
    """A header without its year and what it says in brackets, folded."""
    return " ".join(folded(re.sub(r"\(.*?\)|\[.*?\]", " ", _YEAR.sub(" ", header))).split())


def guessed(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], remembered: Mapping[str, str]
) -> tuple[Column, ...]:
    """One column a header. `samples`: some cells of each; `remembered`: target by folded header, chosen before."""
    taken: set[tuple[str, int | None]] = set()
    columns = []
    for header in headers:
        target = _target(header, samples.get(header, ()), remembered)
        year = year_in(header) if target in FIGURE_CODES else None
        if target and (target, year) in taken:
            target, year = IGNORE, None
        taken.add((target, year))
        columns.append(Column(header=header, target=target, year=year))
    return tuple(columns)


def _target(header: str, cells_seen: Sequence[str], remembered: Mapping[str, str]) -> str:
    chosen = remembered.get(folded(header))
    if chosen is not None and (chosen == IGNORE or chosen in BY_CODE):
        return chosen
    for name in (folded(header), bare(header)):
        if name in KNOWN:
            return KNOWN[name]
    coded = [bool(re.fullmatch(r"(LI|BD)\d+", cells.canonical_code(text))) for text in cells_seen if text]
    literal = any(re.match(r"\s*(LI|BD)\s*\d", text, re.IGNORECASE) for text in cells_seen)
    if literal and coded and sum(coded) >= _SURE_CODES * len(coded):
        return CODE
    return IGNORE


def all_recognised(columns: Iterable[Column]) -> bool:
    """Whether no column is left out: then nobody needs to be asked."""
    return all(column.target for column in columns)
