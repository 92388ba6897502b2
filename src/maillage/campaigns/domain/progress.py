"""How far a questionnaire has come: what is answered of what applies, and the minutes that are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from maillage.campaigns.domain.answers import Answers, is_asked
from maillage.campaigns.domain.frameworks import Domain, Framework, Item


@dataclass(frozen=True, kw_only=True)
class Progress:
    """`minutes` left, from the time announced for the whole form; 0 only when nothing is left."""

    answered: int
    asked: int
    minutes: int

    @property
    def left(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True, kw_only=True)
class DomainProgress(Progress):
    domain: Domain


def progress(framework: Framework, items: Sequence[Item], answers: Answers, *, minutes: int) -> Progress:
    """Of a whole form (`items`, announced as lasting `minutes`)."""
    answered, asked = _counted(framework, items, answers)
    return Progress(answered=answered, asked=asked, minutes=_minutes(asked - answered, len(items), minutes))


def by_domain(
    framework: Framework, items: Sequence[Item], answers: Answers, *, minutes: int
) -> Iterator[DomainProgress]:
    """Of each domain that the form asks something of, in order."""
    for domain in framework.domains:
        own = [item for item in items if framework.domain_of[item.code] is domain]
        if own:
            answered, asked = _counted(framework, own, answers)
            left = _minutes(asked - answered, len(items), minutes)
            yield DomainProgress(domain=domain, answered=answered, asked=asked, minutes=left)


def _counted(framework: Framework, items: Sequence[Item], answers: Answers) -> tuple[int, int]:
    applicable = [item for item in items if not item.when or is_asked(item, framework, answers)]
    given = sum(item.code in answers and answers[item.code].is_given for item in applicable)
    return given, len(applicable)


def _minutes(left: int, whole: int, minutes: int) -> int:
    return ceil(minutes * left / whole) if left > 0 and whole else 0
