"""Remarks on figures that ask for a look: network figures carried by one site, silence."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record
from maillage.territory.domain.quality.surfaces import surface_too_large, surface_too_small
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record, State

_ACTIVITY = ("books", "document_spend_eur", "employees", "volunteers", "visits", "surface_m2", "weekly_hours")


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
