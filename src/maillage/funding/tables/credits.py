"""Multi-year authorisations in the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import listed, short_date
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Callout, Column, Part, Run, Table, body
from maillage.funding.credits import all_credits
from maillage.funding.domain import BudgetSection, FinancingPlan
from maillage.funding.domain.authorisations import Credits
from maillage.funding.readings import plan_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures
from maillage.funding.telling import exact


def credits_table(project: Project) -> Table:
    """One row an authorisation, a column a year, TTC: what each budget has to hold."""
    plan, found = plan_of(project), all_credits(project)
    return Table(
        caption="Autorisations pluriannuelles et crédits de paiement (TTC)",
        columns=(
            Column("Autorisation", width=2.6),
            Column("Votée", align="right", width=1.2),
            *(Column(f"CP {year}", align="right", width=1.1) for year in plan.years),
            Column("Coût", align="right", width=1.2),
        ),
        rows=written(_row(one, plan) for one in found),
        source="Lecture : les crédits de paiement (CP) sont les dépenses TTC de l'année, pour les opérations que "
        "l'autorisation couvre.",
        confidence=Confidence.TO_CONFIRM,
    )


def _row(one: Credits, plan: FinancingPlan) -> Figures:
    name = one.authorisation
    kind = "AP" if name.section is BudgetSection.INVESTMENT else "AE"
    held = listed([operation.code for operation in one.operations]) or "aucune opération"
    voted = "à voter" if name.amount_ttc is None else exact(name.amount_ttc)
    if name.voted_on:
        voted += f" le {short_date(name.voted_on)}"
    years = (one.by_year[year] for year in plan.years)
    return (f"{kind}. {name.title} ({held})", voted, *years, one.cost_ttc)


def credits_parts(project: Project) -> Iterator[Part]:
    """The part on authorisations of the chapter; nothing while none is written."""
    if found := all_credits(project):
        yield Part(
            title="Les autorisations et les crédits de paiement", blocks=tuple(_blocks(project, found))
        )


def _blocks(project: Project, found: tuple[Credits, ...]) -> Iterator[Block]:
    yield body(
        "L'assemblée autorise en une fois ce qui s'étale sur plusieurs années ; chaque budget n'inscrit que les crédits "
        "de paiement de son année, et c'est sur eux seuls que l'équilibre se juge."
    )
    yield credits_table(project)
    short = [f"{one.authorisation.title} : {' '.join(one.voted.reasons)}" for one in found if one.voted.is_no]
    if short:
        yield Callout("warning", (Run(" ".join(short)),))
