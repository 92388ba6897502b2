"""The financing plan of a project: one object behind every table, chart, sentence and check; and what is acquired."""

from __future__ import annotations

from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.funding.domain import CostLine, FinancingPlan, FundingSection, Inputs, plan_of_inputs
from maillage.funding.domain.allocation import Share, allocate, shares
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.standing import LineStanding, Standing, line_standings, standings
from maillage.funding.domain.why import Loose, loose_aids
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


def _inputs(project: Project) -> Inputs:
    funding = funding_of(project)
    programme = programme_of(project)
    ends = step_ends(project)
    dated = {end.year for end in ends.values() if end}
    # A year written outside the programme is told as a problem; it still has its column, or rows would not add up.
    written = {
        year for cost in funding.costs for year in (cost.year, *(one for one, _ in cost.spread)) if year
    }
    return Inputs(
        operations=funding.operations,
        costs=funding.costs,
        funders=funding.funders,
        lines=funding.lines,
        years=tuple(sorted({*programme.years, *dated, *written})),
        calendar=Calendar(starts=step_starts(project), ends=ends),
        rules=project.rules,
        on=programme.start,
    )


def inputs_of(project: Project) -> Inputs:
    """What the plan is computed from: a scenario changes it, and computes again."""
    return project.once(_inputs)


def _plan(project: Project) -> FinancingPlan:
    return plan_of_inputs(inputs_of(project))


def plan_of(project: Project) -> FinancingPlan:
    return project.once(_plan)


def _shares(project: Project) -> tuple[Share, ...]:
    plan = plan_of(project)
    return shares(plan, allocate(plan))


def shares_of(project: Project) -> tuple[Share, ...]:
    """Every expense with the aids that pay it, each with what allows it, and what is left to the département."""
    return project.once(_shares)


def _loose(project: Project) -> tuple[Loose, ...]:
    return loose_aids(plan_of(project), shares_of(project))


def loose_of(project: Project) -> tuple[Loose, ...]:
    """The aids that pay no expense: with the shares, they add up to the plan."""
    return project.once(_loose)


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
