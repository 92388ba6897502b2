"""Key figures of what libraries have and do: surface, hours, people, Wi-Fi, website, documents, visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from maillage.statistics.quantiles import mean
from maillage.territory.domain.profile.key_figure import KeyFigure, decimal, spread
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.variables import BY_CODE

_MEASURED = ("surface_m2", "weekly_hours", "seats", "books", "volunteers", "employees", "staff_fte", "visits")
_ANSWERED = (("wifi", "Wi-Fi"), ("website", "Site internet"), ("sunday_opening", "Ouverture le dimanche"))


def resources(scope: Scope) -> Iterator[KeyFigure]:
    for variable in _MEASURED:
        yield from _measured(scope, variable)
    yield _without_employee(scope)
    for variable, label in _ANSWERED:
        yield from _yes_no_unknown(scope, variable, label)
    yield _per_inhabitant(
        scope, "document_spend_eur", "Dépenses documentaires par habitant", "€ par habitant"
    )
    yield _per_inhabitant(scope, "visits", "Entrées par habitant", "entrées par habitant")


def _figure(
    scope: Scope,
    variable: str,
    name: str,
    label: str,
    value: Decimal | None,
    unit: str,
    n_known: int,
    **more: object,
) -> KeyFigure:
    return KeyFigure(
        name=name,
        label=label,
        value=value,
        unit=unit,
        n_known=n_known,
        n_total=len(scope.libraries),
        vintage=scope.vintage(variable),
        **more,  # type: ignore[arg-type]
    )


def _measured(scope: Scope, variable: str) -> Iterator[KeyFigure]:
    """Median with quartiles, mean, and total of those who answered: that of the network is not known."""
    about = BY_CODE[variable]
    values = scope.numbers(variable).values()
    quarters, average = spread(values), mean(values)
    label, unit, n = about.label, about.unit, len(values)
    middle = quarters[1] if quarters else None
    yield _figure(
        scope, variable, f"{variable}.median", f"{label} : médiane", middle, unit, n, quartiles=quarters
    )
    value = None if average is None else decimal(average)
    yield _figure(scope, variable, f"{variable}.mean", f"{label} : moyenne", value, unit, n)
    if about.summable:
        total = sum(values, Decimal(0)) if values else None
        written = f"{label} : total des réponses connues"
        yield _figure(scope, variable, f"{variable}.total", written, total, unit, n)


def _without_employee(scope: Scope) -> KeyFigure:
    """Share (0 to 1) of libraries without a paid employee, among those whose answer can be believed."""
    values = scope.numbers("employees").values()
    without = sum(value == 0 for value in values)
    return _figure(
        scope,
        "employees",
        "employees.none_share",
        "Part des bibliothèques sans salarié",
        decimal(without / len(values)) if values else None,
        "part",
        len(values),
    )


def _yes_no_unknown(scope: Scope, variable: str, label: str) -> Iterator[KeyFigure]:
    answers = scope.flags(variable)
    known, total = len(answers), len(scope.libraries)
    yes = sum(answers.values())
    counted = (("yes", "oui", yes), ("no", "non", known - yes), ("unknown", "inconnu", total - known))
    for ending, word, n in counted:
        yield _figure(
            scope,
            variable,
            f"{variable}.{ending}",
            f"{label} : {word}",
            Decimal(n) if scope.vintage(variable) else None,
            "lieux",
            known,
            group=variable,
        )


def _per_inhabitant(scope: Scope, variable: str, label: str, unit: str) -> KeyFigure:
    """Sum of known values over the inhabitants of the communes that they serve, each commune counted once."""
    values = scope.numbers(variable)
    inhabitants = _inhabitants(scope, values)
    served = {key: value for key, value in values.items() if key in inhabitants}
    population = sum({commune: people for commune, people in inhabitants.values()}.values())
    ratio = float(sum(served.values(), Decimal(0))) / population if population else None
    return _figure(
        scope,
        variable,
        f"{variable}.per_inhabitant",
        label,
        None if ratio is None else decimal(ratio),
        unit,
        len(served),
        note="sur les seules communes dont une bibliothèque a répondu",
    )


def _inhabitants(scope: Scope, values: Mapping[str, Decimal]) -> dict[str, tuple[str, int]]:
    """Commune and its population, by key of the libraries that answered and whose population is known."""
    return {
        record.key: (scope.commune_key(record), people)
        for record in scope.libraries
        if record.key in values and (people := scope.population(record))
    }
