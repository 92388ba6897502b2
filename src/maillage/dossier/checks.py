"""What the linter says of the texts of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, figures_of
from maillage.base.values.french import listed
from maillage.base.values.markdown import cited
from maillage.base.values.remarks import Remark, Severity
from maillage.diagnosis.readings import diagnosis_of
from maillage.dossier.domain.completeness import ARGUED, is_unfinished
from maillage.dossier.readings import dossier_of


def checks(project: Project) -> Iterator[Remark]:
    yield from _chapters_are_written(project)
    yield from _texts_are_finished(project)
    yield from _citations_exist(project)


def _chapters_are_written(project: Project) -> Iterator[Remark]:
    written = {text.chapter for text in dossier_of(project).texts}
    silent = [slot for slot in ARGUED if slot not in written]
    missing = [slot.label for slot in silent]
    if missing:
        yield Remark(
            code="DOS-01",
            severity=Severity.WARNING,
            where="Dossier",
            message=f"Ces chapitres n'ont pas de texte : {listed(missing)}.",
            remedy="Écrivez-les, chapitre par chapitre : un dossier sans voix se lit comme un formulaire.",
            target=f"dossier.ChapterText/{silent[0].value}",
        )


def _texts_are_finished(project: Project) -> Iterator[Remark]:
    for text in dossier_of(project).texts:
        if is_unfinished(text.text):
            yield Remark(
                code="DOS-03",
                severity=Severity.WARNING,
                where=f"Chapitre {text.chapter.label}",
                message="Ce texte porte encore une marque « à compléter ».",
                remedy="Finissez-le, puis retirez la marque.",
                target=f"dossier.ChapterText/{text.chapter.value}",
            )


def _citations_exist(project: Project) -> Iterator[Remark]:
    known = project.once(figures_of)
    texts = [
        (f"Chapitre {text.chapter.label}", f"dossier.ChapterText/{text.chapter.value}", text.text)
        for text in dossier_of(project).texts
    ]
    texts += [
        (f"Constat {f.code}", f"diagnosis.Finding/{f.code}", f.evidence)
        for f in diagnosis_of(project).findings
    ]
    texts += [
        (f"Forces et faiblesses, {line.code}", f"diagnosis.SwotLine/{line.code}", line.comment)
        for line in diagnosis_of(project).swot
    ]
    for where, target, text in texts:
        for name in dict.fromkeys(cited(text)):
            if name not in known:
                yield Remark(
                    code="DOS-02",
                    severity=Severity.BLOCKING,
                    where=where,
                    message=f"Le texte cite le chiffre « {name} », qui n'existe pas.",
                    remedy="Corrigez le nom ; la liste des chiffres est dans docs/guide/chiffres.md.",
                    target=target,
                )
