"""Reads the answers of a spreadsheet form: each row finds its question by its code, or by its number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from maillage.base.values.fields import Choice
from maillage.campaigns.domain.answers import LONGEST_TEXT, BadAnswer, Missing
from maillage.campaigns.domain.frameworks import Framework, Item
from maillage.campaigns.domain.offline.cells import read_cells
from maillage.campaigns.domain.offline.sheets import (
    ANSWER,
    CODE,
    COMMENT,
    EVIDENCE,
    NUMBER,
    QUESTION,
    REASON,
    Rows,
    Table,
)
from maillage.campaigns.domain.version_mapping import mapping


class Gravity(Choice):
    """Of a remark on a cell: refused cells are left out, the others are read."""

    REFUSED = "refused", "laissée de côté"
    NOTED = "noted", "lue, à vérifier"


@dataclass(frozen=True, kw_only=True)
class CellRemark:
    """What is to say of a cell: `row` and `column` from 0, what was `read` there, and the remedy."""

    sheet: str
    row: int
    column: int
    question: str
    read: str
    message: str
    remedy: str
    gravity: Gravity = Gravity.REFUSED


@dataclass(frozen=True, kw_only=True)
class ReadAnswer:
    """What a row answers; `row` from 0."""

    item: Item
    row: int
    value: str = ""
    missing: Missing | None = None
    comment: str = ""
    evidence: str = ""

    @property
    def content(self) -> tuple[str, Missing | None, str, str]:
        return self.value, self.missing, self.comment, self.evidence


@dataclass(frozen=True, kw_only=True)
class Reading:
    answers: tuple[ReadAnswer, ...] = ()
    remarks: tuple[CellRemark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """Which item a code names: `gone` and `broken` codes say why they name none."""

    codes: Mapping[str, Item]
    numbers: Mapping[str, Item] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def recognised(
    framework: Framework, items: Collection[Item], form: Framework | None, same: bool
) -> Recognised:
    """How the rows of a form find the `items` asked. `same`: the form is of this very version; `form`: the version
    that it is of, when it is another one that is still there."""
    asked = {item.code: item for item in items}
    others = {
        item.code: "Cette question n'est pas de ce questionnaire."
        for item in framework.items
        if item.code not in asked
    }
    if same:
        return Recognised(codes=asked, numbers={item.number: item for item in items}, refused=others)
    if form is None:
        formerly = {item.formerly: item for item in items if item.formerly}
        return Recognised(codes={**formerly, **asked}, refused=others)
    found = mapping(form, framework)
    codes = {pair.old.code: pair.new for pair in found.comparable if pair.new.code in asked}
    refused = {pair.old.code: pair.why_broken for pair in found.broken}
    refused |= {item.code: "La nouvelle version ne pose plus cette question." for item in found.removed}
    refused |= {p.old.code: others[p.new.code] for p in found.pairs if p.new.code in others}
    return Recognised(codes=codes, refused=refused)


def read_table(rows: Rows, table: Table, known: Recognised, formulas: Collection[tuple[int, int]]) -> Reading:
    """The answers of a sheet and what is to say of its cells. Rows may be in any order, with others between them."""
    reader = _Reader(rows, table, known, formulas)
    for row in range(table.head + 1, len(rows)):
        reader.take(row)
    return Reading(answers=tuple(reader.answers.values()), remarks=tuple(reader.remarks))


class _Reader:
    def __init__(
        self, rows: Rows, table: Table, known: Recognised, formulas: Collection[tuple[int, int]]
    ) -> None:
        self.rows, self.table, self.known, self.formulas = rows, table, known, formulas
        self.answers: dict[str, ReadAnswer] = {}
        self.remarks: list[CellRemark] = []

    def take(self, row: int) -> None:
        filled = [head for head in (ANSWER, REASON, COMMENT, EVIDENCE) if self._filled(row, head)]
        if not filled:
            return
        item = self._item(row)
        if item is None:
            self._unknown(row, filled[0])
            return
        answer = self._answer(row, item)
        if answer is None:
            return
        before = self.answers.get(item.code)
        if before is not None and before.content != answer.content:
            self._say(
                row,
                ANSWER,
                f"Cette question est déjà répondue autrement à la ligne {before.row + 1}, qui est gardée.",
                "Ne gardez qu'une ligne par question.",
            )
            return
        self.answers.setdefault(item.code, answer)

    def _item(self, row: int) -> Item | None:
        code = self._text(row, CODE)
        if code:
            return self.known.codes.get(code)
        return self.known.numbers.get(self._text(row, NUMBER).replace(",", "."))

    def _unknown(self, row: int, head: str) -> None:
        code = self._text(row, CODE)
        why = self.known.refused.get(code)
        if why is None:
            why = (
                "Cette ligne n'est pas une question du formulaire : ni son code ni son numéro ne sont connus."
            )
        self._say(row, head, why, "Si c'est une réponse, saisissez-la en ligne, à la bonne question.")

    def _answer(self, row: int, item: Item) -> ReadAnswer | None:
        """What the row says; cells refused are left out. None when nothing of it is left."""
        value, missing = self._value(row, item)
        texts = {head: self._words(row, head) for head in (COMMENT, EVIDENCE)}
        found = ReadAnswer(
            item=item, row=row, value=value, missing=missing, comment=texts[COMMENT], evidence=texts[EVIDENCE]
        )
        return found if any(found.content) else None

    def _value(self, row: int, item: Item) -> tuple[str, Missing | None]:
        for head in (ANSWER, REASON):
            if not self._is_readable(row, head):
                return "", None
        try:
            return read_cells(item, self._text(row, ANSWER), self._text(row, REASON))
        except BadAnswer as refused:
            head = ANSWER if self._text(row, ANSWER) else REASON
            self._say(row, head, str(refused), "Corrigez la cellule, ou saisissez la réponse en ligne.")
            return "", None

    def _words(self, row: int, head: str) -> str:
        return self._text(row, head) if self._filled(row, head) and self._is_readable(row, head) else ""

    def _is_readable(self, row: int, head: str) -> bool:
        """Say what a cell has against it; whether it can be read."""
        text = self._text(row, head)
        if len(text) > LONGEST_TEXT:
            told = f"Ce texte a {len(text)} signes : {LONGEST_TEXT} au plus."
            self._say(row, head, told, "Raccourcissez-le, ou joignez-le autrement.")
            return False
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            self._say(row, head, "Ce texte contient un signe illisible.", "Retapez-le.")
            return False
        if (row, self.table.columns.get(head, -1)) not in self.formulas:
            return True
        if not text:
            told = "Cette cellule contient une formule qui n'a pas de valeur."
            self._say(row, head, told, "Écrivez la réponse elle-même à la place de la formule.")
            return False
        told = "Cette cellule contient une formule : seule sa valeur est lue."
        self._say(row, head, told, "Vérifiez que c'est bien la réponse.", Gravity.NOTED)
        return True

    def _filled(self, row: int, head: str) -> bool:
        return bool(self._text(row, head)) or (row, self.table.columns.get(head, -1)) in self.formulas

    def _text(self, row: int, head: str) -> str:
        column = self.table.columns.get(head)
        return "" if column is None or column >= len(self.rows[row]) else self.rows[row][column].strip()

    def _say(
        self, row: int, head: str, message: str, remedy: str, gravity: Gravity = Gravity.REFUSED
    ) -> None:
        item = self._item(row)
        title = f"{item.number} {item.title}" if item else self._title(row)
        self.remarks.append(
            CellRemark(
                sheet=self.table.sheet,
                row=row,
                column=self.table.columns.get(head, 0),
                question=title,
                read=_cut(self._text(row, head)),
                message=message,
                remedy=remedy,
                gravity=gravity,
            )
        )

    def _title(self, row: int) -> str:
        words = (self._text(row, NUMBER), self._text(row, QUESTION).partition("\n")[0])
        return _cut(" ".join(filter(None, words))) or "inconnue"


def repeated(places: Sequence[str]) -> Iterator[str]:
    """The places that come more than once, in order: two files for one questionnaire."""
    seen: set[str] = set()
    for place in places:
        if place and place in seen:
            yield place
        seen.add(place)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
