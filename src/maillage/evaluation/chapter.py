"""Evaluation in the dossier: indicators by family, trajectories, and the sheet of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from maillage.base.charts import Path, expected_paths
from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, listed, number, short_date
from maillage.base.values.markdown import inline
from maillage.base.values.tree import Block, Chapter, Column, Part, Picture, Sheet, Table, body, cell
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.domain.indicators import Indicator, IndicatorFamily
from maillage.evaluation.readings import attainments_of
from maillage.programme.readings import programme_of

# Indicators drawn: two lines of three.
DRAWN = 6


def chapters(project: Project) -> Iterator[Chapter]:
    found = attainments_of(project)
    if not found:
        return
    years = programme_of(project).years
    yield Chapter(
        slot="evaluation",
        order=10,
        blocks=(
            Part(title=_title(found), blocks=(_standing(found), *_expected(found))),
            Part(title="Les indicateurs et leurs cibles", blocks=tuple(_tables(found, years))),
        ),
    )
    yield Chapter(
        slot="annexes",
        order=20,
        blocks=(Part(title="Fiches indicateurs", blocks=tuple(_sheet(item.indicator) for item in found)),),
    )


def quantity(value: Decimal | None, unit: str = "") -> str:
    """A value with as many decimals as it has, two at most."""
    if value is None:
        return UNKNOWN
    decimals = next(d for d in (0, 1, 2) if d == 2 or round(value, d) == value)
    return number(value, decimals) + (f"\u00a0{unit}" if unit == "%" else "")


def _title(found: tuple[Attainment, ...]) -> str:
    return (
        "Ce que l'on sait à ce jour" if any(item.measure for item in found) else "Ce que l'on sait au départ"
    )


def _tables(found: tuple[Attainment, ...], years: tuple[int, ...]) -> Iterator[Block]:
    """Targets by family; once something was measured, the last measure and what it says of the trajectory."""
    measured = any(item.measure for item in found)
    for family in IndicatorFamily:
        rows = [_row(item, years, measured=measured) for item in found if item.indicator.family is family]
        if rows:
            yield Table(
                caption=f"Indicateurs : {family.label}",
                columns=(
                    Column("Indicateur", width=4),
                    Column("Unité", width=1.4),
                    Column("État initial", align="right", width=1.1),
                    *(Column(f"Cible {year}", align="right", width=0.95) for year in years),
                    *(
                        (Column("Mesuré", align="right", width=1), Column("À ce jour", width=1.7))
                        if measured
                        else ()
                    ),
                ),
                rows=tuple(rows),
            )


def _row(item: Attainment, years: tuple[int, ...], *, measured: bool) -> tuple[str, ...]:
    indicator = item.indicator
    targets = dict(indicator.targets)
    shown = (quantity(targets[year]) if year in targets else "–" for year in years)
    known = (quantity(item.measure.value) if item.measure else "–", item.status.label) if measured else ()
    return (
        f"{indicator.code}. {indicator.title}",
        indicator.unit,
        quantity(indicator.baseline),
        *shown,
        *known,
    )


def _standing(found: tuple[Attainment, ...]) -> Block:
    counts = Counter(item.status for item in found)
    known = sum(item.indicator.baseline is not None for item in found)
    measured = listed([f"{status.label} : {number(counts[status])}" for status in Status if counts[status]])
    told = (
        "Aucune mesure n'est encore saisie"
        if counts[Status.NO_DATA] == len(found)
        else f"À ce jour, {measured}"
    )
    return body(
        f"L'état initial est connu pour {number(known)} des {count(len(found), 'indicateur')}. {told} : un indicateur "
        "sans donnée n'est pas un indicateur à zéro."
    )


def _expected(found: tuple[Attainment, ...]) -> Iterator[Block]:
    """Trajectories of indicators whose baseline is known, one of each family first."""
    ready = [item for item in found if item.indicator.baseline is not None and item.indicator.targets]
    seen: set[IndicatorFamily] = set()
    first, others = [], []
    for item in ready:
        (others if item.indicator.family in seen else first).append(item)
        seen.add(item.indicator.family)
    chosen = sorted([*first, *others][:DRAWN], key=ready.index)
    if not chosen:
        return
    paths = [_path(item) for item in chosen]
    told = " ; ".join(f"{path.title} : {', '.join(text for _, _, text in path.points)}" for path in paths)
    yield Picture(
        caption="Trajectoires attendues, de l'état initial aux cibles",
        spec=expected_paths(paths=paths),
        alt=f"Petites courbes de {count(len(paths), 'indicateur')}. {told}.",
        source=f"Lecture : {count(len(paths), 'indicateur')} parmi ceux dont l'état initial est connu ; chacun a son échelle.",
    )


def _path(item: Attainment) -> Path:
    indicator = item.indicator
    dated = indicator.baseline_date
    points = [(str(dated.year) if dated else "départ", indicator.baseline or Decimal(0))]
    points += [(str(year), value) for year, value in indicator.targets]
    return Path(
        title=f"{indicator.code}. {indicator.title}",
        points=tuple((day, float(value), quantity(value, indicator.unit)) for day, value in points),
    )


def _sheet(indicator: Indicator) -> Sheet:
    baseline = quantity(indicator.baseline, indicator.unit)
    if indicator.baseline is not None and indicator.baseline_date:
        baseline += f" au {short_date(indicator.baseline_date)}"
    described = (
        ("Objectif", indicator.objective),
        ("Sens", indicator.direction.label),
        ("Question", indicator.question),
        ("Définition", indicator.definition),
        ("État initial", baseline),
        ("Source", indicator.source),
        ("Fréquence", indicator.frequency),
        ("Responsable", indicator.owner),
    )
    facts = tuple((label, inline(" ".join(text.split()))) for label, text in described if text)
    return Sheet(
        title=indicator.title,
        tag=f"{indicator.code} · {indicator.family.label} · {indicator.unit or 'sans unité'}",
        facts=facts or (("Définition", cell("à écrire")),),
        anchor=f"indicateur-{indicator.code}",
    )
