"""What the linter says of the programme and the diagnosis together: findings and contributions left without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.remarks import Remark, Severity
from maillage.diagnosis.domain import FindingKind, ThemeState
from maillage.diagnosis.readings import diagnosis_of
from maillage.programme.answering import changed_by
from maillage.programme.readings import programme_of


def ground_checks(project: Project) -> Iterator[Remark]:
    yield from _findings_are_served(project)
    yield from _heard_is_answered(project)


def _findings_are_served(project: Project) -> Iterator[Remark]:
    """A weakness or a threat that no objective answers: the reader will ask what the project does of it."""
    served = {code for _, objective in programme_of(project).objectives() for code in objective.findings}
    asking = (FindingKind.WEAKNESS, FindingKind.THREAT)
    left = [
        one.code for one in diagnosis_of(project).findings if one.kind in asking and one.code not in served
    ]
    if left:
        yield Remark(
            code="PRG-15",
            severity=Severity.ADVICE,
            where="Constats",
            message=f"Aucun objectif ne répond à ces faiblesses ou menaces : {listed(left)}.",
            remedy="Citez-les dans un objectif (« findings »), ou dites dans le texte pourquoi le projet les laisse.",
            target=f"diagnosis.Finding/{left[0]}" if len(left) == 1 else "",
        )


def _heard_is_answered(project: Project) -> Iterator[Remark]:
    left = [
        theme.code
        for theme in diagnosis_of(project).themes
        if theme.state is ThemeState.ADOPTED and not changed_by(project, theme.code)
    ]
    if left:
        yield Remark(
            code="PRG-16",
            severity=Severity.WARNING,
            where="Concertation",
            message=f"Des thèmes sont dits repris dans le projet, sans objectif ni action qui y réponde : {listed(left)}.",
            remedy="Cochez-les dans l'objectif ou l'action concernés (« answers »), ou changez la suite donnée.",
            target=f"diagnosis.ContributionTheme/{left[0]}" if len(left) == 1 else "",
        )
