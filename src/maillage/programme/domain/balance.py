"""The balance of the programme: its actions by kind and scope, with the team's days and the money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.programme.domain.actions import BALANCED_KINDS, Action, ActionKind, Scope


@dataclass(frozen=True, kw_only=True)
class Share:
    """Some actions together: a cell of the table, a row, a column."""

    actions: tuple[Action, ...]

    @property
    def count(self) -> int:
        return len(self.actions)

    @property
    def person_days(self) -> Decimal:
        """The days of the team that their steps ask for."""
        return sum((step.person_days for one in self.actions for step in one.steps), Decimal(0))

    def amount(self, values: Mapping[str, Decimal]) -> Decimal | None:
        """The sum of a figure known by action; None when it is known of none of them (it is not zero)."""
        known = [values[one.code] for one in self.actions if one.code in values]
        return sum(known, Decimal(0)) if known else None


def share(actions: Iterable[Action], kinds: Iterable[ActionKind], scope: Scope | None = None) -> Share:
    """The actions of some kinds, for one scope or for both."""
    wanted = frozenset(kinds)
    return Share(actions=tuple(one for one in actions if one.kind in wanted and scope in (None, one.scope)))


def empty_cells(actions: Iterable[Action]) -> tuple[tuple[ActionKind, Scope], ...]:
    """The cells that a balanced programme fills and that have no action."""
    filled = {(one.kind, one.scope) for one in actions}
    return tuple((kind, scope) for kind in BALANCED_KINDS for scope in Scope if (kind, scope) not in filled)
