"""The former levels B1 to B5, computed as history: what is met, what lacks, what is not known, at best and at worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from maillage.base.values.fields import Choice
from maillage.base.values.french import NBSP, count, euros, listed, number
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.territory.domain.typologies.thresholds import Thresholds

ZERO = Decimal(0)
QUALIFIED = ("salarié qualifié", "salariés qualifiés")
CATEGORY_B = ("agent de catégorie B", "agents de catégorie B")
TRAINED = ("bénévole formé ou salarié qualifié", "bénévoles formés ou salariés qualifiés")
THOUSAND = 1000


class Level(Choice):
    """From the fullest to the least; the value is what people write."""

    B1 = "B1", "niveau 1 (B1)"
    B2 = "B2", "niveau 2 (B2)"
    B3 = "B3", "niveau 3 (B3)"
    B4 = "B4", "point lecture (B4)"
    B5 = "B5", "dépôt (B5)"


LEVELS = tuple(Level)


class Criterion(Choice):
    CREDIT = "credit", "crédits d'acquisition"
    HOURS = "hours", "heures d'ouverture"
    SURFACE = "surface", "surface"
    STAFF = "staff", "personnel"


@dataclass(frozen=True, kw_only=True)
class Means:
    """What is known of a library; None is unknown. € a year, hours a week, m², persons.

    An unknown number of qualified employees is at most `employees`, of trained volunteers at most `volunteers`.
    """

    population: int | None = None
    spend: Decimal | None = None
    hours: Decimal | None = None
    surface: Decimal | None = None
    qualified: Decimal | None = None
    category_b: Decimal | None = None
    trained: Decimal | None = None
    employees: Decimal | None = None
    volunteers: Decimal | None = None


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, None for no limit: equal when the quantity is known."""

    low: Decimal
    high: Decimal | None

    @property
    def is_known(self) -> bool:
        return self.low == self.high


def _between(value: Decimal | None, most: Decimal | None = None) -> Range:
    return Range(ZERO, most) if value is None else Range(value, value)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing a level asks for: so much `needed` (None when the population that sets it is unknown) of `held`."""

    criterion: Criterion
    noun: str
    plural: str = ""
    needed: Decimal | None
    held: Range

    @property
    def at_worst(self) -> bool:
        return self.needed is not None and self.held.low >= self.needed

    @property
    def at_best(self) -> bool:
        return self.needed is None or self.held.high is None or self.held.high >= self.needed

    @property
    def verdict(self) -> Verdict:
        if self.at_worst:
            return yes()
        if not self.at_best:
            return no(f"il manque {self.gap_text}")
        return unknown(missing=(self.noun if self.needed is not None else "population",))

    @property
    def gap(self) -> Decimal | None:
        """How much lacks, at least; None when nothing is sure to lack."""
        if self.at_best or self.needed is None or self.held.high is None:
            return None
        return self.needed - self.held.high

    @property
    def gap_text(self) -> str:
        """`2 h`, `15 m²`, `1 salarié qualifié`; "" when nothing is sure to lack."""
        return "" if self.gap is None else _written(self, self.gap)

    @property
    def gap_share(self) -> Decimal:
        """The part of what is needed that lacks, 0 to 1: compares hours with m²."""
        return self.gap / self.needed if self.gap and self.needed else ZERO


def _written(requirement: Requirement, gap: Decimal) -> str:
    if requirement.criterion is Criterion.CREDIT:
        return f"{euros(gap)} de crédits par an"
    if requirement.criterion is Criterion.HOURS:
        return f"{number(gap, 0 if gap == int(gap) else 1)}{NBSP}h"
    if requirement.criterion is Criterion.SURFACE:
        return f"{number(gap.to_integral_value('ROUND_CEILING'))}{NBSP}m²"
    whole = gap.to_integral_value("ROUND_CEILING")
    return count(int(whole), requirement.noun, requirement.plural)


def requirements(level: Level, means: Means, limits: Thresholds) -> tuple[Requirement, ...]:
    """What levels 1 to 3 ask of a library of a commune of this size. Raises ValueError for B4 and B5."""
    if level in (Level.B4, Level.B5):
        raise ValueError("Un point lecture et un dépôt ne se définissent que par les critères du niveau 3.")
    rank = LEVELS.index(level)
    needs, size = limits.levels[rank], means.population
    # Nothing by inhabitant: the population need not be known.
    surface = needs.surface if not needs.surface_per_inhabitant else None
    if size is not None:
        surface = max(needs.surface, needs.surface_per_inhabitant * size)
    elif means.surface is not None and means.surface < needs.surface:
        surface = needs.surface
    return (
        Requirement(
            criterion=Criterion.CREDIT,
            noun="crédits d'acquisition",
            needed=None if size is None else needs.credit * size,
            held=_between(means.spend),
        ),
        Requirement(
            criterion=Criterion.HOURS,
            noun="heures d'ouverture",
            needed=needs.hours,
            held=_between(means.hours),
        ),
        Requirement(
            criterion=Criterion.SURFACE, noun="surface", needed=surface, held=_between(means.surface)
        ),
        *_staff(level, means, limits),
    )


def _staff(level: Level, means: Means, limits: Thresholds) -> Iterator[Requirement]:
    qualified = _between(means.qualified, means.employees)
    size = means.population

    def asked(nouns: tuple[str, str], needed: Decimal | None, held: Range) -> Requirement:
        return Requirement(
            criterion=Criterion.STAFF, noun=nouns[0], plural=nouns[1], needed=needed, held=held
        )

    if level is Level.B1:
        per_head = None if size is None else Decimal(max(1, floor(limits.qualified * size / THOUSAND)))
        yield asked(QUALIFIED, per_head, qualified)
        ranked = None if size is None else Decimal(floor(limits.category_b * size / THOUSAND))
        yield asked(CATEGORY_B, ranked, _between(means.category_b, means.employees))
    elif level is Level.B2:
        yield asked(QUALIFIED, limits.one_qualified, qualified)
    else:
        trained = _between(means.trained, means.volunteers)
        most = None if None in (qualified.high, trained.high) else _sum(qualified.high, trained.high)
        held = Range(qualified.low + trained.low, most)
        yield asked(TRAINED, limits.trained, held)


def _sum(*values: Decimal | None) -> Decimal:
    return sum((value for value in values if value is not None), ZERO)


@dataclass(frozen=True, kw_only=True)
class Legacy:
    """The former level of a library: between `worst` and `best`, the same when what is unknown changes nothing.

    `target` is the level just above `worst` (None at the top), `asked` what it asks for.
    """

    worst: Level
    best: Level
    target: Level | None
    asked: tuple[Requirement, ...]

    @property
    def level(self) -> Level | None:
        """None: "non classable", for lack of data."""
        return self.worst if self.worst is self.best else None

    @property
    def gaps(self) -> tuple[Requirement, ...]:
        return tuple(one for one in self.asked if one.verdict.is_no)

    @property
    def missing(self) -> tuple[str, ...]:
        """What should be known to tell whether the target is reached."""
        found = dict.fromkeys(
            name for one in self.asked if one.verdict.is_unknown for name in one.verdict.missing
        )
        return tuple(found)

    @property
    def verdict(self) -> Verdict:
        """Yes with the level when it is known; unknown with its bounds and what is missing otherwise."""
        if self.level:
            return yes(self.level.label)
        reason = f"non classable : {self.worst.value} au pis, {self.best.value} au mieux"
        return unknown(reason, missing=self.missing or ("population",))

    @property
    def nearness(self) -> tuple[int, Decimal]:
        """Sorts what is nearest to reach first: fewest things that lack, then the smallest part that lacks."""
        return len(self.gaps), sum((one.gap_share for one in self.gaps), ZERO)

    @property
    def told(self) -> str:
        """`il manque 2 h et 15 m² pour le niveau 2 (B2)`."""
        if self.target is None:
            return "niveau le plus élevé"
        lacking = [one.gap_text for one in self.gaps]
        said = f"il manque {listed(lacking)} pour le {self.target.label}" if lacking else ""
        if self.missing:
            asked = f"à connaître pour {self.target.value} : {listed(self.missing)}"
            return f"{said} ; {asked}" if said else asked
        return said


def legacy(means: Means, limits: Thresholds) -> Legacy:
    """The former level of a library, with what it asks to reach the one above."""
    worst, best = _level(means, limits, best=False), _level(means, limits, best=True)
    rank = LEVELS.index(worst)
    # A depot and a reading point both aim at level 3: B4 is only part of its criteria.
    target = None if rank == 0 else LEVELS[min(rank, LEVELS.index(Level.B4)) - 1]
    asked = requirements(target, means, limits) if target else ()
    return Legacy(worst=worst, best=best, target=target, asked=asked)


def _level(means: Means, limits: Thresholds, *, best: bool) -> Level:
    met = 0
    for level in (Level.B1, Level.B2, Level.B3):
        found: dict[Criterion, bool] = {}
        for one in requirements(level, means, limits):
            found[one.criterion] = found.get(one.criterion, True) and (one.at_best if best else one.at_worst)
        if all(found.values()):
            return level
        met = sum(found.values())
    return Level.B4 if met >= limits.point_criteria else Level.B5
