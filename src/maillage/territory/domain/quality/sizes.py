"""Remarks on figures that ask for a look: surfaces, network figures carried by one site, silence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.french import NBSP, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record, on_value
from maillage.territory.domain.register import Observation, Record, State

_ACTIVITY = ("books", "document_spend_eur", "employees", "volunteers", "visits", "surface_m2", "weekly_hours")
_CONFIRM = "Confirmez la surface avec la bibliothèque ; elle est gardée."


def _surfaces(context: Context) -> Iterator[tuple[Record, Observation, Decimal]]:
    for record in context.register.records:
        seen = record.observation("surface_m2")
        if seen is not None and seen.number is not None:
            yield record, seen, seen.number


def _message(surface: Decimal, question: str) -> str:
    return f"Surface de {number(surface)}{NBSP}m² : {question}"


@checked(
    "surface_too_small",
    Severity.WARNING,
    "Surface de moins de 10 m²",
    "Une surface non nulle de moins de 10 m² : une étagère en mairie, ou une erreur d'unité.",
)
def surface_too_small(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, seen, surface in _surfaces(context):
        if surface < context.limits.small_surface_m2:
            message = _message(surface, "est-ce un rayon dans un autre local ?")
            yield on_value(rule, record, seen, message, _CONFIRM)


@checked(
    "surface_too_large",
    Severity.WARNING,
    "Surface de plus de 10 000 m²",
    "Une surface de plus de 10 000 m² : une très grande bibliothèque, ou des m² de tout un bâtiment.",
)
def surface_too_large(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record, seen, surface in _surfaces(context):
        if surface > context.limits.large_surface_m2:
            message = _message(surface, "est-ce bien la seule bibliothèque ?")
            yield on_value(rule, record, seen, message, _CONFIRM)


def has_activity(record: Record, vintage: str) -> bool:
    return any(
        seen.vintage == vintage
        and seen.variable in _ACTIVITY
        and seen.state in (State.ANSWERED, State.SUSPECT)
        for seen in record.observations
    )


@checked(
    "network_figures",
    Severity.WARNING,
    "Chiffres d'un réseau portés par un seul lieu",
    "Dans un EPCI de trois lieux ouverts ou plus, un seul a des données et tous les autres sont vides.",
    needs_places=True,
)
def network_figures(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for vintage in context.register.vintages:
        for epci, records in context.by_epci(vintage).items():
            active = [record for record in records if has_activity(record, vintage)]
            if len(records) >= context.limits.network_sites and len(active) == 1:
                message = (
                    f"{epci} : ce lieu a seul des données ({vintage}), les {len(records) - 1} autres "
                    "lieux ouverts n'en ont aucune. Ses chiffres sont peut-être ceux de tout le réseau."
                )
                remedy = "Demandez à l'EPCI si la réponse vaut pour ce lieu ou pour le réseau."
                yield on_record(rule, active[0], message, remedy, vintage=vintage, published=vintage)


@checked(
    "no_activity_data",
    Severity.ADVICE,
    "Aucune donnée d'activité",
    "Un lieu ouvert n'a ni surface, ni horaires, ni personnel, ni collections, ni entrées.",
)
def no_activity_data(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.open_records():
        if not any(
            has_activity(record, vintage) for vintage in {seen.vintage for seen in record.observations}
        ):
            message = "Aucune donnée d'activité dans les fichiers fournis."
            yield on_record(rule, record, message, "À appeler en priorité lors de l'enquête.")


SIZE_CHECKS: tuple[Check, ...] = (surface_too_small, surface_too_large, network_figures, no_activity_data)
