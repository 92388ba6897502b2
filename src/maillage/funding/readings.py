"""The financing plan of a project: one object behind every table, chart, sentence and check; and what is acquired."""

from __future__ import annotations

from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.funding.domain import CostLine, FinancingPlan, FundingSection
from maillage.funding.domain import plan as build_plan
from maillage.funding.domain.standing import LineStanding, Standing, line_standings, standings
from maillage.funding.section import SECTION
from maillage.programme.readings import archived_codes, programme_of, step_ends, step_starts

_read = reader_of(SECTION)


def _in_force(project: Project) -> FundingSection:
    section: FundingSection = project.once(_read)
    gone = archived_codes(project)
    return replace(section, costs=tuple(cost for cost in section.costs if cost.action not in gone))


def funding_of(project: Project) -> FundingSection:
    """The money that counts: the costs of archived actions are in `asleep_costs`."""
    return project.once(_in_force)


def asleep_costs(project: Project) -> tuple[CostLine, ...]:
    """The costs that wait with their archived action, in the order written."""
    section: FundingSection = project.once(_read)
    gone = archived_codes(project)
    return tuple(cost for cost in section.costs if cost.action in gone)


def _plan(project: Project) -> FinancingPlan:
    funding = funding_of(project)
    programme = programme_of(project)
    ends = step_ends(project)
    dated = {end.year for end in ends.values() if end}
    return build_plan(
        operations=funding.operations,
        costs=funding.costs,
        funders=funding.funders,
        lines=funding.lines,
        years=tuple(sorted({*programme.years, *dated})),
        step_ends=ends,
        rules=project.rules,
        on=programme.start,
    )


def plan_of(project: Project) -> FinancingPlan:
    return project.once(_plan)


def _standings(project: Project) -> tuple[Standing, ...]:
    return standings(plan_of(project), funding_of(project).lines)


def standings_of(project: Project) -> tuple[Standing, ...]:
    """What is asked, promised, notified and missing: overall, then each year."""
    return project.once(_standings)


def _lines(project: Project) -> tuple[LineStanding, ...]:
    return line_standings(plan_of(project), funding_of(project).lines, step_starts(project), project.rules)


def lines_of(project: Project) -> tuple[LineStanding, ...]:
    """Every funding line with its amount, the day from which it is needed and that by which it must be committed."""
    return project.once(_lines)
