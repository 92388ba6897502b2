"""Named figures of procurement."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.procurement.domain.follow import PurchaseState
from maillage.procurement.readings import follow_of, purchases_are_tracked, purchases_of


def figures(project: Project) -> Iterator[NamedFigure]:
    planned = purchases_of(project)
    formal = sum(item.choice.procedure.is_formal for item in planned)
    yield NamedFigure(
        name="procurement.purchases", label="Achats", value=len(planned), text=number(len(planned))
    )
    yield NamedFigure(
        name="procurement.formalised", label="Procédures formalisées", value=formal, text=number(formal)
    )
    followed = follow_of(project)
    notified = sum(item.state is PurchaseState.NOTIFIED for item in followed)
    # Nobody follows them yet: how many are late is unknown, not zero.
    late = (
        sum(item.state is PurchaseState.LATE for item in followed) if purchases_are_tracked(project) else None
    )
    yield NamedFigure(
        name="procurement.notified", label="Marchés notifiés", value=notified, text=number(notified)
    )
    yield NamedFigure(name="procurement.late", label="Achats en retard", value=late, text=number(late))
