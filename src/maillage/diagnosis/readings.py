"""The diagnosis of a project, the figures that it cites, and how solid its findings are."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.plugs import NamedFigure, Project, plug_modules
from maillage.base.readings import reader_of
from maillage.base.values.markdown import cited
from maillage.diagnosis.domain import DiagnosisSection, Finding, SwotLine
from maillage.diagnosis.domain.evidence import CitedFigure, Judged, judged
from maillage.diagnosis.domain.findings import numbers_of
from maillage.diagnosis.domain.swot import Quarter, board
from maillage.diagnosis.section import SECTION
from maillage.territory.figures import FROM_KEY_FIGURES
from maillage.territory.readings import key_figures_of

_read = reader_of(SECTION)

# Shares that are figures of their own, by the key figure whose answers they count.
_KEYS = {
    **{name: key for name, (key, _, _) in FROM_KEY_FIGURES.items()},
    "territory.wifi_yes_share": "wifi.yes",
    "territory.unpaid_share": "employees.none_share",
}


def diagnosis_of(project: Project) -> DiagnosisSection:
    section: DiagnosisSection = project.once(_read)
    return section


def named_figures(project: Project, names: Iterable[str]) -> dict[str, NamedFigure]:
    """Some figures by name. Only the rooms that give them are asked; one that nobody gives is left out."""
    wanted = set(names)
    rooms = {name.partition(".")[0] for name in wanted}
    found: dict[str, NamedFigure] = {}
    for module in plug_modules("figures"):
        if module.__name__.split(".")[1] in rooms:
            try:
                found |= {figure.name: figure for figure in module.figures(project) if figure.name in wanted}
            except LookupError:
                continue  # a network is diagnosed before it has a programme: its figures are unknown yet
    return found


def cited_figures(project: Project, texts: Iterable[str]) -> dict[str, str]:
    """The figures that some texts cite, as they are written."""
    names = {name for text in texts for name in cited(text)}
    return {name: figure.text for name, figure in named_figures(project, names).items()}


def cited_in(project: Project, text: str) -> tuple[CitedFigure, ...]:
    """The figures that a text cites, in order, each with the answers it rests on; one that nobody gives is unknown."""
    names = tuple(dict.fromkeys(cited(text)))
    known = named_figures(project, names)
    return tuple(_cited(project, name, known.get(name)) for name in names)


def _cited(project: Project, name: str, figure: NamedFigure | None) -> CitedFigure:
    if figure is None:
        return CitedFigure(name=name, label=name, text="inconnu", known=False)
    key = key_figures_of(project).get(_KEYS.get(name, "")) if name in _KEYS else None
    # Communes are counted, not asked: only what a survey asks has answers and silences.
    asked = key is not None and key.vintage != ""
    return CitedFigure(
        name=name,
        label=figure.label,
        text=figure.text,
        known=figure.value is not None,
        answers=key.n_known if key and asked else None,
        missing=key.n_total - key.n_known if key and asked else None,
    )


def _strengths(project: Project) -> dict[str, Judged]:
    findings = diagnosis_of(project).findings
    every = named_figures(project, {name for one in findings for name in cited(one.evidence)})
    found = {}
    for one in findings:
        figures = tuple(_cited(project, name, every.get(name)) for name in dict.fromkeys(cited(one.evidence)))
        found[one.code] = _judged(one, figures)
    return found


def _judged(one: Finding, figures: tuple[CitedFigure, ...]) -> Judged:
    if one.strength is not None:
        return Judged(strength=one.strength, reasons=(one.strength_reason,), typed=True)
    return judged(
        figures=figures,
        sessions=len(one.sessions),
        heard=len(one.consultations) + len(one.themes),
        source=one.source,
        told=bool(one.evidence.strip()),
        certainty=one.certainty,
    )


def strengths_of(project: Project) -> dict[str, Judged]:
    """How solid each finding is, by code, and why."""
    return project.once(_strengths)


def finding_numbers(project: Project) -> dict[str, int]:
    """The number of each finding by code: its rank."""
    return numbers_of(diagnosis_of(project).findings)


def swot_board(project: Project) -> tuple[Quarter, ...]:
    diagnosis = diagnosis_of(project)
    return board(diagnosis.swot, diagnosis.findings)


def swot_lines_of(project: Project, finding: str) -> list[SwotLine]:
    """The lines of the board that sum a finding up."""
    return [line for line in diagnosis_of(project).swot if finding in line.findings]
