"""Named figures of procurement."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.procurement.readings import purchases_of


def figures(project: Project) -> Iterator[NamedFigure]:
    planned = purchases_of(project)
    formal = sum(item.choice.procedure.is_formal for item in planned)
    yield NamedFigure(
        name="procurement.purchases", label="Achats", value=len(planned), text=number(len(planned))
    )
    yield NamedFigure(
        name="procurement.formalised", label="Procédures formalisées", value=formal, text=number(formal)
    )
