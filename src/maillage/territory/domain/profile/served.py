"""Key figures of communes and inhabitants served by an open library."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.territory.domain.profile.key_figure import KeyFigure
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.register import Record


def served(scope: Scope) -> Iterator[KeyFigure]:
    """Communes of the département that have an open library; needs the file of communes."""
    if scope.places is None:
        return
    communes = scope.places.in_department(scope.register.department)
    equipped = {commune.code for record in scope.libraries if (commune := scope.commune(record))}
    unattached = [record for record in scope.libraries if scope.commune(record) is None]
    for with_library, ending, words in ((True, "with_library", "avec"), (False, "without_library", "sans")):
        chosen = [commune for commune in communes if (commune.code in equipped) is with_library]
        populations = [commune.population for commune in chosen if commune.population is not None]
        yield KeyFigure(
            name=f"communes.{ending}",
            label=f"Communes {words} bibliothèque ouverte",
            value=Decimal(len(chosen)) if communes else None,
            unit="communes",
            n_known=len(communes),
            n_total=len(communes),
            vintage=scope.register.latest,
            group="communes",
            note=_unattached(unattached),
        )
        yield KeyFigure(
            name=f"inhabitants.{ending}",
            label=f"Habitants des communes {words} bibliothèque ouverte",
            value=Decimal(sum(populations)) if populations or communes else None,
            unit="habitants",
            n_known=len(populations),
            n_total=len(chosen),
            vintage=scope.register.latest,
            group="inhabitants",
            note=_unattached(unattached),
        )


def _unattached(records: list[Record]) -> str:
    return f"{len(records)} lieux ouverts ne sont rattachés à aucune commune" if records else ""
