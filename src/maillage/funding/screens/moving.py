"""An action moved in time, on screen: its money before and after, and what the move upsets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import thing_url
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, short_date
from maillage.base.values.periods import add_months
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.allocation import Share, allocate, shares, slice_of
from maillage.funding.domain.scenarios.followers import Upset
from maillage.funding.readings import shares_of
from maillage.funding.screens.scenarios import difference
from maillage.programme.domain import Action

TONES = {"follower": Tone.BAD, "latest": Tone.BAD, "fixed": Tone.WARNING, "gate": Tone.INFO}


def money_listing(project: Project, after: FinancingPlan, action: Action) -> Listing:
    """The cost and the own share of an action by year, before and after."""
    was = [share for share in shares_of(project) if share.expense.cost.action == action.code]
    now = [share for share in shares(after, allocate(after)) if share.expense.cost.action == action.code]
    years = sorted({share.expense.year for share in (*was, *now) if share.expense.year})
    rows: list[Sequence[Cell | str]] = [_row(str(year), _of(was, year), _of(now, year)) for year in years]
    if any(share.expense.year is None for share in was):
        rows.append(_row("Sans année", _of(was, None), _of(now, None)))
    rows.append(_row("En tout", was, now))
    return Listing(
        caption="L'argent de l'action, avant et après",
        heads=(
            Head("Année"),
            Head("Dépenses HT, au plan", "right"),
            Head("Une fois décalée", "right"),
            Head("Reste à charge, au plan", "right"),
            Head("Une fois décalée", "right"),
        ),
        rows=rows,
        totals=(len(rows) - 1,),
        empty="Cette action n'a pas de dépense : la décaler ne déplace pas d'argent.",
        anchor="argent",
    )


def _of(found: Sequence[Share], year: int | None) -> list[Share]:
    return [share for share in found if share.expense.year == year]


def _row(label: str, was: Sequence[Share], now: Sequence[Share]) -> Sequence[Cell | str]:
    before, after = slice_of(was), slice_of(now)
    return (
        label,
        euros(before.ht),
        Cell(euros(after.ht), note=_note(after.ht, before.ht)),
        euros(before.own_share),
        Cell(euros(after.own_share), note=_note(after.own_share, before.own_share)),
    )


def _note(now: Decimal, was: Decimal) -> str:
    return "" if now == was else difference(now, was)


def steps_listing(action: Action, moved: Sequence[str], months: int) -> Listing:
    """The steps of the action with their new dates; those that are done stay."""
    rows: list[Sequence[Cell | str]] = []
    for step in action.steps:
        moves = step.code in moved
        start, end = step.planned_start, step.last_day
        rows.append(
            (
                Cell(f"{step.code}. {step.title}", note="" if moves else "finie : elle ne bouge plus"),
                f"{short_date(start)} – {short_date(end)}" if start else "à dater",
                f"{short_date(add_months(start, months))} – {short_date(add_months(end, months))}"
                if start and end and moves
                else "inchangées",
            )
        )
    return Listing(
        caption="Les étapes de l'action",
        heads=(Head("Étape"), Head("Dates prévues"), Head("Une fois décalée")),
        rows=rows,
        empty="Cette action n'a pas d'étape : seules ses dépenses bougent, par années entières.",
        anchor="etapes",
    )


def upsets_listing(request: Any, found: Sequence[Upset]) -> Listing:
    """The steps that do not stand the move, of this action and of others."""
    department = request.network.department
    return Listing(
        caption="Les étapes que ce décalage dérange",
        heads=(Head("Pourquoi"), Head("Ce qui se passe"), Head("Action")),
        rows=[
            (
                Cell("", badge=Badge(one.snag.label, TONES[one.snag.value])),
                one.message,
                Cell(one.action, thing_url(department, f"programme.Action/{one.action}")),
            )
            for one in found
        ],
        empty="Aucune : ni les étapes qui suivent, ni les dates imposées ne sont touchées.",
        anchor="etapes-derangees",
    )


def told_money(project: Project, after: FinancingPlan, action: Action, months: int) -> str:
    """The move in a sentence: how much changes year."""
    was: dict[int | None, Decimal] = {}
    for share in shares_of(project):
        if share.expense.cost.action == action.code:
            was[share.expense.year] = was.get(share.expense.year, Decimal(0)) + share.expense.ht
    left = dict(was)
    for expense in after.expenses:
        if expense.cost.action == action.code:
            left[expense.year] = left.get(expense.year, Decimal(0)) - expense.ht
    gone = total(amount for amount in left.values() if amount > 0)
    way = "Décalée" if months >= 0 else "Avancée"
    told = f"{way} de {count(abs(months), 'mois', 'mois')}"
    if not was:
        return f"{told}, l'action ne déplace pas d'argent : elle n'a pas de dépense."
    if not gone:
        return f"{told}, l'action garde chaque dépense dans son année."
    return f"{told}, l'action fait changer d'année {euros(gone)} HT."
