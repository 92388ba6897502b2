"""What the linter says of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed
from maillage.base.values.remarks import Remark, Severity
from maillage.diagnosis.domain import Certainty
from maillage.diagnosis.readings import diagnosis_of


def checks(project: Project) -> Iterator[Remark]:
    diagnosis = diagnosis_of(project)
    for name, label, items in (
        ("DIA-01", "aucun constat", diagnosis.findings),
        ("DIA-02", "aucun projet comparable", diagnosis.comparables),
        ("DIA-03", "aucune séance de travail de l'équipe", diagnosis.sessions),
        ("DIA-04", "aucune concertation", diagnosis.consultations),
    ):
        if not items:
            yield Remark(
                code=name,
                severity=Severity.WARNING,
                where="Diagnostic",
                message=f"Le diagnostic ne contient {label}.",
                remedy="Un dossier de BNR montre d'où viennent ses objectifs : complétez cette partie.",
            )
    bare = [finding.code for finding in diagnosis.findings if not finding.evidence]
    if bare:
        yield Remark(
            code="DIA-05",
            severity=Severity.WARNING,
            where="Constats",
            message=f"Des constats ne disent pas ce qui les montre : {listed(bare)}.",
            remedy="Citez un chiffre, une enquête ou une séance de travail (« evidence »).",
            target=f"diagnosis.Finding/{bare[0]}" if len(bare) == 1 else "",
        )
    doubtful = [f.code for f in diagnosis.findings if f.certainty is Certainty.TO_CONFIRM]
    if doubtful:
        yield Remark(
            code="DIA-06",
            severity=Severity.ADVICE,
            where="Constats",
            message=f"Des constats restent à confirmer : {listed(doubtful)}.",
            remedy="Vérifiez-les avant le dépôt, ou assumez l'incertitude dans le texte.",
            target=f"diagnosis.Finding/{doubtful[0]}" if len(doubtful) == 1 else "",
        )
