"""What a check says: a remark on the project, or a problem in a file, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.base.values.naming import on_screen
from maillage.base.values.sources import Source


class Severity(Choice):
    BLOCKING = "blocking", "blocage"
    WARNING = "warning", "alerte"
    ADVICE = "advice", "conseil"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One finding of the linter. `code` is stable (FIN-01); `where` names the thing concerned, in French.

    `target` leads to it: "programme.Action/A1", the class as references call it and the code; "" for the whole.
    """

    code: str
    severity: Severity
    where: str
    message: str
    remedy: str
    sources: tuple[Source, ...] = ()
    target: str = ""

    @property
    def remedy_on_screen(self) -> str:
        """The remedy without the names of the file's fields, which forms do not show."""
        return on_screen(self.remedy)


def gravest_first(remarks: Iterable[Remark]) -> list[Remark]:
    """Blocking ones first, advice last; the order of the checks among equals."""
    ranks = list(Severity)
    return sorted(remarks, key=lambda remark: ranks.index(remark.severity))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong in a programme file. `path` leads to it: ("programme", "axes", 0, "title")."""

    path: tuple[str | int, ...]
    message: str
    remedy: str

    @property
    def remedy_on_screen(self) -> str:
        """The remedy without the names of the file's fields, which forms do not show."""
        return on_screen(self.remedy)
