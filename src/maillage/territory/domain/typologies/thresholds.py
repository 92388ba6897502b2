"""What each level of the former typology asked for, as the rulebook holds it: dated, sourced, never in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.sources import Confidence, Source
from maillage.rulebook.domain import Rules

_CREDIT = (
    "territory.legacy.level1.credit",
    "territory.legacy.level2.credit",
    "territory.legacy.level3.credit",
)
_HOURS = ("territory.legacy.level1.hours", "territory.legacy.level2.hours", "territory.legacy.level3.hours")
_SURFACE = (
    "territory.legacy.level1.surface",
    "territory.legacy.level2.surface",
    "territory.legacy.level3.surface",
)
_PER_INHABITANT = (
    "territory.legacy.level1.surface_per_inhabitant",
    "territory.legacy.level2.surface_per_inhabitant",
    "territory.legacy.level3.surface_per_inhabitant",
)
_QUALIFIED = "territory.legacy.level1.qualified"
_CATEGORY_B = "territory.legacy.level1.category_b"
_ONE_QUALIFIED = "territory.legacy.level2.qualified"
_TRAINED = "territory.legacy.level3.trained"
_POINT = "territory.legacy.point.criteria"
EVERY = (
    *_CREDIT,
    *_HOURS,
    *_SURFACE,
    *_PER_INHABITANT,
    _QUALIFIED,
    _CATEGORY_B,
    _ONE_QUALIFIED,
    _TRAINED,
    _POINT,
)


@dataclass(frozen=True, kw_only=True)
class LevelNeeds:
    """What a level asks for: € per inhabitant and year, hours a week, m², m² per inhabitant."""

    credit: Decimal
    hours: Decimal
    surface: Decimal
    surface_per_inhabitant: Decimal


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The thresholds on their last day in force (`on`). `levels`: 1 to 3. Staff per 1 000 inhabitants at level 1.

    `doubtful` are the titles of the rules that remain to be confirmed.
    """

    on: date
    levels: tuple[LevelNeeds, LevelNeeds, LevelNeeds]
    qualified: Decimal
    category_b: Decimal
    one_qualified: Decimal
    trained: Decimal
    point_criteria: int
    sources: tuple[Source, ...]
    doubtful: tuple[str, ...]


def last_day(rules: Rules) -> date:
    """The last day on which the former typology was in force. Raises ValueError if it has no end."""
    ends = [version.period.end for version in rules.rules[_POINT].versions]
    if not ends or ends[-1] is None:
        raise ValueError("L'ancienne typologie n'a pas de date de fin.")
    return ends[-1] - timedelta(days=1)


def thresholds(rules: Rules) -> Thresholds:
    """Read from the rulebook, local values of the network included."""
    on = last_day(rules)
    found = {name: rules.value(name, on=on) for name in EVERY}

    def level(rank: int) -> LevelNeeds:
        return LevelNeeds(
            credit=found[_CREDIT[rank]].value,
            hours=found[_HOURS[rank]].value,
            surface=found[_SURFACE[rank]].value,
            surface_per_inhabitant=found[_PER_INHABITANT[rank]].value,
        )

    return Thresholds(
        on=on,
        levels=(level(0), level(1), level(2)),
        qualified=found[_QUALIFIED].value,
        category_b=found[_CATEGORY_B].value,
        one_qualified=found[_ONE_QUALIFIED].value,
        trained=found[_TRAINED].value,
        point_criteria=int(found[_POINT].value),
        sources=tuple(dict.fromkeys(value.source for value in found.values())),
        doubtful=tuple(v.rule.title for v in found.values() if v.confidence is Confidence.TO_CONFIRM),
    )
