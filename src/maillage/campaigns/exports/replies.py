"""What people replied to a survey, without an occasion so small that somebody would be recognised.

A reply of a small occasion loses its library, its occasion and its day, which would give it back; the replies so
merged are at least as many as the least shown, or everything is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from maillage.base.spreadsheet_streams import Table
from maillage.campaigns.domain.answers import Answer, Missing
from maillage.campaigns.domain.frameworks import Framework, Item
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
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.models import Campaign, SurveyReply

Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Voices:
    """A survey to be written. `least`: fewest replies of a place that is told."""

    campaign: Campaign
    framework: Framework
    wanted: Wanted
    least: int

    def hidden(self) -> frozenset[Place]:
        """The places (library, occasion) that are not told: the small ones, and the next until they are enough."""
        rows = SurveyReply.objects.filter(campaign=self.campaign).values_list("library_code", "occasion")
        counted = rows.annotate(n=Count("pk")).order_by("n", "library_code", "occasion")
        gone: set[Place] = set()
        merged = 0
        for library, occasion, n in counted:
            if n >= self.least and (not gone or merged >= self.least):
                break
            gone.add((library, occasion))
            merged += n
        return frozenset(gone)

    def lines(self) -> Iterator[tuple[int, Any, bool]]:
        """Each reply with its number and whether its place is told; those that are not come last. None of fewer than
        the least shown."""
        rows = SurveyReply.objects.filter(campaign=self.campaign).order_by("on", "pk")
        if rows.count() < self.least:
            return
        hidden, rank = self.hidden(), 0
        for told in (True, False):
            for row in rows.iterator(chunk_size=500):
                if ((row.library_code, row.occasion) not in hidden) is told:
                    rank += 1
                    yield rank, row, told

    def items(self) -> list[Item]:
        return [one for one in self.framework.items if self.wanted.texts or not is_written(one)]


def replies_table(voices: Voices) -> Table:
    if voices.wanted.long:
        return table_of("Réponses", long_reply_columns(), _answers(voices))
    return table_of("Personnes", wide_reply_columns(voices), voices.lines())


def _place_columns() -> list[Column]:
    return [
        Column(name="numero", label="Numéro d'ordre dans ce fichier", type="entier", read=lambda n: n[0]),
        Column(name="lieu_dit", label="Lieu et jour donnés (non : trop peu de réponses)", type="oui/non",
               read=lambda n: n[2]),
        Column(name="jour", label="Jour", type="date", read=lambda n: n[1].on if n[2] else None),
        Column(name="bibliotheque", label="Bibliothèque", read=lambda n: n[1].library_code if n[2] else ""),
        Column(name="occasion", label="Atelier ou occasion", read=lambda n: n[1].occasion if n[2] else ""),
        Column(name="papier", label="Recopiée du papier", type="oui/non",
               read=lambda n: n[1].on_paper if n[2] else None),
    ]  # fmt: skip


def wide_reply_columns(voices: Voices) -> list[Column]:
    return [*_place_columns(), *(c for item in voices.items() for c in _item(item, voices.framework.version))]


def _item(item: Item, version: str) -> list[Column]:
    name, title = f"q.{item.code}", f"{item.number} {item.title}"
    return [
        Column(name=name, label=f"{title} : {item.question}", type=type_of(item), unit=item.unit,
               levels=levels_told(item), missing=ABSENCES, version=version,
               read=lambda n: code_of(item, _given(item, n[1]))),
        Column(name=f"{name}.libelle", label=f"{title}, en clair", version=version,
               read=lambda n: label_of(item, _given(item, n[1]))),
        Column(name=f"{name}.absence", label=f"{title} : pourquoi il n'y a pas de valeur", levels=ABSENCES,
               version=version, read=lambda n: _absence(_given(item, n[1]))),
    ]  # fmt: skip


def long_reply_columns() -> list[Column]:
    return [
        *_place_columns(),
        Column(name="question", label="Question : code", read=lambda n: n[3].code),
        Column(name="intitule", label="Question : intitulé", read=lambda n: n[3].title),
        Column(name="valeur", label="Réponse : code", missing=ABSENCES,
               read=lambda n: code_of(n[3], _given(n[3], n[1]))),
        Column(name="libelle", label="Réponse, en clair", read=lambda n: label_of(n[3], _given(n[3], n[1]))),
        Column(name="absence", label="Pourquoi il n'y a pas de valeur", levels=ABSENCES,
               read=lambda n: _absence(_given(n[3], n[1]))),
    ]  # fmt: skip


def _answers(voices: Voices) -> Iterator[tuple[int, Any, bool, Item]]:
    items = voices.items()
    for rank, row, told in voices.lines():
        yield from ((rank, row, told, item) for item in items if item.code in row.values)


def _given(item: Item, row: Any) -> Answer | None:
    """What a person said, which a survey keeps as a value or as the reason why there is none."""
    value = row.values.get(item.code, "")
    if not value:
        return None
    if not is_written(item) and value in {one.value for one in Missing}:
        return Answer(item=item.code, missing=Missing(value))
    return Answer(item=item.code, value=value)


def _absence(answer: Answer | None) -> str:
    return answer.missing.value if answer and answer.missing else ""
