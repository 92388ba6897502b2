"""What a file says, before anyone looks at what is there: headings, actions, steps, remarks line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.programme.domain.plans.days import Span


@dataclass(frozen=True)
class LineRemark:
    """What deserves to be said of a line (0: of the whole file), and what to do about it. Both in French."""

    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Heading:
    """An axis or an objective as the file names it; "" for a code that it does not give."""

    line: int
    title: str
    code: str = ""


@dataclass(kw_only=True)
class DraftStep:
    """A step as a line describes it; None is what the line does not say. `last` is a day included."""

    line: int
    title: str
    code: str = ""
    weeks: int | None = None
    person_days: Decimal | None = None
    start: Span | None = None
    end: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    done: date | None = None


@dataclass(kw_only=True)
class DraftAction:
    """An action as its lines describe it. `fields`: what they say of it, by field; `notes`: what has no field."""

    line: int
    title: str
    code: str = ""
    axis: Heading | None = None
    objective: Heading | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    # The dates of a line that names no step.
    whole: DraftStep | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A file read. `headings`: every axis, and objective with its axis, in order; `unknown`: cells that name no choice,
    as written, by target; `lines`: how many hold something; `aside`: those left out."""

    actions: tuple[DraftAction, ...]
    headings: tuple[tuple[Heading | None, Heading | None], ...]
    remarks: tuple[LineRemark, ...]
    unknown: Mapping[str, tuple[str, ...]]
    lines: int
    aside: int


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a plan is taken.

    `overwrite`: replace what is written here too. `planned`: dates become planned ones, else bounds. `weeks`: of a step
    without duration nor dates. `urgent_first`: in the file, priority 1 is the most urgent. `values`: what cells mean,
    by target and folded cell. `home`: the code of the objective for actions that name none; "" makes one.
    """

    overwrite: bool = False
    planned: bool = True
    weeks: int = 4
    urgent_first: bool = False
    kind: str = "tool"
    scope: str = "network"
    home: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
