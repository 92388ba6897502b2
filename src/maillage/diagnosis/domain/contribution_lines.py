"""Contributions read from a table: one a line, whose columns are recognised by their heads."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from maillage.base.values.cleaning import cleaned
from maillage.base.values.fields import Choice, Kind, Spec
from maillage.base.values.french import folded, number
from maillage.base.values.texts import NotUnderstood, from_text
from maillage.diagnosis.domain.consultations import ConsultationQuestion
from maillage.diagnosis.domain.contributions import LONGEST, Answer, Channel, Quality

MOST_LINES = 5000
C = TypeVar("C", bound=Choice)
_DAY = Spec(kind=Kind.DAY, label="Date")
_KNOWN = {
    "date": "day", "recue le": "day", "jour": "day",
    "voie": "channel", "canal": "channel",
    "qualite": "quality", "vous etes": "quality", "qui": "quality",
    "commune": "commune", "votre commune": "commune",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the file that can be kept."""

    number: int
    day: date | None
    channel: Channel
    quality: Quality | None
    commune: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class LinesRead:
    """What a file holds: lines that can be kept, what is wrong with the others, columns taken for questions."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...]
    questions: tuple[str, ...]


def read_lines(text: str, questions: Sequence[ConsultationQuestion]) -> LinesRead:
    """Read a CSV (semicolons, commas or tabs). A column that is no date, way, quality or commune is a question."""
    try:
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(text)))
    except csv.Error:
        told = "Ce fichier n'est pas un CSV lisible : une cellule est démesurée, ou un guillemet n'est pas fermé."
        return LinesRead(lines=(), problems=(told,), questions=())
    if not rows or not any(cell.strip() for cell in rows[0]):
        return LinesRead(
            lines=(), problems=("Le fichier est vide, ou sa première ligne l'est.",), questions=()
        )
    heads = [cell.strip() for cell in rows[0]]
    roles = [_KNOWN.get(folded(head), "") for head in heads]
    asked = [head for head, role in zip(heads, roles, strict=True) if not role and head]
    if not asked:
        told = "Aucune colonne de réponse : nommez-en une du texte de la question, ou « Contribution »."
        return LinesRead(lines=(), problems=(told,), questions=())
    found, problems = [], []
    for rank, row in enumerate(rows[1 : MOST_LINES + 1], 2):
        if any(cell.strip() for cell in row):
            line = _line(rank, dict(zip(heads, row, strict=False)), heads, roles, questions)
            found.append(line) if isinstance(line, Line) else problems.append(line)
    if len(rows) > MOST_LINES + 1:
        problems.append(
            f"Seules les {number(MOST_LINES)} premières lignes sont lues : coupez le fichier en plusieurs."
        )
    return LinesRead(lines=tuple(found), problems=tuple(problems), questions=tuple(asked))


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max((";", ",", "\t"), key=head.count)


def _line(
    rank: int,
    row: Mapping[str, str],
    heads: Sequence[str],
    roles: Sequence[str],
    questions: Sequence[ConsultationQuestion],
) -> Line | str:
    """The line, or what is wrong with it."""
    given = {role: row.get(head, "").strip() for head, role in zip(heads, roles, strict=True) if role}
    codes = {folded(one.title): one.code for one in questions}
    answers = []
    for head, role in zip(heads, roles, strict=True):
        said = cleaned(row.get(head, ""))
        if role or not said:
            continue
        if len(said) > LONGEST:
            return f"Ligne {rank}, colonne « {head[:60]} » : {number(len(said))} caractères, pour {number(LONGEST)} au plus."
        answers.append(Answer(question=codes.get(folded(head), head[:40]), title=head[:300], text=said))
    if not answers:
        return f"Ligne {rank} : aucune réponse."
    try:
        day = from_text(_DAY, given["day"]) if given.get("day") else None
    except NotUnderstood as error:
        return f"Ligne {rank} : {error} {error.remedy}"
    quality = _one_of(Quality, given.get("quality", ""))
    if given.get("quality") and quality is None:
        return (
            f"Ligne {rank} : « {given['quality'][:60]} » n'est pas une qualité connue ({_options(Quality)})."
        )
    channel = _one_of(Channel, given.get("channel", "")) or Channel.FILE
    return Line(
        number=rank, day=day, channel=channel, quality=quality, commune=cleaned(given.get("commune", ""))[:100],
        answers=tuple(answers),
    )  # fmt: skip


def _one_of(choices: type[C], text: str) -> C | None:
    """The member whose value, label, or first word of the label is `text`."""
    asked = folded(text)
    for member in choices:
        label = folded(member.label)
        if asked and asked in (folded(member.value), label, label.split()[0]):
            return member
    return None


def _options(choices: type[Choice]) -> str:
    return ", ".join(member.label for member in choices)
