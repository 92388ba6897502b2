"""Which kinds of operations each fraction of the DGD helps (CGCT R1614-78 to R1614-91, last text read)."""

from __future__ import annotations

from datetime import date

from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.known_rules import cited, in_force
from maillage.funding.domain.written import CostFamily, Fraction, OperationKind
from maillage.rulebook.domain import Rules

# The rule of a kind in the first fraction, then in the third.
RULES_OF = {
    OperationKind.BUILDING: ("funding.dgd.kind.building", "funding.dgd.kind.building"),
    OperationKind.FURNITURE: ("funding.dgd.kind.furniture", "funding.dgd.kind.furniture"),
    OperationKind.HERITAGE: ("funding.dgd.kind.heritage.first", "funding.dgd.kind.heritage.third"),
    OperationKind.DIGITAL: ("funding.dgd.kind.digital", "funding.dgd.kind.digital"),
    OperationKind.DIGITISATION: ("funding.dgd.kind.digitisation", "funding.dgd.kind.digitisation"),
    OperationKind.VEHICLE: ("funding.dgd.kind.vehicle.first", "funding.dgd.kind.vehicle.third"),
    OperationKind.COLLECTIONS: ("funding.dgd.kind.collections", "funding.dgd.kind.collections"),
    OperationKind.HOURS: ("funding.dgd.kind.hours", "funding.dgd.kind.hours"),
}
# Families that are a kind of operation by themselves, wherever the cost is put.
OF_FAMILY = {CostFamily.VEHICLE: OperationKind.VEHICLE}
NAMES = {Fraction.FIRST: "La première fraction", Fraction.THIRD: "La troisième fraction"}
OVERSEAS_KINDS = "types d'opérations que la deuxième fraction aide"
WHICH_KIND = "type de l'opération, parmi ceux que la DGD reconnaît"
WHICH_FRACTION = "fraction de la DGD demandée"


def rules_of(kind: OperationKind, fraction: Fraction | None) -> tuple[str, ...]:
    """One rule when the fraction is known, else those of both; both for the second, whose own list was not read."""
    first, third = RULES_OF[kind]
    if fraction in (None, Fraction.SECOND):
        return tuple(dict.fromkeys((first, third)))
    return (first,) if fraction is Fraction.FIRST else (third,)


def kind_verdict(kind: OperationKind | None, fraction: Fraction | None, rules: Rules, on: date) -> Verdict:
    """Whether a fraction helps a kind of operation; unknown where it depends on a fraction that is not chosen."""
    if kind is None:
        return unknown(missing=(WHICH_KIND,))
    asked = rules_of(kind, fraction)
    behind = cited(rules, asked, on)
    helped = [bool(value.value) for rule in asked if (value := in_force(rules, rule, on))]
    if fraction is Fraction.SECOND:
        return unknown(
            "La liste de ce que la deuxième fraction aide n'a pas été lue ; ces textes sont ceux des deux autres.",
            missing=(OVERSEAS_KINDS,),
            **behind,
        )
    named = f"« {kind.label} »"
    if not helped:
        return unknown(missing=("texte en vigueur ce jour-là",))
    if not any(helped):
        refused = NAMES[fraction] if fraction else "La DGD"
        return no(f"{refused} n'aide pas un département pour une opération {named}.", **behind)
    if not all(helped):
        return unknown(
            f"Une opération {named} n'est aidée que dans une des deux fractions.",
            missing=(WHICH_FRACTION,),
            **behind,
        )
    if kind is OperationKind.COLLECTIONS:
        return unknown(
            "Des collections ne sont aidées, en pratique, qu'à la création ou à l'évolution d'une médiathèque.",
            missing=("accord de la DRAC sur ces collections",),
            **behind,
        )
    return yes(f"La DGD aide une opération {named}.", **behind)
