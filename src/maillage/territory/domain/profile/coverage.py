"""Key figures of the mesh itself: open libraries, their status and EPCI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from maillage.territory.domain.profile.key_figure import KeyFigure, slug
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.profile.served import served

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
    yield from served(scope)


def _status_vintage(scope: Scope) -> str:
    seen = {one.vintage for record in scope.libraries for one in record.appearances if one.row.status}
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
