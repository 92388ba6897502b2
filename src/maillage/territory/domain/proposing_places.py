"""Corrections of what a place is: where it stands, its commune, its postcode, its kind."""

from __future__ import annotations

from maillage.base.values.french import number
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.findings import QualityRemark
from maillage.territory.domain.geography import box_of
from maillage.territory.domain.proposals import Act, FieldChange, Proposal, Trust, ask
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.register import Record
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.vintages import vintage_label

_DEGREES = 4
_KINDS = {kind.value: kind for kind in LibraryKind}


def _fields(remark: QualityRemark, proposes: str, why: str, trust: Trust, fields: dict[str, str]) -> Proposal:
    changes = tuple(FieldChange(field=name, value=value) for name, value in fields.items())
    return Proposal(
        key=remark.key,
        act=Act.CORRECT,
        says=remark.published,
        proposes=proposes,
        why=why,
        trust=trust,
        fields=changes,
    )


def _point(latitude: float, longitude: float) -> dict[str, str]:
    return {"latitude": f"{latitude:.{_DEGREES}f}", "longitude": f"{longitude:.{_DEGREES}f}"}


def _shown(latitude: float, longitude: float) -> str:
    return f"{number(latitude, _DEGREES)} ; {number(longitude, _DEGREES)}"


def commune_centre(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    commune = context.commune(record)
    if commune is None or commune.latitude is None or commune.longitude is None:
        return ask(remark, "Sa commune n'est pas connue : demandez son adresse.")
    where = _shown(commune.latitude, commune.longitude)
    return _fields(
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
            return _fields(remark, f"Placer à {_shown(a, b)}", why, Trust.LIKELY, _point(a, b))
    return commune_centre(remark, record, context)


def only_commune(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    """The commune that the name and postcode designate, if it is the only one."""
    found = context.attachments.get(record.key)
    candidates: tuple[Commune, ...] = found.candidates if found else ()
    if len(candidates) != 1:
        return ask(remark, "Aucune commune actuelle, ou plusieurs, ne peut être reconnue à coup sûr.")
    (commune,) = candidates
    return _fields(
        remark,
        f"Code INSEE {commune.code} ({commune.name})",
        "La seule commune actuelle de ce nom et de ce code postal.",
        Trust.LIKELY,
        {"insee": commune.code},
    )


def only_postcode(remark: QualityRemark, record: Record, context: Context) -> Proposal | None:
    """The postcode of a commune that has only one; of several, whoever knows the address types the right one."""
    commune = context.commune(record)
    if commune is None or len(commune.postcodes) != 1:
        return None
    postcode = commune.postcodes[0]
    return _fields(
        remark,
        f"Code postal {postcode}",
        f"Le seul de {commune.name}.",
        Trust.SURE,
        {"postcode": postcode},
    )


def other_kind(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    """The kind that another survey gives; when the newest one gives it, nothing is to be done."""
    known = [seen for seen in record.appearances if seen.row.site_kind is not SiteKind.UNKNOWN]
    if not known:
        return ask(remark, "Aucune enquête ne dit ce qu'est ce lieu.")
    kind = _KINDS[known[0].row.site_kind.value]
    return _fields(
        remark,
        f"Nature du lieu : {kind.label}",
        f"C'est ce que dit l'{vintage_label(known[0].vintage)}.",
        Trust.LIKELY,
        {"kind": kind.value},
    )
