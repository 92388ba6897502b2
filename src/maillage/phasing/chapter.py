"""The phasing in the dossier: the Gantt, each year's money against its ceiling, and the team's load."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, euros, month, number, percent, short_date
from maillage.base.values.tree import Block, Callout, Chapter, Column, Part, Picture, Run, Table, body
from maillage.funding.domain import BudgetSection
from maillage.funding.readings import plan_of
from maillage.governance.readings import governance_of
from maillage.phasing.checks import checks
from maillage.phasing.exports import action_gantt
from maillage.phasing.load import capacity_of_year, person_days_by_year
from maillage.phasing.readings import phasing_of
from maillage.programme.readings import last_day, programme_of


def chapters(project: Project) -> Iterator[Chapter]:
    yield Chapter(
        slot="phasing",
        order=10,
        blocks=(
            Part(title="Des années soutenables", blocks=tuple(years_blocks(project))),
            Part(title="Le calendrier des actions", blocks=tuple(_gantt(project))),
            Part(title="Les décisions qui commandent la suite", blocks=tuple(_decisions(project))),
        ),
    )


def _gantt(project: Project) -> Iterator[Block]:
    spec = action_gantt(project)
    programme = programme_of(project)
    if spec is None:
        yield Callout("warning", (Run("Aucune étape n'est encore datée : lancez le phasage."),))
        return
    told = " ; ".join(
        f"{action.title} ({month(action.start)} – {month(last)})"
        for _, _, action in programme.actions()
        if action.start and (last := max(day for step in action.steps if (day := last_day(step))))
    )
    yield Picture(
        caption="Calendrier des actions, axe par axe",
        spec=spec,
        alt=f"Diagramme de Gantt de {count(sum(1 for _ in programme.actions()), 'action')} sur {programme.months} mois : {told}.",
        source="Lecture : dates calculées à partir des durées, des enchaînements, des séances, des plafonds et de la "
        "charge de l'équipe.",
    )


def _decisions(project: Project) -> Iterator[Block]:
    decided = [
        (day, step, action)
        for action, step in programme_of(project).steps()
        if step.gate and (day := last_day(step))
    ]
    if not decided:
        yield body("Aucune étape n'est soumise à une instance.")
        return
    names = {one.code: one.name for one in governance_of(project).bodies}
    yield body(
        f"{count(len(decided), 'étape')} : chacune s'achève par une séance, et ce qui la suit dans le calendrier "
        "attend la décision."
    )
    rows = tuple(
        (
            short_date(day),
            names.get(step.gate or "", step.gate or ""),
            step.title,
            f"{action.code}. {action.title}",
        )
        for day, step, action in sorted(decided, key=lambda item: (item[0], item[1].code))
    )
    yield Table(
        caption="Étapes soumises à une instance",
        columns=(
            Column("Date", width=1),
            Column("Instance", width=2.2),
            Column("Étape", width=3.6),
            Column("Action", width=3.6),
        ),
        rows=rows,
    )


def years_blocks(project: Project) -> Iterator[Block]:
    """What each year costs and asks of the team, against its ceilings and what the team can give."""
    plan = plan_of(project)
    ceilings = {ceiling.year: ceiling for ceiling in phasing_of(project).ceilings}
    days = person_days_by_year(project)
    rows = []
    for year in plan.years:
        ceiling = ceilings.get(year)
        able = capacity_of_year(project, year)
        work = days.get(year)
        rows.append(
            (
                str(year),
                euros(plan.cost_ht(year=year, section=BudgetSection.INVESTMENT)),
                euros(ceiling.investment_ht)
                if ceiling and ceiling.investment_ht is not None
                else "sans plafond",
                euros(plan.cost_ht(year=year, section=BudgetSection.RUNNING)),
                euros(ceiling.running_ht) if ceiling and ceiling.running_ht is not None else "sans plafond",
                number(work) if work is not None else UNKNOWN,
                percent(work / able) if work is not None and able else UNKNOWN,
            )
        )
    if {"PHA-01", "PHA-02"} & {remark.code for remark in checks(project)}:
        yield Callout(
            "warning", (Run("Une année au moins dépasse son plafond ou ce que l'équipe peut donner."),)
        )
    elif ceilings:
        yield body("Chaque année reste sous son plafond et dans ce que l'équipe peut donner.")
    yield Table(
        caption="Dépenses, plafonds et charge de l'équipe par année",
        columns=(
            Column("Année", width=0.8),
            Column("Investissement HT", align="right", width=1.4),
            Column("Plafond", align="right", width=1.2),
            Column("Fonctionnement HT", align="right", width=1.5),
            Column("Plafond", align="right", width=1.2),
            Column("Jours de l'équipe", align="right", width=1.2),
            Column("Part de sa capacité", align="right", width=1.2),
        ),
        rows=tuple(rows),
    )
