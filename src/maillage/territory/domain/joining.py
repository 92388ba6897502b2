"""Joins exports of several vintages into one register of the libraries of a département."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from maillage.territory.domain.cells import department as department_code
from maillage.territory.domain.cells import is_canonical
from maillage.territory.domain.exports import Export, ExportRow, SiteKind
from maillage.territory.domain.grouping import (
    NO_CODE,
    by_age,
    content,
    distinct,
    duplicate_remark,
    grouped,
    line_problems,
    nothing_kept,
    one_each_vintage,
    repeated_lines,
)
from maillage.territory.domain.joining_rules import MISSING_CODE, UNREADABLE_CODE
from maillage.territory.domain.limits import USUAL, Limits
from maillage.territory.domain.observing import observe
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Appearance, JoinedBy, Record, Register, SetAside, SourceSummary
from maillage.territory.domain.selecting import remark_on, select

T = TypeVar("T")
# Number of lines that a file repeats, by (file, file that has them too).
Repeats: TypeAlias = Counter[tuple[str, str]]


def join(exports: Iterable[Export], *, department: str, limits: Limits = USUAL) -> Register:
    """The register of a département ("18", "2A", "974"), from exports in any order, national or local.

    Lines are joined by canonical code; the departmental library, which has no code in 2024, by its type. The
    order of the files and of their lines never changes the result. What is left out is in `set_aside`.
    """
    given = by_age(exports)
    wanted = department_code(department)
    used, remarks = distinct(given)
    selection = select(
        [Appearance(vintage=e.vintage, source_name=e.name, row=row) for e in used for row in e.rows], wanted
    )
    groups, orphans = grouped(seen for seen, _ in selection.kept)
    remarks += [*line_problems(used), *selection.remarks, *orphans]
    places = {id(seen): place for seen, place in selection.kept}
    records: list[Record] = []
    repeats: Repeats = Counter()
    set_aside = list(selection.set_aside)
    for key in sorted(groups, key=_rank):
        best, extra = one_each_vintage(groups[key])
        remarks += [*_on_extra(best, extra, set_aside, repeats), *_on_code(best)]
        records.append(_record(key, best, places[id(best[0])], limits))
    kept = {id(seen.row) for seen, _ in selection.kept}
    remarks += [*nothing_kept(used, kept, wanted), *repeated_lines(repeats)]
    return Register(
        department=wanted,
        records=tuple(records),
        sources=tuple(_summary(export, used, kept) for export in given),
        set_aside=tuple(sorted(set_aside, key=_aside_rank)),
        remarks=tuple(sorted(remarks, key=_remark_rank)),
    )


# Neither follows the order in which the lines were met.
def _aside_rank(left: SetAside) -> tuple[str, str, str, int]:
    seen = left.appearance
    return seen.vintage, seen.source_name, seen.row.code, seen.row.line


def _remark_rank(remark: QualityRemark) -> tuple[str, str, str, str, int]:
    return remark.rule, remark.library_code, remark.source, remark.message, remark.line or 0


def _rank(key: str) -> tuple[str, int, str]:
    """BD9 before BD10, then LI…, then places without a code."""
    match = re.fullmatch(r"(BD|LI)(\d+)", key)
    return (match[1], int(match[2]), "") if match else ("~", 0, key)


def _summary(export: Export, used: Sequence[Export], kept: set[int]) -> SourceSummary:
    return SourceSummary(
        name=export.name,
        vintage=export.vintage,
        n_rows=len(export.rows),
        n_kept=sum(id(row) in kept for row in export.rows),
        used=any(export is other for other in used),
    )


def _on_extra(
    best: Sequence[Appearance], extra: Sequence[Appearance], set_aside: list[SetAside], repeats: Repeats
) -> Iterator[QualityRemark]:
    for seen in extra:
        kept = next(other for other in best if other.vintage == seen.vintage)
        remark = duplicate_remark(seen, kept)
        set_aside.append(SetAside(appearance=seen, reason=remark.message))
        # An extract given with the national file it comes from would bring a remark for each library.
        if seen.source_name != kept.source_name and content(seen.row) == content(kept.row):
            repeats[seen.source_name, kept.source_name] += 1
        else:
            yield remark


def _on_code(best: Sequence[Appearance]) -> Iterator[QualityRemark]:
    newest = best[0]
    code = next((seen.row.code for seen in best if seen.row.code), "")
    if not code:
        message = "Ce lieu n'a pas de code national."
        yield remark_on(
            MISSING_CODE, newest, message, "Demandez son code au ministère, ou rapprochez-le à la main."
        )
    elif not is_canonical(code):
        message = f"Le code « {newest.row.raw['code']} » n'est pas reconnu."
        yield remark_on(
            UNREADABLE_CODE, newest, message, "Corrigez-le : LI (ou BD) suivi d'un nombre, ou un nombre."
        )


def _record(key: str, best: Sequence[Appearance], department: str, limits: Limits) -> Record:
    rows = [seen.row for seen in best]
    latitude, longitude = _coordinates(rows)
    return Record(
        key=key,
        code=_first(rows, lambda row: row.code) or "",
        name=_first(rows, lambda row: row.name) or "",
        address=_first(rows, lambda row: row.address) or "",
        postcode=_first(rows, lambda row: row.postcode) or "",
        town=_first(rows, lambda row: row.town) or "",
        insee=_insee(rows),
        department=department,
        population=_first(rows, lambda row: row.population),
        latitude=latitude,
        longitude=longitude,
        site_kind=_site_kind(rows),
        status=_first(rows, lambda row: row.status) or "",
        joined_by=_joined_by(key, rows),
        appearances=tuple(best),
        observations=tuple(observation for seen in best for observation in observe(seen, limits)),
    )


def _first(rows: Iterable[ExportRow], get: Callable[[ExportRow], T]) -> T | None:
    """The newest known value of a field; rows come newest first."""
    return next((value for row in rows if (value := get(row)) not in (None, "")), None)


def _insee(rows: Sequence[ExportRow]) -> str:
    return _first(rows, lambda row: row.insee) or ""


def _coordinates(rows: Iterable[ExportRow]) -> tuple[float | None, float | None]:
    # Both from one line: mixing two vintages would invent a point.
    pairs = ((row.latitude, row.longitude) for row in rows)
    return next((pair for pair in pairs if None not in pair), (None, None))


def _site_kind(rows: Iterable[ExportRow]) -> SiteKind:
    return next((row.site_kind for row in rows if row.site_kind is not SiteKind.UNKNOWN), SiteKind.UNKNOWN)


def _joined_by(key: str, rows: Sequence[ExportRow]) -> JoinedBy:
    if len(rows) == 1:
        return JoinedBy.ALONE
    if key.startswith(NO_CODE):
        return JoinedBy.NAME
    return JoinedBy.CODE if all(row.code for row in rows) else JoinedBy.TYPE
