"""What the linter says of the indicators."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project, figures_of
from maillage.base.values.french import count, listed, percent, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.evaluation.chapter import quantity
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.readings import attainments_of, evaluation_of
from maillage.programme.readings import programme_of


def checks(project: Project) -> Iterator[Remark]:
    yield from _objectives_are_measured(project)
    yield from _baselines_and_targets(project)
    yield from _reach_is_realistic(project)
    yield from _named_figures_exist(project)
    yield from _indicators_are_on_track(project)


def _objectives_are_measured(project: Project) -> Iterator[Remark]:
    measured = {indicator.objective for indicator in evaluation_of(project).indicators}
    for _, objective in programme_of(project).objectives():
        if objective.code not in measured:
            yield Remark(
                code="EVA-01",
                severity=Severity.WARNING,
                where=f"Objectif {objective.code}, {objective.title}",
                message="Aucun indicateur ne dira si cet objectif est atteint.",
                remedy="Ajoutez un indicateur avec son état initial et ses cibles.",
                target=f"programme.Objective/{objective.code}",
            )


def _baselines_and_targets(project: Project) -> Iterator[Remark]:
    without = [a.indicator.code for a in attainments_of(project) if a.indicator.baseline is None]
    if without:
        yield Remark(
            code="EVA-02",
            severity=Severity.WARNING,
            where="Indicateurs",
            message=f"{count(len(without), 'indicateur')} sans état initial : {listed(without[:6])}"
            f"{' notamment' if len(without) > 6 else ''}.",
            remedy="Mesurez-le avant le lancement : sans lui, aucun progrès ne pourra être démontré.",
            target=f"evaluation.Indicator/{without[0]}" if len(without) == 1 else "",
        )
    for indicator in evaluation_of(project).indicators:
        if not indicator.targets:
            yield Remark(
                code="EVA-03",
                severity=Severity.BLOCKING,
                where=f"Indicateur {indicator.code}, {indicator.title}",
                message="L'indicateur n'a aucune cible.",
                remedy="Fixez une cible par année (« targets »).",
                target=f"evaluation.Indicator/{indicator.code}",
            )
        if not indicator.source or not indicator.owner:
            yield Remark(
                code="EVA-04",
                severity=Severity.WARNING,
                where=f"Indicateur {indicator.code}, {indicator.title}",
                message="On ne sait pas d'où viendra la mesure, ou qui la fera.",
                remedy="Dites d'où vient la mesure (« source ») et qui la fait (« owner »).",
                target=f"evaluation.Indicator/{indicator.code}",
            )


def _reach_is_realistic(project: Project) -> Iterator[Remark]:
    """R-TARGET: the ABD survey of 2020 found 0.27 % of the population; beyond about 1 %, say why."""
    limit = project.rules.value("evaluation.reference.reach_limit", on=project.today)
    mean = project.rules.value("evaluation.reference.population_reach", on=project.today)
    for indicator in evaluation_of(project).indicators:
        highest = max((value for _, value in indicator.targets), default=None)
        if indicator.share_of_population and highest is not None and highest / 100 > limit.value:
            yield Remark(
                code="EVA-05",
                severity=Severity.WARNING,
                where=f"Indicateur {indicator.code}, {indicator.title}",
                message=f"Viser {percent(highest / 100, 1)} de la population est très au-dessus de la moyenne des "
                f"bibliothèques départementales ({percent(mean.value, 2)}).",
                remedy="Justifiez cette cible, ou ramenez-la à une valeur observée ailleurs.",
                target=f"evaluation.Indicator/{indicator.code}",
                sources=(mean.source,),
            )


def _named_figures_exist(project: Project) -> Iterator[Remark]:
    known = project.once(figures_of)
    for indicator in evaluation_of(project).indicators:
        if indicator.baseline_figure and indicator.baseline_figure not in known:
            yield Remark(
                code="EVA-06",
                severity=Severity.BLOCKING,
                where=f"Indicateur {indicator.code}, {indicator.title}",
                message=f"Le chiffre « {indicator.baseline_figure} » n'existe pas.",
                remedy=f"Chiffres connus : {', '.join(sorted(known)[:6])}…",
                target=f"evaluation.Indicator/{indicator.code}",
            )


def _indicators_are_on_track(project: Project) -> Iterator[Remark]:
    """One remark for each indicator that is late on its trajectory, one advice for those to watch."""
    watched = [a.indicator.code for a in attainments_of(project) if a.status is Status.WATCH]
    if watched:
        yield Remark(
            code="EVA-08",
            severity=Severity.ADVICE,
            where="Indicateurs",
            message=f"{count(len(watched), 'indicateur est un peu', 'indicateurs sont un peu')} en dessous de la "
            f"trajectoire attendue : {listed(watched)}.",
            remedy="Regardez la prochaine mesure avant de conclure, et parlez-en avec le pilote de l'objectif.",
            target=f"evaluation.Indicator/{watched[0]}" if len(watched) == 1 else "",
        )
    for item in attainments_of(project):
        if item.status is Status.LATE and item.measure:
            yield _off_track(item)


def _off_track(item: Attainment) -> Remark:
    indicator, measure = item.indicator, item.measure
    assert measure is not None
    unit = f" ({indicator.unit})" if indicator.unit not in ("", "%") else ""
    return Remark(
        code="EVA-07",
        severity=Severity.WARNING,
        where=f"Indicateur {indicator.code}, {indicator.title}",
        message=f"La mesure du {plain_date(measure.day)} est de {quantity(measure.value, indicator.unit)}{unit} ; "
        f"la trajectoire en attendait {quantity(item.expected, indicator.unit)}.",
        remedy="Dites pourquoi et ce qui sera corrigé, ou revoyez la cible avec le comité de pilotage.",
        target=f"evaluation.Indicator/{indicator.code}",
    )
