"""What the linter says of the texts of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, figures_of
from maillage.base.values.french import listed
from maillage.base.values.markdown import cited
from maillage.base.values.remarks import Remark, Severity
from maillage.diagnosis.readings import diagnosis_of
from maillage.dossier.domain.texts import Slot
from maillage.dossier.readings import dossier_of

# The chapters a reader expects to be argued; the others live by their tables.
ARGUED = (
    Slot.SUMMARY,
    Slot.DIAGNOSIS,
    Slot.STRATEGY,
    Slot.PHASING,
    Slot.FUNDING,
    Slot.TRAINING,
    Slot.EVALUATION,
)


def checks(project: Project) -> Iterator[Remark]:
    yield from _chapters_are_written(project)
    yield from _citations_exist(project)


def _chapters_are_written(project: Project) -> Iterator[Remark]:
    written = {text.chapter for text in dossier_of(project).texts}
    missing = [slot.label for slot in ARGUED if slot not in written]
    if missing:
        yield Remark(
            code="DOS-01",
            severity=Severity.WARNING,
            where="Dossier",
            message=f"Ces chapitres n'ont pas de texte : {listed(missing)}.",
            remedy="Écrivez-les sous « dossier: texts » : un dossier sans voix se lit comme un formulaire.",
        )


def _citations_exist(project: Project) -> Iterator[Remark]:
    known = project.once(figures_of)
    texts = [(f"Chapitre {text.chapter.label}", text.text) for text in dossier_of(project).texts]
    texts += [(f"Constat {f.code}", f.evidence) for f in diagnosis_of(project).findings]
    for where, text in texts:
        for name in dict.fromkeys(cited(text)):
            if name not in known:
                yield Remark(
                    code="DOS-02",
                    severity=Severity.BLOCKING,
                    where=where,
                    message=f"Le texte cite le chiffre « {name} », qui n'existe pas.",
                    remedy="Corrigez le nom ; la liste des chiffres est dans docs/guide/chiffres.md.",
                )
