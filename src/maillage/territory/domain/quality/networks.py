"""Remarks on figures of several sites: a total carried by one of them, the same answers at two of them."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import listed, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record
from maillage.territory.domain.quality.site_totals import WHICH, repeated_figures, site_is_total
from maillage.territory.domain.quality.sizes import has_activity
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.variables import BY_CODE, ValueKind


@checked(
    "town_network_figures",
    Severity.WARNING,
    "Chiffres d'une commune portés par un seul de ses lieux",
    "Dans une commune de deux lieux ouverts ou plus, un seul a des données et les autres sont vides.",
    needs_places=True,
)
def town_network_figures(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for vintage in context.register.vintages:
        for town, records in context.by_commune(vintage).items():
            active = [record for record in records if has_activity(record, vintage)]
            if len(records) >= 2 and len(active) == 1:
                others = listed([record.name for record in records if record is not active[0]])
                message = (
                    f"{town} : ce lieu a seul des données ({vintage}), rien pour {others}. Ses chiffres sont "
                    "peut-être ceux de tous les lieux de la commune."
                )
                yield on_record(rule, active[0], message, WHICH, vintage=vintage, published=vintage)


def _share(answered: int, asked: int) -> str:
    return f"{number(answered)} sur {number(asked)}"


@checked(
    "low_completion",
    Severity.ADVICE,
    "Moins de 60 % de réponses",
    "Le lieu ouvert a répondu à moins de 60 % des nombres demandés par la dernière enquête (cinq au moins) : il "
    "faudra compléter avant de le comparer.",
)
def low_completion(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    vintage = context.register.latest
    for record in context.register.open_records(vintage) if vintage else ():
        asked = [
            seen
            for seen in record.observations
            if seen.vintage == vintage and BY_CODE[seen.variable].kind is ValueKind.NUMBER
        ]
        answered = sum(seen.number is not None for seen in asked)
        if len(asked) >= context.limits.asked and 0 < answered < context.limits.completion * len(asked):
            message = f"{_share(answered, len(asked))} nombres renseignés ({vintage})."
            remedy = "À appeler lors de l'enquête, après les lieux sans aucune réponse."
            yield on_record(rule, record, message, remedy, vintage=vintage, published=str(answered))


NETWORK_CHECKS: tuple[Check, ...] = (
    town_network_figures,
    repeated_figures,
    site_is_total,
    low_completion,
)
