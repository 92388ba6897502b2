"""Programmes made by hypothesis: every field of every declared class, with the references and dates that a file allows.

Texts and sizes are drawn, so that they shrink; the rest comes from a seed: drawing each field would take seconds.
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from maillage.accounts.domain import NetworkSection
from maillage.base.values.fields import Kind, Spec, class_name, specs
from maillage.diagnosis.domain import DiagnosisSection
from maillage.diagnosis.domain.consultations import ContributionTheme
from maillage.diagnosis.domain.findings import Finding
from maillage.governance.domain import Body, GovernanceSection, Meeting
from maillage.programme.domain import (
    Action,
    Axis,
    LabelCriterion,
    Objective,
    Orientation,
    ProgrammeSection,
    Step,
    TeamMember,
)
from maillage.territory.domain.sheet import LibraryGroup, TerritorySection

T = TypeVar("T")

# The sixty-six code points that are no characters are refused by the reader.
_NO_CHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
_LETTERS = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="".join(map(chr, _NO_CHARACTERS))
)
_TRAPS = (
    "null", "~", "no", "1e3", "0640", "a: b", "a #b", "- a", "? a", "[a", "{funding.total_ht}", "'a", '"a"', "a\\nb",
    "@a", "a\u2028b", "\ufeffa", "été", "👩\u200d🏫", "...", "---", "<<", "=", "*a", "&a", "!!str a", "|", ">", "12:30",
    "<script>alert(1)</script>", "$1 #set", "\u202eשלום", "=SUM(A1)", "x" * 300,
)  # fmt: skip
lines = (st.text(_LETTERS, min_size=1, max_size=60) | st.sampled_from(_TRAPS)).map(str.strip).filter(bool)
paragraphs = (
    st.lists(st.text(_LETTERS, max_size=60) | st.sampled_from(_TRAPS), min_size=1, max_size=5)
    .map("\n".join)
    .map(str.rstrip)
    .filter(bool)
)
_NETWORK = NetworkSection(department="18", name="Réseau", owner="Département")


@dataclass
class _Maker:
    """Makes things one after the other. `sizes`: the most things in a list; `codes`: those given out, by class."""

    chance: random.Random
    texts: Sequence[str]
    prose: Sequence[str]
    sizes: int
    start: date
    days: int
    given: Counter[str] = field(default_factory=Counter)
    codes: dict[str, list[str]] = field(default_factory=dict)

    def day(self) -> date:
        return self.start + timedelta(days=self.chance.randrange(self.days))

    def many(self, cls: type[T]) -> tuple[T, ...]:
        most = self.sizes if self.chance.random() < 0.9 else 0
        return tuple(self.thing(cls) for _ in range(self.chance.randint(min(most, 1), most)))

    def thing(self, cls: type[Any]) -> Any:
        """A thing of a declared class, each field given or left at its default."""
        made: dict[str, Any] = {}
        for name, spec in specs(cls).items():
            if spec.required or spec.kind is Kind.CHILDREN or self.chance.random() < 0.7:
                made[name] = self.value(cls, spec)
        return cls(**_agreed(cls, made, self))

    def value(self, cls: type[Any], spec: Spec) -> Any:
        chance = self.chance
        match spec.kind:
            case Kind.CODE:
                return self._code(class_name(cls))
            case Kind.TEXT:
                return chance.choice(self.texts)[: spec.max_length].strip()
            case Kind.PROSE:
                return chance.choice(self.prose)
            case Kind.INTEGER:
                most = spec.maximum if spec.maximum is not None else chance.choice((9, 10_000, 2**31 - 1))
                return chance.randint(spec.minimum or 0, most)
            case Kind.NUMBER:
                return Decimal(chance.randrange(10 ** chance.choice((1, 4, 7, 10)))) / 10_000
            case Kind.FLAG:
                return chance.random() < 0.5
            case Kind.DAY:
                return self.day()
            case Kind.CHOICE:
                assert spec.choices is not None
                return chance.choice(list(spec.choices))
            case Kind.WORDS:
                return tuple(chance.sample(self.texts, chance.randint(0, len(self.texts))))
            case Kind.REF:
                return self._cited(spec, 1)[0] if self.codes.get(spec.to) else None
            case Kind.REFS:
                return self._cited(spec, chance.randint(0, 3))
            case Kind.CHILDREN:
                assert spec.item is not None
                return self.many(spec.item)
        raise NotImplementedError(spec.kind)  # a kind that programmes begin to use: say how it is made

    def _code(self, cls: str) -> str:
        """Short, as people give them, or as long and odd as they may be."""
        self.given[cls] += 1
        number = self.given[cls]
        code = self.chance.choice((f"{number}", f"A{number}", f"a_b-{number}.c", f"{'Z' * 30}{number}"))
        self.codes.setdefault(cls, []).append(code)
        return code

    def _cited(self, spec: Spec, most: int) -> tuple[str, ...]:
        known = self.codes.get(spec.to, [])
        return tuple(self.chance.sample(known, min(most, len(known))))


def _agreed(cls: type[Any], made: dict[str, Any], maker: _Maker) -> dict[str, Any]:
    """The fields as they can stand together: a class refuses those that contradict one another."""
    if cls is TeamMember and {"starts", "ends"} <= made.keys():
        made["starts"], made["ends"] = sorted((made["starts"], made["ends"]))
    if cls is Action and {"population_from", "population_to"} <= made.keys():
        made["population_from"], made["population_to"] = sorted(
            (made["population_from"], made["population_to"])
        )
    if cls is Step:
        made = _step(made, maker)
    return made


def _step(made: dict[str, Any], maker: _Maker) -> dict[str, Any]:
    for name in ("planned_start", "planned_end", "predecessors"):
        made.pop(name, None)
    if maker.chance.random() < 0.5:
        made["planned_start"], made["planned_end"] = sorted((maker.day(), maker.day()))
    made["weeks"] = maker.chance.choice((0, 1, 2, 3, 12, 260))
    if maker.chance.random() < 0.7:
        made.pop("fixed", None)
    if made["weeks"] == 0:
        made.pop("person_days", None)
    if "fixed" in made or made["weeks"] > 4:
        made.pop("earliest", None)
        made.pop("latest", None)
    if {"earliest", "latest"} <= made.keys():
        made["earliest"], made["latest"] = sorted((made["earliest"], made["latest"]))
        if made["latest"] < made["earliest"] + timedelta(weeks=made["weeks"]):
            made.pop("latest")
    return made


@st.composite
def files(draw: st.DrawFn, least: int = 1) -> dict[str, Any]:
    """The sections of a programme file, by key: whole programmes with what they refer to in other rooms.

    `least`: a list holds up to so many things, or up to three; some are empty.
    """
    start = date(draw(st.integers(2024, 2030)), draw(st.integers(1, 12)), 1)
    texts = draw(st.lists(lines, min_size=1, max_size=6, unique=True))
    # With the texts in the seed, an example that differs by a word differs by its tree too.
    seed = repr((draw(st.integers(0, 2**32)), texts))
    maker = _Maker(
        chance=random.Random(seed),
        texts=texts,
        prose=draw(st.lists(paragraphs, min_size=1, max_size=4)),
        sizes=draw(st.integers(least, 3)),
        start=start,
        days=28,
    )
    bodies = tuple(_body(maker) for _ in range(maker.sizes))
    themes = tuple(_bare(maker, ContributionTheme) for _ in range(maker.sizes))
    findings = tuple(_bare(maker, Finding) for _ in range(maker.sizes))
    groups = maker.many(LibraryGroup)
    return {
        "network": _NETWORK,
        "territory": TerritorySection(groups=groups),
        "governance": GovernanceSection(bodies=bodies),
        "diagnosis": DiagnosisSection(themes=themes, findings=findings),
        "programme": _programme(maker, start),
    }


def _bare(maker: _Maker, cls: type[Any]) -> Any:
    """A thing of another room with what it must have."""
    return cls(**{name: maker.value(cls, spec) for name, spec in specs(cls).items() if spec.required})


def _body(maker: _Maker) -> Body:
    """It meets during the programme: a step may wait for it."""
    made: Body = replace(_bare(maker, Body), meetings=(Meeting(day=maker.day()),))
    return made


def _programme(maker: _Maker, start: date) -> ProgrammeSection:
    orientations, criteria = maker.many(Orientation), maker.many(LabelCriterion)
    section = ProgrammeSection(
        title=maker.chance.choice(maker.texts),
        schema=maker.chance.choice(("", *maker.texts)),
        start=start,
        months=maker.chance.randint(1, 60),
        orientations=orientations,
        criteria=criteria,
        axes=maker.many(Axis),
    )
    return _chained(section, maker)


def _chained(section: ProgrammeSection, maker: _Maker) -> ProgrammeSection:
    """Each step may wait for others, never in a circle: those that come before it in some order."""
    order = [step.code for _, step in section.steps()]
    maker.chance.shuffle(order)
    ranks = {code: rank for rank, code in enumerate(order)}

    def waiting(step: Step) -> Step:
        before = order[: ranks[step.code]]
        return replace(
            step,
            predecessors=tuple(maker.chance.sample(before, min(len(before), maker.chance.randint(0, 3)))),
        )

    def chained(action: Action) -> Action:
        return replace(action, steps=tuple(map(waiting, action.steps)))

    def objective(one: Objective) -> Objective:
        return replace(one, actions=tuple(map(chained, one.actions)))

    axes = tuple(replace(axis, objectives=tuple(map(objective, axis.objectives))) for axis in section.axes)
    return dataclasses.replace(section, axes=axes)
