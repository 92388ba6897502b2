"""Reads the lines of a file as entries: to create, known already, or refused with the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.funding.domain.accounting import targets
from maillage.funding.domain.accounting.cells import (
    NotRead,
    Raw,
    amount_of,
    day_of,
    is_person,
    kind_of,
    text_of,
)
from maillage.funding.domain.entries import Entry, EntryKind

Key = tuple[EntryKind, str, Decimal, date]
Line = tuple[int, Mapping[str, Raw]]


class Fate(Choice):
    CREATED = "created", "à créer"
    KNOWN = "known", "déjà connue"
    REFUSED = "refused", "refusée"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a line of the file becomes. `entry` is None when it is refused."""

    row: int
    fate: Fate
    entry: Entry | None = None
    why: str = ""
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the person said of a file: what its columns hold, by header, and the only kind of its entries, if it is so."""

    columns: Mapping[str, str]
    kind: EntryKind | None = None

    def header(self, code: str) -> str:
        return next((header for header, held in self.columns.items() if held == code), "")


def key_of(entry: Entry) -> Key:
    """By what an entry is known again: kind, number, amount, day."""
    return entry.kind, entry.number, entry.amount_ttc, entry.day


def read_entries(lines: Iterable[Line], wanted: Wanted, known: Counter[Key]) -> list[Outcome]:
    """Every line with what it becomes. `known`: how many entries the network has by key.

    Two lines of a file that are the same in everything are one; with another label they are two.
    """
    heads = {code: wanted.header(code) for code in targets.BY_CODE}
    seen: dict[Entry, int] = {}
    met: Counter[Key] = Counter()
    return [_outcome(row, cells, heads, wanted.kind, (seen, met, known)) for row, cells in lines]


def _outcome(
    row: int,
    cells: Mapping[str, Raw],
    heads: Mapping[str, str],
    kind: EntryKind | None,
    memory: tuple[dict[Entry, int], Counter[Key], Counter[Key]],
) -> Outcome:
    seen, met, known = memory
    try:
        entry = _entry({code: cells.get(head) for code, head in heads.items() if head}, kind)
    except NotRead as refusal:
        return Outcome(row=row, fate=Fate.REFUSED, why=f"{refusal.why}.", remedy=refusal.remedy)
    if entry in seen:
        return Outcome(
            row=row, fate=Fate.KNOWN, entry=entry, why=f"Même écriture que la ligne {seen[entry]}."
        )
    seen[entry] = row
    key = key_of(entry)
    met[key] += 1
    if met[key] <= known[key]:
        return Outcome(row=row, fate=Fate.KNOWN, entry=entry, why="Importée par un fichier précédent.")
    return Outcome(row=row, fate=Fate.CREATED, entry=entry)


def _entry(cells: Mapping[str, Raw], given: EntryKind | None) -> Entry:
    amount, day = amount_of(cells.get(targets.AMOUNT)), day_of(cells.get(targets.DAY))
    if not amount:
        raise NotRead("le montant est nul", "Rien à faire : une écriture sans montant ne change rien.")
    kind, back = (given, False) if given else kind_of(cells.get(targets.KIND))
    if back and amount > 0:
        amount = -amount
    number, commitment = (text_of(cells.get(code))[:60] for code in (targets.NUMBER, targets.COMMITMENT))
    if kind is EntryKind.COMMITMENT:
        number, commitment = number or commitment, ""
    label, reference = text_of(cells.get(targets.LABEL)), text_of(cells.get(targets.REFERENCE))
    if reference and folded(reference) not in folded(label):
        label = f"{reference} {label}".strip()
    third = text_of(cells.get(targets.THIRD_PARTY))[:200]
    return Entry(
        kind=kind,
        day=day,
        amount_ttc=amount,
        number=number,
        commitment=commitment,
        label=label[:300],
        third_party="" if is_person(third) else third,
        account=text_of(cells.get(targets.ACCOUNT))[:60],
    )


def looks_headless(headers: Sequence[str]) -> bool:
    """Whether the line of the headers holds an amount or a day already: the file has no header."""
    return any(_reads(header) for header in headers)


def _reads(text: str) -> bool:
    for read in (day_of, amount_of):
        try:
            read(text)
        except NotRead:
            continue
        return True
    return False


def counted(outcomes: Iterable[Outcome]) -> Counter[Fate]:
    return Counter(one.fate for one in outcomes)
