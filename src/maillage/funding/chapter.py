"""Funding in the dossier: the plan per year and overall, operations, grants, cash, and every cost in an annex."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.charts import YearAmount, stacked_years
from maillage.base.plugs import Project
from maillage.base.values.french import euros, listed, percent
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Callout, Chapter, Column, Part, Picture, Run, Table, body
from maillage.funding.domain import FinancingPlan
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.tables import cash_table, costs_by_action, grants_table, operations_table, yearly_plan
from maillage.programme.readings import programme_of


def chapters(project: Project) -> Iterator[Chapter]:
    plan = plan_of(project)
    if not plan.expenses:
        return
    yield Chapter(
        slot="funding",
        order=10,
        blocks=(
            Part(title="Le plan, par année et global", blocks=(yearly_plan(plan), *_picture(plan))),
            Part(title="Les opérations", blocks=(operations_table(plan, project.rules, project.today),)),
            Part(title="Les recettes", blocks=tuple(_grants(project, plan))),
            Part(title="La trésorerie et le coût net", blocks=tuple(_cash(project, plan))),
            Part(title="Ce qui demeure après le programme", blocks=(_after(plan),)),
        ),
    )
    yield Chapter(
        slot="annexes", order=10, blocks=(Part(title="Détail des dépenses", blocks=(_detail(project),)),)
    )


def _picture(plan: FinancingPlan) -> Iterator[Picture]:
    values = []
    for year in plan.years:
        for funder in plan.funders:
            amount = plan.granted(year=year, funder=funder.code)
            values.append(YearAmount(year=str(year), label=funder.name, amount=amount))
        values.append(YearAmount(year=str(year), label="Département", amount=plan.own_share(year=year)))
    if any(value.amount < 0 for value in values):
        return  # grants above costs: the linter blocks, and a stack cannot show it
    told = " ; ".join(
        f"{year} : {euros(plan.cost_ht(year=year))}, dont {euros(plan.own_share(year=year))} pour le département"
        for year in plan.years
    )
    yield Picture(
        caption="Ressources par année et par financeur (HT)",
        spec=stacked_years(values=[value for value in values if value.amount]),
        alt=f"Colonnes empilées des ressources de chaque année. {told}.",
        source="Mêmes montants que le tableau qui précède.",
    )


def _grants(project: Project, plan: FinancingPlan) -> Iterator[Block]:
    yield grants_table(plan)
    conditions = [(funder.name, " ".join(funder.note.split())) for funder in plan.funders if funder.note]
    if conditions:
        yield Table(
            caption="Conditions des financeurs",
            columns=(Column("Financeur", width=1.6), Column("Conditions", width=4)),
            rows=tuple(conditions),
        )
    delay = (
        project.rules.value("funding.dgd.commitment", on=project.today) if _dgd_in_force(project) else None
    )
    if delay:
        yield Callout(
            "to_confirm",
            (
                Run("À confirmer. ", bold=True),
                Run(
                    f"L'aide de l'État est à reverser si les dépenses engagées ne l'atteignent pas dans les {delay.text} "
                    f"qui suivent sa notification ({delay.source.title})."
                ),
            ),
        )


def _dgd_in_force(project: Project) -> bool:
    return any(funder.kind.value == "dgd" for funder in funding_of(project).funders)


def _cash(project: Project, plan: FinancingPlan) -> Iterator[Block]:
    rate = project.rules.value("funding.fctva.investment", on=project.today)
    lag = project.rules.value("funding.fctva.lag", on=project.today)
    yield body(
        f"Les dépenses s'élèvent à {euros(plan.cost_ttc())} TTC. Le FCTVA, au taux de {rate.text} de l'investissement "
        f"éligible, rapporte {euros(plan.fctva())}, avec un décalage de {lag.text}. Recettes et FCTVA déduits, le "
        f"programme coûte {euros(plan.net_cost)} au département."
    )
    yield cash_table(plan)


def _after(plan: FinancingPlan) -> Block:
    lasting = list(
        dict.fromkeys(e.cost.label for e in plan.expenses if e.cost.recurrent and e.year == plan.years[-1])
    )
    if not lasting:
        return Callout(
            "warning", (Run("Aucune dépense récurrente n'est encore décrite : le coût d'après est inconnu."),)
        )
    after = plan.recurrent_after()
    running = plan.cost_ht(year=plan.years[-1])
    share = f", soit {percent(after / running)} des dépenses de {plan.years[-1]}" if running else ""
    return body(
        f"Chaque année après {plan.years[-1]}, le service continue de payer {euros(after)} HT{share} : "
        f"{listed([label[:1].lower() + label[1:] for label in lasting])}."
    )


def _detail(project: Project) -> Table:
    titles = {action.code: action.title for _, _, action in programme_of(project).actions()}
    rows = tuple(costs_by_action(plan_of(project), titles))
    bases = [cost.basis for cost in funding_of(project).costs if cost.basis]
    return Table(
        caption="Dépenses de chaque action (HT)",
        columns=(
            Column("Action", width=3),
            Column("Dépense", width=3),
            Column("Section", width=1.5),
            Column("Année", align="center", width=0.9),
            Column("Montant HT", align="right", width=1.2),
        ),
        rows=(*rows, ("Total", "", "", "", euros(plan_of(project).cost_ht()))),
        totals=(len(rows),),
        source="Bases de chiffrage : " + ", ".join(dict.fromkeys(bases)) + "." if bases else "",
        confidence=Confidence.CONFIRMED,
    )
