"""Multi-year authorisations on screen: what was voted, the credits of each year, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from maillage.base.ui.components import Badge, Cell, Fact, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.euros import total
from maillage.base.values.french import euros, listed, percent, plain_date
from maillage.base.values.sources import Confidence
from maillage.base.values.verdict import Verdict
from maillage.funding.credits import all_credits, unheld
from maillage.funding.domain import BudgetSection
from maillage.funding.domain.authorisations import Credits, before_vote, told_years
from maillage.funding.readings import plan_of
from maillage.funding.screens.amounts import amount, even

Row = Sequence[Cell | str]
TO_VOTE = "à voter"
NAMES = {BudgetSection.INVESTMENT: "AP", BudgetSection.RUNNING: "AE"}


def kind_of(one: Credits) -> str:
    return NAMES[one.authorisation.section]


def credits_listing(request: Any) -> Listing:
    """One row an authorisation, a column a year: the table of a finance department."""
    plan, found = plan_of(request.project), all_credits(request.project)
    rows: list[Row] = [_row(request, one, plan.years) for one in found]
    totals = []
    if len(found) > 1:
        totals.append(len(rows))
        known = [one.authorisation.amount_ttc for one in found if one.authorisation.amount_ttc is not None]
        waiting = len(found) - len(known)
        rows.append(
            (
                "Total",
                "",
                replace(amount(total(known)), note=f"et {waiting} {TO_VOTE}" if waiting else ""),
                *(amount(total(one.by_year[year] for one in found)) for year in plan.years),
                amount(total(one.cost_ttc for one in found)),
                "",
            )
        )
    return even(
        Listing(
            caption="Autorisations et crédits de paiement (TTC)",
            heads=(
                Head("Autorisation"),
                Head("Nature"),
                Head("Voté", "right"),
                *(Head(f"CP {year}", "right") for year in plan.years),
                Head("Coût des opérations", "right"),
                Head("Au regard du vote"),
            ),
            rows=rows,
            totals=totals,
            empty="Aucune autorisation n'est encore écrite. Regroupez les opérations qui s'étalent sur plusieurs années : "
            "l'assemblée vote le tout une fois, et chaque budget n'inscrit que les crédits de son année.",
            anchor="autorisations",
        )
    )


def _row(request: Any, one: Credits, years: Sequence[int]) -> Row:
    name = one.authorisation
    return (
        Cell(
            name.title,
            to(request, "funding:authorisation", name.code),
            note=listed([operation.code for operation in one.operations]) or "aucune opération",
        ),
        kind_of(one),
        TO_VOTE if name.amount_ttc is None else amount(name.amount_ttc),
        *(amount(one.by_year[year]) for year in years),
        Cell(
            euros(one.cost_ttc),
            sort=one.cost_ttc,
            badge=Badge("à dater", Tone.WARNING) if one.undated else None,
        ),
        Cell("", badge=voted_badge(one.voted)),
    )


def voted_badge(verdict: Verdict) -> Badge:
    if verdict.is_unknown:
        return Badge("à voter", Tone.INFO)
    return Badge("couvert", Tone.GOOD) if verdict.is_yes else Badge("dépassée", Tone.BAD)


def unheld_listing(request: Any) -> Listing | None:
    """Operations that spend in several years outside of any authorisation."""
    rows: list[Row] = [
        (
            Cell(f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)),
            told_years(years),
            euros(plan_of(request.project).cost_ttc(operation=operation.code)),
        )
        for operation, years in unheld(request.project)
    ]
    if not rows:
        return None
    part = request.project.rules.value("funding.credits.before_vote_unheld", on=request.project.today)
    return Listing(
        caption="Opérations d'investissement sur plusieurs années, sans autorisation",
        heads=(Head("Opération"), Head("Années"), Head("Coût TTC", "right")),
        rows=rows,
        anchor="sans-autorisation",
        source=f"Note : avant le vote du budget, elles ne peuvent dépenser que {percent(part.value)} au plus des crédits "
        f"d'investissement de l'année précédente, si l'assemblée l'a permis ({part.source.title}). Maillage ne connaît pas "
        "ces crédits : il ne le vérifie pas.",
        confidence=part.confidence,
    )


def authorisation_facts(request: Any, one: Credits) -> list[Fact]:
    name = one.authorisation
    nature = "autorisation de programme" if kind_of(one) == "AP" else "autorisation d'engagement"
    facts = [
        Fact("Nature", f"{nature} ({kind_of(one)})"),
        Fact("Votée", plain_date(name.voted_on) if name.voted_on else "pas encore"),
        Fact("Montant voté TTC", TO_VOTE if name.amount_ttc is None else euros(name.amount_ttc)),
        Fact("Coût des opérations TTC", euros(one.cost_ttc), badge=voted_badge(one.voted)),
    ]
    if one.undated:
        facts.append(Fact("Sans année", euros(one.undated)))
    if early := before_vote(name, request.project.rules, request.project.today):
        year, amount = early
        rule = request.project.rules.value("funding.credits.before_vote", on=request.project.today)
        badge = None if rule.confidence is Confidence.CONFIRMED else Badge("à confirmer", Tone.WARNING)
        url = to(request, "rulebook:rule", rule.rule.id)
        facts.append(
            Fact(
                f"Du 1er janvier {year} au vote du budget",
                f"au plus {euros(amount)} à payer, au titre de celle-ci",
                url,
                badge,
            )
        )
    return facts


def authorisation_listing(request: Any, one: Credits) -> Listing:
    """The credits of each year, operation by operation."""
    plan = plan_of(request.project)
    rows: list[Row] = [
        (
            Cell(f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)),
            *(amount(plan.cost_ttc(year=year, operation=operation.code)) for year in plan.years),
            amount(plan.cost_ttc(operation=operation.code)),
        )
        for operation in one.operations
    ]
    rows.append(
        ("Crédits de paiement", *(amount(one.by_year[year]) for year in plan.years), amount(one.cost_ttc))
    )
    return even(
        Listing(
            caption="Crédits de paiement par opération (TTC)",
            heads=(
                Head("Opération"),
                *(Head(str(year), "right") for year in plan.years),
                Head("Total", "right"),
            ),
            rows=rows,
            totals=(len(rows) - 1,),
            anchor="credits",
        )
    )


def authorisation_panels(request: Any, one: Credits) -> list[PagePanel]:
    return [
        PagePanel(
            title="Crédits de paiement",
            lead="Ce que chaque budget doit inscrire : les dépenses TTC de l'année.",
            listing=authorisation_listing(request, one),
        )
    ]
