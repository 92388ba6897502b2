"""Remarks on a place that changed commune from one survey to the next, and on hours that few libraries open."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.communes import town_key
from maillage.territory.domain.exports import ExportRow
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record, on_value
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.vintages import vintage_label


def _current(row: ExportRow, context: Context) -> str:
    """The code of its commune today, a merged one followed; "" when only its name is known."""
    found = context.places.by_code(row.insee) if context.places and row.insee else None
    return found.code if found else row.insee


def _moved(new: ExportRow, old: ExportRow, context: Context) -> bool:
    """By INSEE code when both lines have one; else by name and postcode, both different."""
    one, other = _current(new, context), _current(old, context)
    if one and other:
        return one != other and town_key(new.town) != town_key(old.town)
    return (
        bool(new.town and old.town and new.postcode and old.postcode)
        and town_key(new.town) != town_key(old.town)
        and new.postcode != old.postcode
    )


@checked(
    "moved_commune",
    Severity.WARNING,
    "Commune différente d'une enquête à l'autre",
    "Le lieu n'est pas dans la même commune que dans l'enquête d'avant : il a déménagé, ou l'une se trompe.",
)
def moved_commune(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        for new, old in zip(record.appearances, record.appearances[1:], strict=False):
            if _moved(new.row, old.row, context):
                message = (
                    f"{old.row.town} ({old.row.insee or old.row.postcode}) dans l'{vintage_label(old.vintage)}, "
                    f"{new.row.town} ({new.row.insee or new.row.postcode}) dans l'{vintage_label(new.vintage)}."
                )
                remedy = "Vérifiez où est le lieu ; la plus récente des deux est suivie."
                said = f"{old.row.town} | {new.row.town}"
                yield on_record(rule, record, message, remedy, published=said)
                break


@checked(
    "hours_to_confirm",
    Severity.WARNING,
    "Plus de 60 heures par semaine",
    "Une amplitude de 60 à 80 heures par semaine est rare : elle est gardée, à confirmer.",
)
def hours_to_confirm(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        seen = record.observation("weekly_hours")
        if seen is None or seen.number is None or seen.own:
            continue  # what the service said itself needs no confirmation
        if seen.number > context.limits.long_weekly_hours:
            message = f"{number(seen.number, 1)} heures par semaine : est-ce l'amplitude de ce seul lieu ?"
            yield on_value(
                rule, record, seen, message, "Confirmez-la avec la bibliothèque ; elle est gardée."
            )


MOVE_CHECKS: tuple[Check, ...] = (moved_commune, hours_to_confirm)
