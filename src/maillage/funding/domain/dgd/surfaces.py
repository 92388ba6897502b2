"""The surfaces that the DGD asks of a building, or of the furniture in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maillage.base.values.french import number
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.known_rules import cited, in_force
from maillage.funding.domain.written import OperationKind
from maillage.rulebook.domain import Rules

WITH_SURFACE = (OperationKind.BUILDING, OperationKind.FURNITURE)
# Also what the diagnosis compares libraries with: one text, one set of rules.
LEAST = "territory.dgd_surface.floor"
PER_INHABITANT = (
    "territory.dgd_surface.per_inhabitant",
    "territory.dgd_surface.beyond",
    "territory.dgd_surface.first_until",
)
OF_DEPARTMENT = (
    "funding.dgd.surface.bd_new",
    "funding.dgd.surface.bd_annex",
    "funding.dgd.surface.bd_extension",
)
RULES_OF = {
    OperationKind.BUILDING: (LEAST, *PER_INHABITANT, *OF_DEPARTMENT),
    OperationKind.FURNITURE: (LEAST,),
}


def surface_verdict(kind: OperationKind, surface: Decimal | None, rules: Rules, on: date) -> Verdict:
    """Whether a surface in m² is enough; `kind` is one of WITH_SURFACE. Under the least of all, no; above it, a
    building depends on what it is, which Maillage does not know."""
    behind = cited(rules, RULES_OF[kind], on)
    least = in_force(rules, LEAST, on)
    if least is None:
        return unknown(missing=("texte en vigueur ce jour-là",))
    if surface is None:
        return unknown(missing=("surface de l'opération",), **behind)
    told = f"{number(surface)}\u00a0m²"
    if surface < least.value:
        return no(f"{told} : il en faut au moins {least.text}.", **behind)
    if kind is OperationKind.FURNITURE:
        return yes(f"{told}, pour un minimum de {least.text}.", **behind)
    return _building(surface, told, rules, on)


def _building(surface: Decimal, told: str, rules: Rules, on: date) -> Verdict:
    behind = cited(rules, RULES_OF[OperationKind.BUILDING], on)
    new, annex, extension = (in_force(rules, rule, on) for rule in OF_DEPARTMENT)
    if new is None or annex is None or extension is None:
        return unknown(missing=("texte en vigueur ce jour-là",))
    if surface >= new.value:
        return yes(
            f"{told}, assez même pour une bibliothèque départementale neuve ; rénovée, elle garde au moins sa surface "
            "du transfert ou de l'ouverture.",
            **behind,
        )
    served = inhabitants_served(surface, rules, on)
    reasons = [
        f"{told} : une bibliothèque départementale neuve demande {new.text}, une annexe {annex.text}, "
        f"une extension {extension.text} de l'existant, une rénovation la surface du transfert ou de l'ouverture."
    ]
    if served is not None:
        reasons.append(
            f"Pour une bibliothèque communale, cette surface sert jusqu'à {number(served)} habitants."
        )
    return unknown(*reasons, missing=("nature du bâtiment (principal, annexe, extension)",), **behind)


def inhabitants_served(surface: Decimal, rules: Rules, on: date) -> int | None:
    """The largest population for which a municipal library of this surface is helped; None without a text."""
    per, beyond, step = (in_force(rules, rule, on) for rule in PER_INHABITANT)
    if per is None or beyond is None or step is None:
        return None
    at_step = per.value * step.value
    if surface <= at_step or not beyond.value:
        return int(surface / per.value)
    return int(step.value + (surface - at_step) / beyond.value)
