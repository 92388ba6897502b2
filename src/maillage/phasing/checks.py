"""What the linter says of the calendar: ceilings, capacity, steps that miss their meeting or their deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, number, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain import BudgetSection
from maillage.funding.readings import plan_of
from maillage.governance.readings import governance_of
from maillage.phasing.imposed_checks import imposed_checks, is_past
from maillage.phasing.load import capacity_of_year, person_days_by_year
from maillage.phasing.readings import phasing_of
from maillage.programme.domain import Step
from maillage.programme.readings import last_day, programme_of


def checks(project: Project) -> Iterator[Remark]:
    yield from _ceilings_hold(project)
    yield from _the_team_can_do_it(project)
    yield from _order_holds(project)
    yield from _gates_are_meetings(project)
    yield from imposed_checks(project)
    yield from _durations_fit(project)


# What says that dates and constraints part: the calendar was not computed again since an edit.
STALE = ("PHA-03", "PHA-04", "PHA-05", "PHA-06", "PHA-07")


def stale_steps(project: Project) -> dict[str, Remark]:
    """The steps whose dates contradict their constraints, by code, each with what is wrong.

    A deadline that is past is not one of them: no calendar can hold it any more.
    """
    missed = {
        step.code for _, step in programme_of(project).steps() if step.latest and step.latest < project.today
    }
    found = {}
    for remark in checks(project):
        code = remark.target.partition("/")[2]
        if remark.code in STALE and not (remark.code == "PHA-04" and code in missed):
            found.setdefault(code, remark)
    return found


def _ceilings_hold(project: Project) -> Iterator[Remark]:
    plan = plan_of(project)
    for ceiling in phasing_of(project).ceilings:
        for section, most in (
            (BudgetSection.INVESTMENT, ceiling.investment_ht),
            (BudgetSection.RUNNING, ceiling.running_ht),
        ):
            spent = plan.cost_ht(year=ceiling.year, section=section)
            if most is not None and spent > most:
                yield Remark(
                    code="PHA-01",
                    severity=Severity.BLOCKING,
                    where=f"Année {ceiling.year}, {section.label}",
                    message=f"Les dépenses ({euros(spent)} HT) dépassent le plafond ({euros(most)}).",
                    remedy="Relancez le phasage, décalez une action ou relevez le plafond.",
                    target=f"phasing.BudgetCeiling/{ceiling.year}",
                )


def _the_team_can_do_it(project: Project) -> Iterator[Remark]:
    for year, days in sorted(person_days_by_year(project).items()):
        able = capacity_of_year(project, year)
        # Decimal thirds do not add up exactly: a billionth of a day is not an overload.
        if able is not None and days - able > Decimal("1e-9"):
            yield Remark(
                code="PHA-02",
                severity=Severity.WARNING,
                where=f"Année {year}",
                message=f"Le programme demande {number(days)} jours à une équipe qui peut en donner {number(able)}.",
                remedy="Décalez ou allégez des actions, ou renforcez l'équipe.",
            )


def _end(step: Step) -> date | None:
    """The day on which a step ended, else the last one planned."""
    return step.done or last_day(step)


def _order_holds(project: Project) -> Iterator[Remark]:
    steps = {step.code: step for _, step in programme_of(project).steps()}
    for step in steps.values():
        for code in () if is_past(project, step) else step.predecessors:
            if remark := _too_soon(step, steps[code]):
                yield remark
        end = _end(step)
        if step.latest and end and end > step.latest:
            yield Remark(
                code="PHA-04",
                severity=Severity.WARNING,
                where=f"Étape {step.code}, {step.title}",
                message=f"Elle finit le {plain_date(end)}, après son échéance ({plain_date(step.latest)}).",
                remedy="Relancez le phasage, ou revoyez l'échéance.",
                target=f"programme.Step/{step.code}",
            )


def _too_soon(step: Step, before: Step) -> Remark | None:
    """The step starts before the end of what it waits for, or before its lag is over."""
    end = _end(before)
    if end is None or step.planned_start is None:
        return None
    # A milestone leaves its day free; a step of work takes the whole of its last one.
    free = end + timedelta(days=1 if before.weeks else 0, weeks=step.lag_weeks)
    if step.planned_start >= free:
        return None
    lag = f" et le délai de {count(step.lag_weeks, 'semaine')} qui suit" if step.lag_weeks else ""
    return Remark(
        code="PHA-03",
        severity=Severity.BLOCKING,
        where=f"Étape {step.code}, {step.title}",
        message=f"Elle commence le {plain_date(step.planned_start)}, avant la fin de {before.code} "
        f"({plain_date(end)}){lag}.",
        remedy="Relancez le phasage, ou corrigez ses dates.",
        target=f"programme.Step/{step.code}",
    )


def _durations_fit(project: Project) -> Iterator[Remark]:
    """A duration lengthened after the phasing: its dates no longer hold it."""
    for _, step in programme_of(project).steps():
        end = last_day(step)
        if step.done or step.planned_start is None or end is None:
            continue
        monday = step.planned_start - timedelta(days=step.planned_start.weekday())
        held = (end - monday).days // 7 + 1
        if held < step.weeks:
            yield Remark(
                code="PHA-06",
                severity=Severity.WARNING,
                where=f"Étape {step.code}, {step.title}",
                message=f"Elle dure {count(step.weeks, 'semaine')}, et ses dates "
                f"({plain_date(step.planned_start)} – {plain_date(end)}) n'en laissent que {held}.",
                remedy="Relancez le phasage, ou corrigez sa durée.",
                target=f"programme.Step/{step.code}",
            )


def _gates_are_meetings(project: Project) -> Iterator[Remark]:
    meetings = {body.code: {m.day for m in body.meetings} for body in governance_of(project).bodies}
    for _, step in programme_of(project).steps():
        end = last_day(step)
        if step.gate and end and not step.done and end not in meetings[step.gate]:
            yield Remark(
                code="PHA-05",
                severity=Severity.BLOCKING,
                where=f"Étape {step.code}, {step.title}",
                message=f"Elle attend une décision de {step.gate}, mais finit le {plain_date(end)}, un jour sans séance.",
                remedy="Relancez le phasage, ou ajoutez une séance.",
                target=f"programme.Step/{step.code}",
            )
