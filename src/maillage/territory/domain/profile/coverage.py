"""Key figures of the mesh itself: open libraries, their status and EPCI, communes and inhabitants served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from maillage.territory.domain.profile.scope import KeyFigure, Scope, slug
from maillage.territory.domain.register import Record

_PLACES = "lieux"


def mesh(scope: Scope) -> Iterator[KeyFigure]:
    """Open libraries, then by status, by EPCI, then communes and inhabitants with and without a library."""
    total = len(scope.libraries)
    yield KeyFigure(
        name="libraries.open",
        label="Bibliothèques ouvertes au public",
        value=Decimal(total) if scope.register.latest else None,
        unit=_PLACES,
        n_known=total,
        n_total=total,
        vintage=scope.register.latest,
    )
    yield from _by_status(scope)
    yield from _by_epci(scope)
    yield from _served(scope)


def _status_vintage(scope: Scope) -> str:
    seen = {
        appearance.vintage
        for record in scope.libraries
        for appearance in record.appearances
        if appearance.row.status
    }
    return next((vintage for vintage in scope.register.vintages if vintage in seen), "")


def _by_status(scope: Scope) -> Iterator[KeyFigure]:
    statuses = Counter(record.status for record in scope.libraries if record.status)
    vintage = _status_vintage(scope)
    for status, n in sorted(statuses.items(), key=lambda item: (-item[1], item[0])):
        yield _line(scope, "status", slug(status), status, n, statuses.total(), vintage)
    unknown = len(scope.libraries) - statuses.total()
    if unknown:
        yield _line(scope, "status", "unknown", "Statut inconnu", unknown, statuses.total(), vintage)


def _by_epci(scope: Scope) -> Iterator[KeyFigure]:
    if scope.places is None:
        return
    names: dict[str, str] = {}
    sites: Counter[str] = Counter()
    for record in scope.libraries:
        commune = scope.commune(record)
        if commune and commune.epci_code:
            names[commune.epci_code] = commune.epci_name
            sites[commune.epci_code] += 1
    for code, n in sorted(sites.items(), key=lambda item: (-item[1], names[item[0]])):
        yield _line(scope, "epci", code, names[code], n, sites.total(), scope.register.latest)
    unknown = len(scope.libraries) - sites.total()
    if unknown:
        label = "EPCI inconnu, ou commune hors EPCI"
        yield _line(scope, "epci", "unknown", label, unknown, sites.total(), scope.register.latest)


def _line(scope: Scope, group: str, ending: str, label: str, n: int, known: int, vintage: str) -> KeyFigure:
    return KeyFigure(
        name=f"libraries.{group}.{ending}",
        label=label,
        value=Decimal(n),
        unit=_PLACES,
        n_known=known,
        n_total=len(scope.libraries),
        vintage=vintage,
        group=group,
    )


def _served(scope: Scope) -> Iterator[KeyFigure]:
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
