"""What a typed figure cannot be, and what it rarely is: told to the person before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.french import NBSP, number
from maillage.territory.domain.limits import USUAL, Limits
from maillage.territory.domain.variables import ValueKind, Variable

HOURS_IN_A_WEEK = 168
# What is counted by the unit: half a seat was a slip of the finger.
COUNTED = ("places", "documents", "entrées", "personnes", "actions", "postes", "prêts")


@dataclass(frozen=True, kw_only=True)
class Objection:
    """Why a value is refused, with what to do. `usual`: it may be true, once somebody says that it was checked."""

    message: str
    usual: bool = False


def objection(
    variable: Variable, value: Decimal, population: int | None, limits: Limits = USUAL
) -> Objection | None:
    """The first objection to a number typed for a library of a commune of so many inhabitants (None: unknown)."""
    if variable.kind is not ValueKind.NUMBER:
        return None
    impossible = next(_impossible(variable, value), "")
    if impossible:
        return Objection(message=impossible)
    unusual = next(_unusual(variable, value, population, limits), "")
    return Objection(message=unusual, usual=True) if unusual else None


def _impossible(variable: Variable, value: Decimal) -> Iterator[str]:
    if value < 0:
        yield "Écrivez un nombre positif, ou laissez vide si la valeur est inconnue."
    if value == 0 and not variable.zero_plausible:
        yield "Zéro n'est pas possible ici. Laissez vide : une valeur inconnue n'est pas zéro."
    if variable.unit in COUNTED and value != value.to_integral_value():
        yield "Écrivez un nombre entier."
    if variable.code == "weekly_hours" and value > HOURS_IN_A_WEEK:
        yield f"Une semaine compte {HOURS_IN_A_WEEK} heures. Écrivez les heures d'ouverture d'une semaine ordinaire."


def _unusual(variable: Variable, value: Decimal, population: int | None, limits: Limits) -> Iterator[str]:
    match variable.code:
        case "weekly_hours" if value > limits.weekly_hours:
            yield f"Plus de {number(limits.weekly_hours)} heures par semaine : est-ce bien une seule semaine ?"
        case "surface_m2" if value < limits.small_surface_m2:
            yield f"Moins de {number(limits.small_surface_m2)}{NBSP}m² : est-ce un rayon dans un autre local ?"
        case "surface_m2" if value > limits.large_surface_m2:
            yield f"Plus de {number(limits.large_surface_m2)}{NBSP}m² : est-ce bien la seule bibliothèque ?"
        case "seats" if value > limits.many_seats and (
            population is not None and population < value * limits.inhabitants_per_seat
        ):
            yield f"C'est beaucoup de places pour une commune de {number(population)} habitants."
        case "visits" if population and value > limits.visits_per_inhabitant * population:
            yield (
                f"Plus de {number(limits.visits_per_inhabitant)} entrées par habitant "
                f"({number(population)} habitants) : est-ce une seule année ?"
            )
