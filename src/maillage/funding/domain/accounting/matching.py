"""What an entry pays, or which aid it brings: by a code in its label, by its commitment, or by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from maillage.base.values.french import folded
from maillage.funding.domain.entries import Entry, EntryKind, Match

_WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# Words that say nothing of what is bought.
_EMPTY = frozenset(
    [
        "le",
        "la",
        "les",
        "de",
        "des",
        "du",
        "un",
        "une",
        "et",
        "ou",
        "a",
        "au",
        "aux",
        "en",
        "par",
        "pour",
        "sur",
        "sans",
        "avec",
        "dont",
        "premiere",
        "premieres",
        "premier",
        "seconde",
        "second",
        "vague",
        "annee",
        "facture",
        "acompte",
        "solde",
        "avance",
        "mandat",
        "engagement",
        "titre",
        "lot",
        "marche",
        "programme",
        "bnr",
    ]
)
ENOUGH = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A cost line or an aid. `amounts`: its planned TTC (or its aid), whole and by year; `words` are those of its label,
    `around` those of its operation; `accounts`: the accounts of the entries already tied to it."""

    code: str
    is_aid: bool
    label: str
    amounts: frozenset[Decimal]
    words: frozenset[str]
    around: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A likely line; `why` says what is alike."""

    candidate: Candidate
    score: Decimal
    why: str


def words_of(text: str) -> frozenset[str]:
    """The words that say something, without case, accent or plural."""
    found = (word.rstrip("s") for word in _WORD.findall(folded(text)))
    return frozenset(word for word in found if len(word) > 2 and word not in _EMPTY)


def fits(entry: Entry, candidate: Candidate) -> bool:
    """Money that goes out pays a cost, money that comes in is of an aid."""
    return candidate.is_aid is (entry.kind is EntryKind.RECEIPT)


def tied(entries: Sequence[Entry], candidates: Iterable[Candidate]) -> list[Entry]:
    """The entries, those that are open tied where a code or a commitment says so without doubt."""
    by_code = {folded(one.code): one for one in candidates}
    coded = [_by_code(entry, by_code) for entry in entries]
    costs: dict[str, set[str]] = {}
    for entry in coded:
        if entry.kind is EntryKind.COMMITMENT and entry.cost and entry.number:
            costs.setdefault(entry.number, set()).add(entry.cost)
    return [_by_commitment(entry, costs) for entry in coded]


def _by_code(entry: Entry, by_code: Mapping[str, Candidate]) -> Entry:
    if not entry.is_open:
        return entry
    named = {by_code[word].code for word in _WORD.findall(folded(entry.label)) if word in by_code}
    found = [one for one in by_code.values() if one.code in named and fits(entry, one)]
    if len(found) != 1:  # two codes: a person decides
        return entry
    code = found[0].code
    return (
        replace(entry, line=code, match=Match.CODE)
        if found[0].is_aid
        else replace(entry, cost=code, match=Match.CODE)
    )


def _by_commitment(entry: Entry, costs: Mapping[str, set[str]]) -> Entry:
    if not entry.is_open or entry.kind is not EntryKind.PAYMENT or not entry.commitment:
        return entry
    found = costs.get(entry.commitment, set())
    return replace(entry, cost=next(iter(found)), match=Match.COMMITMENT) if len(found) == 1 else entry


def suggestion(entry: Entry, candidates: Iterable[Candidate]) -> Suggestion | None:
    """The line most like an entry, when one is like it enough and more than any other."""
    said = words_of(entry.label)
    scored = [_likeness(entry, said, one) for one in candidates if fits(entry, one)]
    best = sorted(
        (one for one in scored if one.score >= ENOUGH), key=lambda one: (-one.score, one.candidate.code)
    )
    if not best or (len(best) > 1 and best[0].score == best[1].score):
        return None
    return best[0]


def _likeness(entry: Entry, said: frozenset[str], candidate: Candidate) -> Suggestion:
    """Half for the amount, more for the words of its label that are said, a little for its operation and account."""
    score, why = Decimal(0), []
    amount = abs(entry.amount_ttc)
    if amount in candidate.amounts:
        score, why = Decimal("0.5"), ["même montant"]
    elif any(abs(amount - one) <= one / 20 for one in candidate.amounts if one):
        score, why = Decimal("0.3"), ["montant proche"]
    if shared := said & candidate.words:
        score += Decimal(len(shared)) / Decimal(max(2, len(candidate.words))) * Decimal("0.6")
        why.append(f"mots communs : {', '.join(sorted(shared))}")
    if around := said & candidate.around - candidate.words:
        score += Decimal("0.1")
        why.append(f"mots de l'opération : {', '.join(sorted(around))}")
    if entry.account and entry.account in candidate.accounts:
        score += Decimal("0.15")
        why.append("même imputation")
    return Suggestion(candidate=candidate, score=score, why=" ; ".join(why))
