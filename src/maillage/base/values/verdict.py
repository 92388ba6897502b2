"""The answer of a rule: yes, no, or "I cannot tell", always with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maillage.base.values.sources import Source


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a rule concludes.

    `reasons` are French sentences ready for a screen. `missing` names, in French, the data whose absence
    prevents an answer: a verdict that is unknown without saying what is missing is refused. `rules`: the ids of those
    that made it, the one that decides first; several may cite one text.
    """

    answer: Answer
    reasons: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.answer is Answer.UNKNOWN and not self.missing:
            raise ValueError("Un verdict inconnu doit dire ce qui manque.")

    # A Verdict is never a bare boolean: `if verdict:` would read "unknown" as "yes".
    def __bool__(self) -> bool:
        raise TypeError("Un Verdict n'est pas un booléen : comparez .answer, .is_yes, .is_no ou .is_unknown.")

    @property
    def is_yes(self) -> bool:
        return self.answer is Answer.YES

    @property
    def is_no(self) -> bool:
        return self.answer is Answer.NO

    @property
    def is_unknown(self) -> bool:
        return self.answer is Answer.UNKNOWN


def yes(*reasons: str, sources: tuple[Source, ...] = (), rules: tuple[str, ...] = ()) -> Verdict:
    return Verdict(answer=Answer.YES, reasons=reasons, sources=sources, rules=rules)


def no(*reasons: str, sources: tuple[Source, ...] = (), rules: tuple[str, ...] = ()) -> Verdict:
    return Verdict(answer=Answer.NO, reasons=reasons, sources=sources, rules=rules)


def unknown(
    *reasons: str, missing: tuple[str, ...], sources: tuple[Source, ...] = (), rules: tuple[str, ...] = ()
) -> Verdict:
    return Verdict(answer=Answer.UNKNOWN, reasons=reasons, sources=sources, missing=missing, rules=rules)
