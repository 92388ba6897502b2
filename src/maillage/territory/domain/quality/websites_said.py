"""Remarks on websites whose address is missing or unclear."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Context, checked, on_value
from maillage.territory.domain.quality.doubting import simple
from maillage.territory.domain.quality_remark import QualityRemark

WEBSITE_UNCLEAR = checked(
    "website_unclear",
    Severity.ADVICE,
    "Site internet mal renseigné",
    "La colonne mêle adresses, « oui », « non », « 0 » et noms : seule une adresse peut être vérifiée.",
)(
    simple(
        "Ni adresse, ni oui, ni non : {values}.",
        "Saisissez l'adresse complète du site, ou « non ».",
    )
)


@checked(
    "website_without_address",
    Severity.ADVICE,
    "Site internet sans adresse",
    "Un site est déclaré sans son adresse : personne ne peut le vérifier.",
)
def website_without_address(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        for seen in record.observations:
            if seen.variable == "website" and seen.value is True:
                message = f"Un site est déclaré sans son adresse : « {seen.raw} »."
                yield on_value(rule, record, seen, message, "Saisissez l'adresse complète du site.")
