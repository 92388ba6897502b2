"""The SWOT board: the findings by kind, and lines that sum several of them up. Nothing is typed twice (ADR 0015)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.values.fields import choice, code, integer, prose, refs, text
from maillage.base.values.markdown import cited
from maillage.diagnosis.domain.findings import Finding, FindingKind


@dataclass(frozen=True, kw_only=True)
class SwotLine:
    """A line that sums up. It rests on findings, sessions, themes, or figures cited in `comment`: `{territory.wifi_yes}`."""

    code: str = code()
    kind: FindingKind = choice("Nature", FindingKind)
    title: str = text("Ce qu'il faut retenir")
    weight: int = integer("Poids", 2, minimum=1, maximum=3, help="De 1 (à savoir) à 3 (décisif).")
    findings: tuple[str, ...] = refs("Constats résumés", to="diagnosis.Finding")
    sessions: tuple[str, ...] = refs("Séances de travail", to="diagnosis.WorkingSession")
    themes: tuple[str, ...] = refs("Contributions entendues", to="diagnosis.ContributionTheme")
    comment: str = prose("Précision", "", help="Un chiffre se cite entre accolades : {territory.wifi_yes}.")

    @property
    def is_bare(self) -> bool:
        """Nothing shows it: neither a thing of the diagnosis nor a figure."""
        return not (self.findings or self.sessions or self.themes or cited(self.comment))


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """One quarter of the board: the lines, the heaviest first, then the findings that no line of it sums up."""

    kind: FindingKind
    lines: tuple[SwotLine, ...]
    findings: tuple[Finding, ...]


def board(lines: Sequence[SwotLine], findings: Sequence[Finding]) -> tuple[Quarter, ...]:
    """The four quarters. A finding that a line of its quarter sums up stands under that line only."""
    quarters = []
    for kind in FindingKind:
        own = sorted((line for line in lines if line.kind is kind), key=lambda line: -line.weight)
        told = {code for line in own for code in line.findings}
        left = tuple(one for one in findings if one.kind is kind and one.code not in told)
        quarters.append(Quarter(kind=kind, lines=tuple(own), findings=left))
    return tuple(quarters)
