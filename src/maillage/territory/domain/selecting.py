"""Which lines of the exports belong to a département, whatever département they declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.base.values.french import folded
from maillage.territory.domain import departments
from maillage.territory.domain.exports import ExportRow
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.joining_rules import CODE_ELSEWHERE, UNKNOWN_DEPARTMENT, WRONG_DEPARTMENT
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Appearance, SetAside

_CHECK_ADDRESS = "Vérifiez l'adresse et signalez la correction au ministère (enquête annuelle)."


@dataclass
class Selection:
    """Lines kept, with the département retained for each, lines left out that had claimed to belong."""

    kept: list[tuple[Appearance, str]] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    remarks: list[QualityRemark] = field(default_factory=list)


def remark_on(rule: Rule, seen: Appearance, message: str, remedy: str) -> QualityRemark:
    row = seen.row
    return rule.remark(
        message,
        remedy,
        code=row.code,
        name=row.name,
        town=row.town,
        line=row.line,
        source=seen.source_name,
    )


def select(everything: Sequence[Appearance], department: str) -> Selection:
    """The lines of a département: what is kept and left out is explained when codes contradict each other."""
    siblings = _insee_by_code(everything)
    selection = Selection()
    for seen in everything:
        if _may_belong(seen.row, department):
            _place(seen, department, siblings, selection)
    _report_codes_elsewhere(everything, selection)
    return selection


def _may_belong(row: ExportRow, department: str) -> bool:
    claims = (row.department, departments.of_insee(row.insee), *departments.of_postcode(row.postcode))
    return not any(claims) or any(departments.same(claim, department) for claim in claims)


def _insee_by_code(everything: Iterable[Appearance]) -> dict[str, list[ExportRow]]:
    found: dict[str, list[ExportRow]] = defaultdict(list)
    for seen in everything:
        if seen.row.code and seen.row.insee:
            found[seen.row.code].append(seen.row)
    return found


def _sibling_insee(row: ExportRow, siblings: dict[str, list[ExportRow]]) -> str:
    """INSEE code of the same library in another export, if it has not moved in between."""
    if row.insee or not row.code:
        return ""
    town = folded(row.town)
    return min(
        (o.insee for o in siblings.get(row.code, ()) if o.postcode == row.postcode or folded(o.town) == town),
        default="",
    )


def _place(
    seen: Appearance, department: str, siblings: dict[str, list[ExportRow]], selection: Selection
) -> None:
    row = seen.row
    found = departments.belonging(
        declared=row.department,
        insee=row.insee,
        postcode=row.postcode,
        sibling_insee=_sibling_insee(row, siblings),
    )
    belongs = bool(found.department) and departments.same(found.department, department)
    if belongs:
        selection.kept.append((seen, found.department))
        if found.contradicts:
            message = f"Le département déclaré est {row.department}, mais {found.reason} : gardé."
            selection.remarks.append(remark_on(WRONG_DEPARTMENT, seen, message, _CHECK_ADDRESS))
    elif not found.department:
        message = "Rien ne dit dans quel département est ce lieu : il est laissé de côté."
        _leave(UNKNOWN_DEPARTMENT, seen, message, selection)
    elif departments.same(row.department, department):
        message = f"Déclaré dans le département {row.department}, mais {found.reason} : laissé de côté."
        _leave(WRONG_DEPARTMENT, seen, message, selection)


def _leave(rule: Rule, seen: Appearance, message: str, selection: Selection) -> None:
    selection.set_aside.append(SetAside(appearance=seen, reason=message))
    selection.remarks.append(remark_on(rule, seen, message, _CHECK_ADDRESS))


def _report_codes_elsewhere(everything: Iterable[Appearance], selection: Selection) -> None:
    kept = {id(seen) for seen, _ in selection.kept}
    codes = {seen.row.code for seen, _ in selection.kept if seen.row.code}
    for seen in everything:
        if seen.row.code in codes and id(seen) not in kept:
            where = f"{seen.row.town} ({seen.row.postcode or 'code postal inconnu'})"
            message = (
                f"Le code {seen.row.code} désigne aussi {where}, hors du département : "
                "cette ligne n'est pas jointe."
            )
            remedy = "Vérifiez si le lieu a déménagé ou si le code a été mal recopié."
            selection.remarks.append(remark_on(CODE_ELSEWHERE, seen, message, remedy))
