"""Corrections of where a place stands: the centre of its commune, or its point turned round."""

from __future__ import annotations

from maillage.base.values.french import number
from maillage.territory.domain.geography import box_of
from maillage.territory.domain.proposals import Proposal, Trust, ask
from maillage.territory.domain.proposing_places import fields_proposal
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record

_DEGREES = 4


def _point(latitude: float, longitude: float) -> dict[str, str]:
    return {"latitude": f"{latitude:.{_DEGREES}f}", "longitude": f"{longitude:.{_DEGREES}f}"}


def _shown(latitude: float, longitude: float) -> str:
    return f"{number(latitude, _DEGREES)} ; {number(longitude, _DEGREES)}"


def commune_centre(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    commune = context.commune(record)
    if commune is None or commune.latitude is None or commune.longitude is None:
        return ask(remark, "Sa commune n'est pas connue : demandez son adresse.")
    where = _shown(commune.latitude, commune.longitude)
    return fields_proposal(
        remark,
        f"Placer au centre de {commune.name} ({where})",
        "Point approché, dans la bonne commune, en attendant l'adresse exacte.",
        Trust.LIKELY,
        _point(commune.latitude, commune.longitude),
    )


def turned_point(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    latitude, longitude = record.latitude, record.longitude
    if latitude is None or longitude is None:
        return commune_centre(remark, record, context)
    box = box_of(record.department)
    for a, b in ((latitude, -longitude), (-latitude, longitude), (longitude, latitude)):
        if box.holds(a, b):
            why = "Les mêmes nombres, au signe ou à l'ordre près, tombent dans le territoire attendu."
            return fields_proposal(remark, f"Placer à {_shown(a, b)}", why, Trust.LIKELY, _point(a, b))
    return commune_centre(remark, record, context)
