"""Projects elsewhere that shed light on ours, and what their amounts come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import choice, code, integer, money, number, prose, text


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """A project elsewhere that sheds light on ours. An amount left out is unknown, not zero.

    `years` is its duration; `case` the code of the packaged case that it was copied from, "" when typed.
    """

    code: str = code()
    territory: str = text("Territoire")
    project: str = prose("Projet")
    libraries: int | None = integer("Nombre de bibliothèques", None)
    population: int | None = integer("Population", None)
    began: int | None = integer("Année de début", None, minimum=1980, maximum=2100)
    years: Decimal | None = number("Durée (années)", None, minimum=0)
    amount_ht: Decimal | None = money("Montant HT", None)
    state_aid: Decimal | None = money("Aide de l'État, en euros", None)
    state_share: str = text("Part de l'État", "")
    phasing: str = prose("Phasage et résultats", "")
    lesson: str = prose("Ce que nous en retenons", "")
    source: str = text("Source")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.CONFIRMED)
    case: str = text("Cas de la bibliothèque de projets", "", max_length=40)


@dataclass(frozen=True, kw_only=True)
class Ratios:
    """An amount in euros against what it serves; None where a term is unknown or zero."""

    per_inhabitant: Decimal | None
    per_library: Decimal | None
    per_year: Decimal | None
    per_library_year: Decimal | None


def ratios(
    amount: Decimal | None,
    *,
    population: int | None = None,
    libraries: int | None = None,
    years: Decimal | None = None,
) -> Ratios:
    """The ratios of an amount. An unknown amount gives unknown ratios, never zero."""
    by_year = _over(amount, years)
    return Ratios(
        per_inhabitant=_over(amount, population),
        per_library=_over(amount, libraries),
        per_year=by_year,
        per_library_year=_over(by_year, libraries),
    )


def _over(amount: Decimal | None, by: Decimal | int | None) -> Decimal | None:
    return amount / Decimal(by) if amount is not None and by else None
