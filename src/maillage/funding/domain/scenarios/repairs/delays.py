"""Money needed before it is notified: by how many months the aided actions must move. A move too long: how far it may go."""

from __future__ import annotations

from datetime import date

from maillage.base.values.french import count, plain_date
from maillage.base.values.periods import add_months
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.scenarios.applying import MONTHS_A_YEAR, moved, settle
from maillage.funding.domain.scenarios.kinds import Breach
from maillage.funding.domain.scenarios.repairs.case import Case, Change, Repair
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.standing import spent_from
from maillage.funding.domain.written import FundingLine, Postponement

FARTHEST = 36


def wait(case: Case, breach: Breach) -> Repair | None:
    """Every action that spends before the notification, moved by the fewest months that put it after."""
    if breach.day is None:
        return None
    line = next(line for line in case.inputs.lines if line.code == breach.subject)
    months: dict[str, int] = {}
    for expense in _aided(case.after, line):
        needed = _months_to(case, line, expense, breach.day)
        if needed:
            months[expense.cost.action] = max(months.get(expense.cost.action, 0), needed)
    moves = [Postponement(action=action, months=needed) for action, needed in months.items()]
    if not moves or max(months.values()) > FARTHEST:
        return None
    changes = [
        Change(
            text=f"Décalez l'action {move.action} d'au moins {count(move.months, 'mois', 'mois')} : elle engage alors ses "
            f"dépenses après le {plain_date(breach.day)}.",
            target=f"programme.Action/{move.action}",
            move=move,
        )
        for move in moves
    ]
    # Each action is moved by the fewest months that it can: leave one out, and its money is needed too soon.
    return case.proved(breach, moved(case.inputs, moves, case.movable), changes, exact=True)


def _aided(plan: FinancingPlan, line: FundingLine) -> list[Expense]:
    years = {grant.year for grant in plan.grants if grant.line.code == line.code}
    return [e for e in plan.expenses if e.cost.operation == line.operation and e.year in years]


def _months_to(case: Case, line: FundingLine, expense: Expense, day: date) -> int:
    """How many months put an expense after a day; 0 when it is there, or when nothing says its day."""
    starts = case.inputs.calendar.starts
    spent = spent_from(expense, starts)
    if spent is None or expense.year is None:
        return 0
    if line.amounts:
        spent = max(spent, date(expense.year, 1, 1))
    months = 0
    by = 1 if expense.cost.step else MONTHS_A_YEAR
    while add_months(spent, months) < day and months <= FARTHEST:
        months += by
    return months


def shorter(case: Case, breach: Breach) -> Repair | None:
    """The longest part of a scenario's own move that does not break the rule, when it moves one action."""
    if len(case.moves) != 1:
        return None
    (move,) = case.moves
    sign = 1 if move.months > 0 else -1
    for months in range(abs(move.months) - 1, -1, -1):
        back = Postponement(action=move.action, months=sign * months)
        kept = f"de {count(months, 'mois', 'mois')} au lieu de {abs(move.months)}"
        text = (
            f"Décalez l'action {move.action} {kept}." if months else f"Ne décalez pas l'action {move.action}."
        )
        change = Change(text=text, target=f"programme.Action/{move.action}", move=back)
        inputs = moved(settle(case.before, case.movable), [back], case.movable)
        if found := case.proved(breach, inputs, [change], exact=True):
            return found if months else None
    return None
