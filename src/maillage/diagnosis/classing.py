"""Every open library in the three typologies: the official grade, the former level, the surface of the State's aid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.territory.domain.directory import Line
from maillage.territory.domain.typologies.aid import AidSurface, aid_surface
from maillage.territory.domain.typologies.aid_rules import AidRule, aid_rule
from maillage.territory.domain.typologies.grades import TypologyVersion, grades_given, version_of
from maillage.territory.domain.typologies.legacy import Legacy, Means, legacy
from maillage.territory.domain.typologies.smoothing import Smoothed, smoothed_grade, smoothing_years
from maillage.territory.domain.typologies.thresholds import Thresholds, thresholds
from maillage.territory.readings import directory_of, values_given


@dataclass(frozen=True, kw_only=True)
class Classed:
    """An open library. `grade` None: no grade was ever imported; `aid` None: not the main library of its commune."""

    line: Line
    grade: Smoothed | None
    level: Legacy
    aid: AidSurface | None

    @property
    def commune(self) -> str:
        """Tells communes apart: the inhabitants of one that has two libraries are counted once."""
        line = self.line
        return line.commune.code if line.commune else f"{line.library.postcode} {line.library.town}"


@dataclass(frozen=True, kw_only=True)
class Classing:
    """The network in its typologies. `year` is that of the newest grade, None without any grade."""

    libraries: tuple[Classed, ...]
    year: int | None
    version: TypologyVersion | None
    limits: Thresholds
    aid: AidRule

    @property
    def graded(self) -> int:
        return sum(one.grade is not None and one.grade.grade is not None for one in self.libraries)


def means_of(line: Line) -> Means:
    """What the register knows of a library, each figure in the newest vintage that publishes it."""
    return Means(
        population=line.population,
        spend=line.number("document_spend_eur"),
        hours=line.number("weekly_hours"),
        surface=line.number("surface_m2"),
        qualified=line.number("qualified_employees"),
        category_b=line.number("category_b_employees"),
        trained=line.number("trained_volunteers"),
        employees=line.number("employees"),
        volunteers=line.number("volunteers"),
    )


def classing_of(project: Project) -> Classing:
    """Every open library of the network, by commune then by name."""
    return project.once(_classing)


def _classing(project: Project) -> Classing:
    lines = [line for line in directory_of(project) if line.is_open]
    grades = grades_given(values_given(project))
    year = max((year for own in grades.values() for year in own), default=None)
    window = smoothing_years(project.rules, project.today)
    limits, rule = thresholds(project.rules), aid_rule(project.rules, project.today)
    first = _main_libraries(lines)
    return Classing(
        libraries=tuple(
            Classed(
                line=line,
                grade=smoothed_grade(grades[line.library.code], year, years=window)
                if year is not None and line.library.code in grades
                else None,
                level=legacy(means_of(line), limits),
                aid=aid_surface(line.population, line.number("surface_m2"), rule)
                if line.library.code in first
                else None,
            )
            for line in lines
        ),
        year=year,
        version=version_of(year, project.rules) if year is not None else None,
        limits=limits,
        aid=rule,
    )


def _main_libraries(lines: Iterable[Line]) -> set[str]:
    """The largest library of each commune by code; among unknown surfaces, the first by name."""
    by_commune: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        place = line.commune.code if line.commune else f"{line.library.postcode} {line.library.town}"
        by_commune[place].append(line)
    return {
        max(inside, key=lambda line: line.number("surface_m2") or 0).library.code
        for inside in by_commune.values()
    }


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many sites, and inhabitants of communes whose best library is in this class (each commune once)."""

    name: str
    sites: int
    inhabitants: int


def tallied(
    libraries: Iterable[Classed], order: Iterable[str], classes: dict[str, str], other: str
) -> list[Tally]:
    """One tally a class of `order` (best first), then `other` for the libraries that `classes` (by code) leaves out."""
    names = [*order, other]
    sites = dict.fromkeys(names, 0)
    best: dict[str, str] = {}
    people: dict[str, int] = {}
    for one in libraries:
        name = classes.get(one.line.library.code, other)
        sites[name] += 1
        before = best.get(one.commune, other)
        best[one.commune] = min(before, name, key=names.index)
        people[one.commune] = one.line.population or 0
    return [
        Tally(
            name=name,
            sites=sites[name],
            inhabitants=sum(people[place] for place, own in best.items() if own == name),
        )
        for name in names
    ]
