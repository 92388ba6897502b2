"""How rooms offer what later rooms collect: one file name and one signature each.

| file         | offers                                         | signature                                   |
|--------------|------------------------------------------------|---------------------------------------------|
| `section.py` | its part of the programme file                 | `SECTION: Section`                          |
| `chapter.py` | its part of the dossier                        | `chapters(project) -> Iterable[Chapter]`    |
| `checks.py`  | its rules of the linter                        | `checks(project) -> Iterable[Remark]`       |
| `figures.py` | figures that a text or an indicator may cite   | `figures(project) -> Iterable[NamedFigure]` |
| `dates.py`   | its meetings and deadlines                     | `dates(project) -> Iterable[DatedEvent]`    |
| `panels.py`  | what it shows on another room's page           | `panels(project) -> Iterable[Panel]`        |

Rooms are listed once, in `config/rooms.py`; settings hand the list over.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any, TypeVar

from maillage.base.values.remarks import Problem
from maillage.base.values.sources import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Project:
    """A network seen on a day under some rules: what every plug receives.

    `once` computes a thing the first time it is asked for, so that the plan shown in a table, cited in a
    paragraph and drawn in a chart is one and the same object.
    """

    network: Any
    rules: Any
    today: date
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, compute: Callable[[Project], T]) -> T:
        if compute not in self._memo:
            self._memo[compute] = compute(self)
        result: T = self._memo[compute]
        return result


@dataclass(frozen=True, kw_only=True)
class Section:
    """A room's part of the programme file.

    `value_type` is the frozen dataclass read under the key; `root` stores its scalars (one row a network), and
    `parts` gives the model of each list. `keeps` names the parts that a file without them leaves untouched (the
    register of libraries may come from open data). `problems` says what no schema can: cycles, impossible dates.
    """

    key: str
    value_type: type[Any]
    parts: Mapping[str, Any]
    root: Any = None
    keeps: tuple[str, ...] = ()
    problems: Callable[[Mapping[str, Any]], Iterable[Problem]] = lambda sections: ()


@dataclass(frozen=True, kw_only=True)
class NamedFigure:
    """A figure with one origin: `name` is cited as `{name}`; `text` is how it is written in French."""

    name: str
    label: str
    value: Decimal | int | date | None
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DatedEvent:
    """A meeting, a deadline or a milestone. `uid` never changes: calendars update it instead of doubling it.

    `target` names the thing it is about ("governance.Body/COPIL"). `missed`: its day has gone by, and someone keeps
    track enough to know that it did not happen.
    """

    uid: str
    title: str
    day: date
    kind: str
    detail: str = ""
    place: str = ""
    target: str = ""
    missed: bool = False


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a later room adds to the page (or the sheet) of a thing: `target` is "room.Class", `code` names it."""

    target: str
    code: str
    label: str
    text: str


def panels_of(project: Project) -> dict[tuple[str, str], list[Panel]]:
    """Every panel by (target, code), in the order of the rooms."""
    found: dict[tuple[str, str], list[Panel]] = {}
    for panel in collect("panels", "panels", project):
        found.setdefault((panel.target, panel.code), []).append(panel)
    return found


def plug_modules(name: str) -> Iterator[ModuleType]:
    """The modules called `name` of every room that has one, in the order of the rooms."""
    from django.conf import settings  # settings hand over the rooms; domain code never comes here

    for room in settings.MAILLAGE_ROOMS:
        # find_spec, not try/except ImportError: a broken import inside a plug must be seen.
        if _exists(f"maillage.{room}") and _exists(f"maillage.{room}.{name}"):
            yield importlib.import_module(f"maillage.{room}.{name}")


def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def sections() -> list[Section]:
    return [module.SECTION for module in plug_modules("section")]


def collect(plug: str, function: str, project: Project) -> Iterator[Any]:
    """Everything that the rooms offer through one plug, e.g. `collect("checks", "checks", project)`."""
    for module in plug_modules(plug):
        yield from getattr(module, function)(project)


class Figures(Mapping[str, NamedFigure]):
    """Named figures by name, each room asked the first time that one of its names is: a page that cites two figures
    of funding does not read every answer of every campaign."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._modules = {module.__name__.split(".")[1]: module for module in plug_modules("figures")}
        self._found: dict[str, dict[str, NamedFigure]] = {}

    def _of(self, room: str) -> dict[str, NamedFigure]:
        if room in self._modules and room not in self._found:
            self._found[room] = self._asked(room)
        return self._found.get(room, {})

    def _asked(self, room: str) -> dict[str, NamedFigure]:
        found: dict[str, NamedFigure] = {}
        for figure in self._modules[room].figures(self._project):
            if figure.name in found:
                raise ValueError(f"Deux chiffres portent le nom {figure.name}.")
            if not figure.name.startswith(f"{room}."):
                raise ValueError(f"Le chiffre {figure.name} ne commence pas par « {room}. ».")
            found[figure.name] = figure
        return found

    def __getitem__(self, name: str) -> NamedFigure:
        return self._of(name.partition(".")[0])[name]

    def __iter__(self) -> Iterator[str]:
        for room in self._modules:
            yield from self._of(room)

    def __len__(self) -> int:
        return sum(len(self._of(room)) for room in self._modules)


class FigureTexts(Mapping[str, str]):
    """The same figures as they are written in French, for a text that cites some."""

    def __init__(self, figures: Mapping[str, NamedFigure]) -> None:
        self._figures = figures

    def __getitem__(self, name: str) -> str:
        return self._figures[name].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def figures_of(project: Project) -> Figures:
    """All named figures by name; a room is asked when one of its names is. Raises ValueError on a name taken twice, or
    that does not begin with its room's."""
    return Figures(project)
