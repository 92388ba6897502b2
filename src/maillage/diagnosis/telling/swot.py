"""The board of strengths, weaknesses, opportunities and threats: the lines that sum the findings up."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.domain import SwotLine
from maillage.diagnosis.domain.swot import Quarter
from maillage.diagnosis.readings import diagnosis_of, finding_numbers, swot_board

_PAIRS = (("Au-dedans", ("strength", "weakness")), ("Au-dehors", ("opportunity", "threat")))


def blocks(project: Project) -> Iterator[Block]:
    """Nothing without a line: the findings are told above, kind by kind."""
    if not diagnosis_of(project).swot:
        return
    quarters = {quarter.kind.value: quarter for quarter in swot_board(project)}
    yield body(
        "Chaque ligne résume des constats et renvoie à leur numéro, ou aux séances et aux contributions qui la montrent."
    )
    for side, kinds in _PAIRS:
        left, right = (quarters[kind] for kind in kinds)
        rows = max(len(left.lines), len(right.lines))
        if rows:
            yield Table(
                caption=f"{side} : {left.kind.label}s et {right.kind.label}s",
                columns=(
                    Column(f"{left.kind.label.capitalize()}s", width=1),
                    Column(f"{right.kind.label.capitalize()}s", width=1),
                ),
                rows=tuple((_told(project, left, n), _told(project, right, n)) for n in range(rows)),
            )


def _told(project: Project, quarter: Quarter, rank: int) -> str:
    return _line(project, quarter.lines[rank]) if rank < len(quarter.lines) else "–"


def _line(project: Project, line: SwotLine) -> str:
    return f"{line.title} ({_shown_by(project, line) or 'sans preuve'})"


def _shown_by(project: Project, line: SwotLine) -> str:
    numbers, diagnosis = finding_numbers(project), diagnosis_of(project)
    ranks = sorted(numbers[code] for code in line.findings)
    told = []
    if ranks:
        told.append(f"constat{'s' if len(ranks) > 1 else ''} {listed([str(rank) for rank in ranks])}")
    days = {one.code: f"{one.day:%d/%m/%Y}" for one in diagnosis.sessions}
    told += [f"séance du {days[code]}" for code in line.sessions]
    themes = {one.code: one.title for one in diagnosis.themes}
    told += [f"contributions, « {themes[code]} »" for code in line.themes]
    if not told and not line.is_bare:
        told.append("chiffres de ce dossier")
    return " ; ".join(told)
