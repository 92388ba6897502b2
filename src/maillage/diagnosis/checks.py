"""What the linter says of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed
from maillage.base.values.remarks import Remark, Severity
from maillage.diagnosis.domain import Certainty, DiagnosisSection, ThemeState
from maillage.diagnosis.domain.evidence import Strength
from maillage.diagnosis.readings import diagnosis_of, strengths_of


def checks(project: Project) -> Iterator[Remark]:
    diagnosis = diagnosis_of(project)
    yield from _missing(diagnosis)
    yield from _findings(project, diagnosis)
    yield from _swot(diagnosis)
    yield from _sessions(project, diagnosis)
    yield from _themes(diagnosis)


def _missing(diagnosis: DiagnosisSection) -> Iterator[Remark]:
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


def _findings(project: Project, diagnosis: DiagnosisSection) -> Iterator[Remark]:
    bare = [finding.code for finding in diagnosis.findings if not finding.evidence]
    if bare:
        yield Remark(
            code="DIA-05",
            severity=Severity.WARNING,
            where="Constats",
            message=f"Des constats ne disent pas ce qui les montre : {listed(bare)}.",
            remedy="Citez un chiffre, une enquête ou une séance de travail (« evidence »).",
            target=_target("Finding", bare),
        )
    doubtful = [f.code for f in diagnosis.findings if f.certainty is Certainty.TO_CONFIRM]
    if doubtful:
        yield Remark(
            code="DIA-06",
            severity=Severity.ADVICE,
            where="Constats",
            message=f"Des constats restent à confirmer : {listed(doubtful)}.",
            remedy="Vérifiez-les avant le dépôt, ou assumez l'incertitude dans le texte.",
            target=_target("Finding", doubtful),
        )
    judged = strengths_of(project)
    weak = [
        finding.code
        for finding in diagnosis.findings
        if judged[finding.code].strength is Strength.WEAK and finding.code not in {*bare, *doubtful}
    ]
    if weak:
        yield Remark(
            code="DIA-08",
            severity=Severity.ADVICE,
            where="Constats",
            message=f"Ce qui montre ces constats est faible : {listed(weak)}.",
            remedy="Citez un chiffre calculé, une séance, une concertation ou une source (« evidence »).",
            target=_target("Finding", weak),
        )


def _swot(diagnosis: DiagnosisSection) -> Iterator[Remark]:
    bare = [line.code for line in diagnosis.swot if line.is_bare]
    if bare:
        yield Remark(
            code="DIA-07",
            severity=Severity.WARNING,
            where="Forces et faiblesses",
            message=f"Des lignes du tableau ne reposent sur rien : {listed(bare)}.",
            remedy="Rattachez chacune à un constat, une séance ou une contribution, ou citez un chiffre (« findings »).",
            target=_target("SwotLine", bare),
        )


def _sessions(project: Project, diagnosis: DiagnosisSection) -> Iterator[Remark]:
    late = [(s.code, task) for s in diagnosis.sessions for task in s.tasks if task.is_late(project.today)]
    if late:
        codes = list(dict.fromkeys(code for code, _ in late))
        told = count(len(late), "tâche décidée en séance est", "tâches décidées en séance sont")
        yield Remark(
            code="DIA-09",
            severity=Severity.ADVICE,
            where="Séances de travail",
            message=f"{told} en retard ({listed(codes)}).",
            remedy="Notez le jour où elle a été faite (« done »), ou repoussez-la.",
            target=_target("WorkingSession", codes),
        )


def _themes(diagnosis: DiagnosisSection) -> Iterator[Remark]:
    silent = [t.code for t in diagnosis.themes if t.published and not t.answer.strip()]
    if silent:
        yield Remark(
            code="DIA-10",
            severity=Severity.WARNING,
            where="Concertation",
            message=f"Des thèmes à publier n'ont pas de réponse : {listed(silent)}.",
            remedy="Écrivez ce que vous répondez (« answer »), ou ne publiez pas encore ce thème.",
            target=_target("ContributionTheme", silent),
        )
    abrupt = [t.code for t in diagnosis.themes if t.state is ThemeState.DECLINED and not t.reason.strip()]
    if abrupt:
        yield Remark(
            code="DIA-11",
            severity=Severity.WARNING,
            where="Concertation",
            message=f"Des demandes ne sont pas suivies, sans dire pourquoi : {listed(abrupt)}.",
            remedy="Dites pourquoi (« reason ») : une réponse négative et motivée vaut mieux qu'un silence.",
            target=_target("ContributionTheme", abrupt),
        )


def _target(kind: str, codes: list[str]) -> str:
    """Where a remark leads: the thing when it is about one only."""
    return f"diagnosis.{kind}/{codes[0]}" if len(codes) == 1 else ""
