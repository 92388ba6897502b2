"""Funding in the dossier: the plan per year and overall, operations, grants, cash, and every cost in an annex."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.charts import YearAmount, stacked_years
from maillage.base.plugs import Project
from maillage.base.values.citing import citing
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, listed, number, percent
from maillage.base.values.tree import (
    Block,
    Callout,
    Chapter,
    Column,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    body,
    plain,
)
from maillage.funding.domain import FinancingPlan, FundingStatus
from maillage.funding.domain.after import afterwards
from maillage.funding.domain.standing import awaits_aids
from maillage.funding.readings import funding_of, plan_of, standings_of
from maillage.funding.tables import (
    by_axis,
    by_kind,
    by_scope,
    cash_table,
    costs_table,
    grants_table,
    operations_by_year,
    operations_table,
    payers_part,
    prices_table,
    request_parts,
    resources_by_year,
    standings_table,
    taxed_plan,
    yearly_plan,
)
from maillage.funding.tables.after import after_blocks
from maillage.funding.tables.amounts import together
from maillage.funding.tables.credits import credits_parts
from maillage.funding.tables.scenarios import scenario_parts
from maillage.funding.tables.staff import staff_parts
from maillage.funding.telling_cash import cash_sentence, trough
from maillage.programme.readings import programme_of


def chapters(project: Project) -> Iterator[Chapter]:
    plan = plan_of(project)
    if not plan.expenses:
        return
    yield Chapter(
        slot="funding",
        order=10,
        blocks=(
            Part(
                title="Le plan, par année et global",
                blocks=(
                    plan_sentence(plan),
                    *at_least(plan),
                    yearly_plan(plan),
                    *picture(plan),
                    taxed_plan(plan),
                ),
            ),
            Part(
                title="À quoi sert l'argent", blocks=(by_axis(project), by_kind(project), by_scope(project))
            ),
            Part(title="Les opérations", blocks=tuple(_operations(project, plan))),
            Part(title="Les recettes", blocks=tuple(_grants(project, plan))),
            Part(title="La trésorerie et le coût net", blocks=(*cash(project, plan), *trough(plan))),
            *credits_parts(project),
            Part(title="Les dépenses qui durent", blocks=(after(plan), *after_blocks(project))),
            *scenario_parts(project),
            *staff_parts(project),
        ),
    )
    yield Chapter(
        slot="annexes",
        order=10,
        blocks=(
            Part(title="Détail des dépenses", blocks=tuple(_detail(project))),
            *payers_part(project),
            *request_parts(project),
        ),
    )


def told_plan(plan: FinancingPlan) -> str:
    return plain(plan_sentence(plan).runs)


def plan_sentence(plan: FinancingPlan) -> Paragraph:
    cost, own = plan.cost_ht(), plan.own_share()
    share = f" ({percent(own / cost)})" if cost else ""
    least = "au moins " if plan.unpriced else ""
    waiting = awaits_aids(plan)
    aided = "au moins " if waiting else ""
    most = "au plus " if waiting and not plan.unpriced else ""
    spent, aids, left = together(cost, plan.granted(), own)
    told = f"{aided}{{aids}} de recettes attendues"
    if waiting and not plan.granted():
        told = "des recettes encore inconnues"
    return citing(
        f"De {plan.years[0]} à {plan.years[-1]} : {least}{{cost}} HT de dépenses, {told}, "
        f"{most}{{own}} à la charge du Département{share}.",
        cost=("funding.total_ht", spent),
        aids=("funding.grants_total", aids),
        own=("funding.own_share_total", left),
    )


def at_least(plan: FinancingPlan) -> Iterator[Block]:
    """What the figures leave out: costs without a price, or without a year."""
    if plan.unpriced:
        told = listed([f"{cost.code} ({cost.label})" for cost in plan.unpriced])
        one = count(
            len(plan.unpriced), "dépense n'est pas encore chiffrée", "dépenses ne sont pas encore chiffrées"
        )
        yield Callout(
            "to_confirm", (Run(f"{one} : {told}. Tous les montants de ce plan sont donc des minimums."),)
        )
    if plan.undated:
        later = plan.cost_ht() - total(plan.cost_ht(year=year) for year in plan.years)
        one = count(len(plan.undated), "dépense n'a", "dépenses n'ont")
        more = " Les aides au taux qui en dépendent sont inconnues, pas nulles." if awaits_aids(plan) else ""
        yield Callout(
            "to_confirm",
            (
                Run(
                    f"{one} pas encore d'année : {euros(later)} HT comptent dans le total et sous « À dater ».{more}"
                ),
            ),
        )


def _operations(project: Project, plan: FinancingPlan) -> Iterator[Block]:
    least = project.rules.value("funding.own_share.minimum", on=project.today)
    yield body(
        f"{count(len(plan.operations), 'opération')}. Sur chaque opération d'investissement, le Département doit garder "
        f"à sa charge au moins {percent(least.value)} des financements publics."
    )
    yield operations_table(plan, project.rules, project.today)
    yield operations_by_year(plan)


def picture(plan: FinancingPlan) -> Iterator[Picture]:
    """Resources stacked by year; nothing when an amount is negative."""
    values = []
    for year in plan.years:
        for funder in plan.funders:
            amount = plan.granted(year=year, funder=funder.code)
            values.append(YearAmount(year=str(year), label=funder.name, amount=amount))
        values.append(YearAmount(year=str(year), label="Département", amount=plan.own_share(year=year)))
    if any(value.amount < 0 for value in values):
        return  # grants above costs: the linter blocks, and a stack cannot show it
    # In the order of the table, the Département on top, also where a funder brings nothing the first year.
    bringing = {value.label for value in values if value.amount}
    told = " ; ".join(
        f"{year} : {euros(plan.cost_ht(year=year))}, dont {euros(plan.own_share(year=year))} pour le Département"
        for year in plan.years
    )
    yield Picture(
        caption="Ressources par année et par financeur (HT)",
        spec=stacked_years(values=[value for value in values if value.label in bringing]),
        alt=f"Colonnes empilées des ressources de chaque année. {told}.",
        source="Lecture : mêmes montants que le tableau qui précède.",
        data=resources_by_year(plan),
    )


def _grants_text(plan: FinancingPlan) -> Block:
    by_status: dict[str, Decimal] = {}
    for grant in plan.grants:
        label = grant.line.status.label
        by_status[label] = by_status.get(label, Decimal(0)) + grant.amount
    told = listed([f"{label} : {euros(amount)}" for label, amount in by_status.items()])
    return citing(
        "{aids} de recettes ({told}).", aids=("funding.grants_total", euros(plan.granted())), told=("", told)
    )


def _grants(project: Project, plan: FinancingPlan) -> Iterator[Block]:
    if plan.grants:
        yield _grants_text(plan)
    yield grants_table(plan)
    # While every aid is only envisaged, the table would say the same amount five times.
    if any(grant.line.status is not FundingStatus.ENVISAGED for grant in plan.grants):
        yield standings_table(standings_of(project))
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
                Run(
                    f"L'aide de l'État est à reverser si les dépenses engagées ne l'atteignent pas dans les {delay.text} "
                    f"qui suivent sa notification ({delay.source.title})."
                ),
            ),
        )


def _dgd_in_force(project: Project) -> bool:
    return any(funder.kind.value == "dgd" for funder in funding_of(project).funders)


def cash(project: Project, plan: FinancingPlan) -> Iterator[Block]:
    yield cash_sentence(project, plan)
    yield cash_table(plan)


def after(plan: FinancingPlan) -> Block:
    lasting = [
        cost.label
        for cost in dict.fromkeys(one.cost for one in afterwards(plan, years=1).lasting if not one.replaced)
    ]
    if not lasting:
        return Callout(
            "warning", (Run("Aucune dépense récurrente n'est encore décrite : le coût d'après est inconnu."),)
        )
    yearly = plan.recurrent_after()
    running = plan.cost_ht(year=plan.years[-1])
    share = f", soit {percent(yearly / running)} des dépenses de {plan.years[-1]}" if running else ""
    named = listed([label[:1].lower() + label[1:] for label in lasting])
    return citing(
        f"Chaque année après {plan.years[-1]}, le service continue de payer {{yearly}} HT{share} : {{named}}.",
        yearly=("funding.recurrent_after", euros(yearly)),
        named=("", named),
    )


def _detail(project: Project) -> Iterator[Block]:
    titles = {action.code: action.title for _, _, action in programme_of(project).actions()}
    costs = funding_of(project).costs
    based = sum(bool(cost.basis) for cost in costs)
    yield body(
        f"{count(len(costs), 'poste')} de dépense ; la base du chiffrage (devis, marché comparable, estimation) est "
        f"connue pour {number(based)} d'entre eux et reprise dans le classeur du plan de financement."
    )
    yield costs_table(plan_of(project), titles)
    if any(cost.quantity or cost.priced_from or cost.basis for cost in costs):
        yield prices_table(plan_of(project))
