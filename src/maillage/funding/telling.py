"""Sentences about money for screens: how the plan moved, when a cost falls, where an aid stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from maillage.base.ui.components import Badge, Tone
from maillage.base.values.french import euros, listed, number, percent
from maillage.base.values.verdict import Verdict
from maillage.funding.domain import BudgetSection, CostLine, FinancingPlan, FundingStatus, Operation
from maillage.funding.domain.moves import Move, moves
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import FundingLine

STATUS_TONES = {
    FundingStatus.ENVISAGED: Tone.NEUTRAL,
    FundingStatus.REQUESTED: Tone.INFO,
    FundingStatus.PROMISED: Tone.WARNING,
    FundingStatus.NOTIFIED: Tone.GOOD,
    FundingStatus.RECEIVED: Tone.GOOD,
}
OF = {BudgetSection.INVESTMENT: "d'investissement", BudgetSection.RUNNING: "de fonctionnement"}


def exact(amount: Decimal | None) -> str:
    """`12 345 €`, with its cents only when there are some."""
    return euros(amount, 0 if amount is None or amount == amount.to_integral_value() else 2)


def signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{exact(amount)}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def told_moves(before: FinancingPlan, after: FinancingPlan) -> str:
    """How the plan moved, in two sentences; "" when it did not.

    "Le plan passe de 21 000 € à 24 000 € HT (+3 000 €) ; reste à charge : de … à …. En 2026 : +3 000 €."
    """
    found = moves(before, after)
    whole = [move for move in found if move.year is None]
    years = [f"{move.label} : {signed(move.change)}" for move in found if move.year is not None]
    told = [
        *([f"{capital(_told_whole(whole))}."] if whole else []),
        *([f"{capital(' ; '.join(years))}."] if years else []),
    ]
    if not whole and years:
        told.insert(0, "Le total du plan ne change pas.")
    return " ".join(told)


def _told_whole(whole: Sequence[Move]) -> str:
    return " ; ".join(_told_move(move) for move in whole)


def _told_move(move: Move) -> str:
    if move.label == "dépenses":
        return f"le plan passe de {exact(move.before)} à {exact(move.after)} HT ({signed(move.change)})"
    return f"{move.label} : de {exact(move.before)} à {exact(move.after)}"


def told_spending(spent: Iterable[Expense]) -> str:
    """`18 000 € de fonctionnement en 2026`, or the total and its parts."""
    parts: dict[tuple[BudgetSection, str], Decimal] = {}
    for expense in spent:
        when = f"en {expense.year}" if expense.year else "à dater"
        key = (expense.cost.section, when)
        parts[key] = parts.get(key, Decimal(0)) + expense.ht
    ordered = sorted(parts.items(), key=lambda part: (part[0][0] is BudgetSection.RUNNING, part[0][1]))
    texts = [f"{euros(amount)} {OF[section]} {when}" for (section, when), amount in ordered if amount]
    whole = euros(sum(parts.values(), Decimal(0)))
    return texts[0] if len(texts) == 1 else f"{whole} : {listed(texts)}" if texts else whole


def told_when(cost: CostLine, spent: Sequence[Expense]) -> str:
    """When a cost falls: its year, its years, or that of the step that triggers it, and when in that step."""
    years = [str(expense.year) for expense in spent if expense.year]
    if not cost.step:
        return listed(years)
    return f"{listed(years) or 'à dater'}, {cost.timing.label} {cost.step}"


def told_base(line: FundingLine) -> str:
    """What an aid is made of: a rate of the eligible costs, or amounts."""
    if line.rate is None:
        return "montants fixés"
    decimals = 0 if line.rate * 100 == int(line.rate * 100) else 1
    return f"{percent(line.rate, decimals)} du HT éligible"


def status_badge(status: FundingStatus) -> Badge:
    return Badge(status.label, STATUS_TONES[status])


def reason(verdict: Verdict) -> str:
    """Why, and what is missing for an answer."""
    missing = [f"Il manque : {listed(verdict.missing)}."] if verdict.missing else []
    return " ".join([*verdict.reasons, *missing])


def own_share_badge(operation: Operation, verdict: Verdict) -> Badge:
    """What the rule of the minimum own share says of an operation."""
    if operation.section is not BudgetSection.INVESTMENT:
        return Badge("sans objet")
    if verdict.is_unknown:
        return Badge("inconnu", Tone.WARNING)
    return Badge("respecté", Tone.GOOD) if verdict.is_yes else Badge("non respecté", Tone.BAD)


def amount_text(amount: Decimal | None) -> str:
    """A figure of a table whose head says the unit; nothing for zero."""
    return "" if amount == 0 else number(amount)
