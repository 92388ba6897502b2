"""One row an answer: for those who count with a programme rather than with a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.spreadsheet_streams import Table
from maillage.campaigns.domain.answers import Answer, Provenance
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.exports.cases import Case, Source
from maillage.campaigns.exports.columns import (
    ABSENCES,
    Column,
    code_of,
    is_written,
    label_of,
    levels_told,
    table_of,
)
from maillage.campaigns.exports.identity import day_of, who_columns

_WAYS = " ; ".join(f"{one.value} = {one.label}" for one in Provenance)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An answer of a questionnaire. `item` None: nothing was answered, the row only says the state."""

    case: Case
    item: Item | None
    answer: Answer | None

    @property
    def row(self) -> object:
        return self.case.row

    @property
    def state(self) -> str:
        return self.case.state


def long_columns(source: Source) -> list[Column]:
    framework = source.framework
    found = [
        *who_columns(source),
        Column(name="envoyee_le", label="Envoi", type="date",
               read=lambda n: day_of(n.case.row.submitted_at)),
        Column(name="referentiel", label="Référentiel", read=lambda n: framework.code if n.item else ""),
        Column(name="version", label="Version du référentiel", read=lambda n: framework.version if n.item else ""),
        Column(name="domaine", label="Domaine",
               read=lambda n: framework.domain_of[n.item.code].code if n.item else ""),
        Column(name="question", label="Question : code", read=lambda n: n.item.code if n.item else ""),
        Column(name="intitule", label="Question : intitulé", read=lambda n: n.item.title if n.item else ""),
        Column(name="valeur", label="Réponse : code (voir le dictionnaire de la forme large)",
               missing=ABSENCES, read=lambda n: code_of(n.item, n.answer) if n.item else None),
        Column(name="libelle", label="Réponse, en clair",
               read=lambda n: label_of(n.item, n.answer) if n.item else ""),
        Column(name="unite", label="Unité", read=lambda n: n.item.unit if n.item else ""),
        Column(name="absence", label="Pourquoi il n'y a pas de valeur", levels=ABSENCES,
               read=lambda n: n.answer.missing.value if n.answer and n.answer.missing else ""),
        Column(name="voie", label="Par quelle voie", levels=_WAYS,
               read=lambda n: n.answer.provenance.value if n.answer else ""),
    ]  # fmt: skip
    if source.wanted.texts:
        found += [
            Column(name="remarque", label="Remarque", read=lambda n: n.answer.comment if n.answer else ""),
            Column(name="preuve", label="Ce qui le montre",
                   read=lambda n: n.answer.evidence if n.answer else ""),
        ]  # fmt: skip
    return found


def item_columns(source: Source) -> list[Column]:
    """Not of the table: what the dictionary says of each question."""
    return [
        Column(name=item.code, label=item.question, type=item.kind.label, unit=item.unit,
               levels=levels_told(item), missing=ABSENCES, version=source.framework.version,
               read=lambda _: None)
        for item in source.framework.items
    ]  # fmt: skip


def long_table(source: Source) -> Table:
    return table_of("Réponses", long_columns(source), _lines(source))


def _lines(source: Source) -> Iterator[Line]:
    items = [item for item in source.framework.items if source.wanted.texts or not is_written(item)]
    for case in source.cases():
        given = [(item, case.answers[item.code]) for item in items if item.code in case.answers]
        if not given:
            yield Line(case=case, item=None, answer=None)
        for item, answer in given:
            yield Line(case=case, item=item, answer=answer)
