"""Key figures by size of commune: small libraries answer less and have less, an average hides both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.values.french import number
from maillage.statistics.strata import Stratum
from maillage.territory.domain.profile.key_figure import KeyFigure, decimal, spread
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.register import Record
from maillage.territory.domain.variables import BY_CODE

_MEASURED = ("surface_m2", "weekly_hours", "volunteers", "employees")


def by_class(scope: Scope, classes: Sequence[Stratum]) -> Iterator[KeyFigure]:
    """For each class of commune population: number of open libraries, medians, share without employee."""
    sized = [(record, scope.population(record)) for record in scope.libraries]
    known = sum(size is not None for _, size in sized)
    for stratum in classes:
        members = [record for record, size in sized if size is not None and size in stratum]
        yield KeyFigure(
            name=f"stratum.{stratum.slug}.libraries",
            label=f"Communes {_of(stratum)} : bibliothèques ouvertes",
            value=Decimal(len(members)),
            unit="lieux",
            n_known=known,
            n_total=len(sized),
            vintage=scope.register.latest,
            group="stratum",
        )
        for variable in _MEASURED:
            yield _median(scope, stratum, members, variable)
        yield _unpaid(scope, stratum, members)


def _of(stratum: Stratum) -> str:
    if stratum.high is None:
        return f"de {number(stratum.low)} habitants et plus"
    if not stratum.low:
        return f"de moins de {number(stratum.high)} habitants"
    return f"de {number(stratum.low)} à {number(stratum.high - 1)} habitants"


def _median(scope: Scope, stratum: Stratum, members: list[Record], variable: str) -> KeyFigure:
    quarters = spread(scope.numbers(variable, members).values())
    about = BY_CODE[variable]
    return KeyFigure(
        name=f"stratum.{stratum.slug}.{variable}.median",
        label=f"Communes {_of(stratum)} : {about.label.lower()}, médiane",
        value=quarters[1] if quarters else None,
        unit=about.unit,
        n_known=len(scope.numbers(variable, members)),
        n_total=len(members),
        vintage=scope.vintage(variable),
        quartiles=quarters,
        group="stratum",
    )


def _unpaid(scope: Scope, stratum: Stratum, members: list[Record]) -> KeyFigure:
    values = scope.numbers("employees", members).values()
    share = sum(value == 0 for value in values) / len(values) if values else None
    return KeyFigure(
        name=f"stratum.{stratum.slug}.employees.none_share",
        label=f"Communes {_of(stratum)} : part des bibliothèques sans salarié",
        value=None if share is None else decimal(share),
        unit="part",
        n_known=len(values),
        n_total=len(members),
        vintage=scope.vintage("employees"),
        group="stratum",
    )
