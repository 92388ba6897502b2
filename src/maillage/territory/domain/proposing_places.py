"""Corrections of what a place is: its commune, its postcode, its kind."""

from __future__ import annotations

from maillage.territory.domain.communes import Commune
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.proposals import Act, FieldChange, Proposal, Trust, ask
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.vintages import vintage_label

_KINDS = {kind.value: kind for kind in LibraryKind}


def fields_proposal(
    remark: QualityRemark, proposes: str, why: str, trust: Trust, fields: dict[str, str]
) -> Proposal:
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


def only_commune(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    """The commune that the name and postcode designate, if it is the only one."""
    found = context.attachments.get(record.key)
    candidates: tuple[Commune, ...] = found.candidates if found else ()
    if len(candidates) != 1:
        return ask(remark, "Aucune commune actuelle, ou plusieurs, ne peut être reconnue à coup sûr.")
    (commune,) = candidates
    return fields_proposal(
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
    return fields_proposal(
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
    return fields_proposal(
        remark,
        f"Nature du lieu : {kind.label}",
        f"C'est ce que dit l'{vintage_label(known[0].vintage)}.",
        Trust.LIKELY,
        {"kind": kind.value},
    )
