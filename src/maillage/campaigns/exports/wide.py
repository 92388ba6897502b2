"""One row a questionnaire: who, how it stands, what it amounts to, then each question."""

from __future__ import annotations

from maillage.base.spreadsheet_streams import Table
from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.exports.cases import Source
from maillage.campaigns.exports.columns import (
    ABSENCES,
    Column,
    code_of,
    is_written,
    label_of,
    levels_told,
    table_of,
    type_of,
)
from maillage.campaigns.exports.identity import score_columns, state_columns, who_columns


def wide_columns(source: Source) -> list[Column]:
    """Questions answered in free words are there with the texts only."""
    found = [*who_columns(source), *state_columns(), *score_columns(source)]
    for item in source.framework.items:
        if source.wanted.texts or not is_written(item):
            found += _item(item, source.framework.version, texts=source.wanted.texts)
    return found


def wide_table(source: Source) -> Table:
    return table_of("Questionnaires", wide_columns(source), source.cases())


def _item(item: Item, version: str, *, texts: bool) -> list[Column]:
    code, name = item.code, f"q.{item.code}"
    title = f"{item.number} {item.title}"
    found = [
        Column(name=name, label=f"{title} : {item.question}", type=type_of(item), unit=item.unit,
               levels=levels_told(item), missing=ABSENCES, version=version,
               read=lambda c: code_of(item, c.answers.get(code))),
        Column(name=f"{name}.libelle", label=f"{title}, en clair", version=version,
               read=lambda c: label_of(item, c.answers.get(code))),
        Column(name=f"{name}.absence", label=f"{title} : pourquoi il n'y a pas de valeur", levels=ABSENCES,
               version=version, read=lambda c: _told(c.answers.get(code), "missing")),
    ]  # fmt: skip
    if texts:
        found += [_written(name, title, version, code, *told) for told in _TEXTS]
    return found


def _written(name: str, title: str, version: str, code: str, end: str, label: str, kept: str) -> Column:
    return Column(
        name=f"{name}.{end}",
        label=f"{title} : {label}",
        version=version,
        read=lambda c: _told(c.answers.get(code), kept),
    )


_TEXTS = (
    ("remarque", "remarque", "comment"),
    ("preuve", "ce qui le montre", "evidence"),
    ("voie", "par quelle voie", "provenance"),
)


def _told(answer: object, kept: str) -> str:
    value = getattr(answer, kept, None)
    return "" if value is None else getattr(value, "value", value)
