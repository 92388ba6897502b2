"""Groups the lines of one place: same code, departmental library, same name and address; and doubles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from maillage.base.values.french import count, folded
from maillage.territory.domain.exports import Export, ExportRow, SiteKind
from maillage.territory.domain.joining_rules import (
    DUPLICATE_CODE,
    LINE_PROBLEM,
    NO_LINE_KEPT,
    SAME_FILE_TWICE,
    UNJOINED_DEPARTMENTAL,
)
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Appearance
from maillage.territory.domain.selecting import remark_on
from maillage.territory.domain.vintages import vintage_rank

NO_CODE = "sans-code:"


def content(row: ExportRow) -> Hashable:
    """Everything a line says, its number apart: two lines are the same when this is equal."""
    cells = tuple(sorted(row.raw.items()))
    place = (row.code, row.name, row.address, row.postcode, row.town, row.insee, row.department)
    return (place, str(row.population), str(row.latitude), str(row.longitude), row.status, cells)


def by_age(exports: Iterable[Export]) -> list[Export]:
    """Oldest vintage first, then by name: an order that does not depend on how files were given."""
    return sorted(exports, key=lambda export: (vintage_rank(export.vintage), export.name))


def distinct(exports: Iterable[Export]) -> tuple[list[Export], list[QualityRemark]]:
    """The exports without those that repeat the content of another one of the same vintage."""
    used: list[Export] = []
    remarks: list[QualityRemark] = []
    for export in by_age(exports):
        twin = next((other for other in used if _same_content(other, export)), None)
        if twin is None:
            used.append(export)
            continue
        message = f"« {export.name} » a le même contenu que « {twin.name} » : il n'est lu qu'une fois."
        remedy = "Retirez l'un des deux, ou vérifiez que vous n'avez pas oublié un autre millésime."
        remarks.append(SAME_FILE_TWICE.remark(message, remedy, source=export.name))
    return used, remarks


def _same_content(one: Export, other: Export) -> bool:
    if one.vintage != other.vintage or len(one.rows) != len(other.rows):
        return False
    return Counter(map(content, one.rows)) == Counter(map(content, other.rows))


def repeated_lines(repeats: Counter[tuple[str, str]]) -> list[QualityRemark]:
    """One remark for each pair of files of which one repeats lines of the other."""
    return [
        SAME_FILE_TWICE.remark(
            f"{count(n, 'ligne')} de « {source} » sont déjà dans « {other} » : lues une seule fois.",
            "Aucune action, si l'un est un extrait de l'autre.",
            source=source,
        )
        for (source, other), n in sorted(repeats.items())
    ]


def nothing_kept(exports: Iterable[Export], kept: set[int], department: str) -> list[QualityRemark]:
    """A remark for each export without any line of the département; `kept` are ids of rows."""
    remedy = "Vérifiez le code du département et le fichier."
    return [
        NO_LINE_KEPT.remark(
            f"« {export.name} » n'a aucune ligne pour le département {department}.",
            remedy,
            source=export.name,
        )
        for export in exports
        if not any(id(row) in kept for row in export.rows)
    ]


def line_problems(exports: Iterable[Export]) -> list[QualityRemark]:
    return [
        LINE_PROBLEM.remark(problem.message, problem.remedy, line=problem.number, source=export.name)
        for export in exports
        for problem in export.problems
    ]


def grouped(lines: Iterable[Appearance]) -> tuple[dict[str, list[Appearance]], list[QualityRemark]]:
    """Lines by key: the code, else the departmental library's code, else name, town and address."""
    groups: dict[str, list[Appearance]] = defaultdict(list)
    uncoded: list[Appearance] = []
    for seen in lines:
        if seen.row.code:
            groups[seen.row.code].append(seen)
        else:
            uncoded.append(seen)
    _gather_departmental(groups)
    remarks: list[QualityRemark] = []
    departmental = _departmental_keys(groups)
    for seen in uncoded:
        key = NO_CODE + " / ".join(map(folded, (seen.row.town, seen.row.name, seen.row.address)))
        if seen.row.site_kind is SiteKind.DEPARTMENTAL and departmental:
            match = _departmental_match(seen, departmental)
            key = match or key
            if match is None:
                candidates = ", ".join(sorted(departmental))
                message = f"Cette bibliothèque départementale peut être l'une de : {candidates}."
                remedy = "Rapprochez-la à la main de celle qui convient."
                remarks.append(remark_on(UNJOINED_DEPARTMENTAL, seen, message, remedy))
        groups[key].append(seen)
    return dict(groups), remarks


def _gather_departmental(groups: dict[str, list[Appearance]]) -> None:
    """A departmental library of 2020, `667.0`, is the `BD667` of later exports, if there is one."""
    for key in [key for key in groups if key.startswith("LI") and f"BD{key[2:]}" in groups]:
        moving = [seen for seen in groups[key] if seen.row.site_kind is SiteKind.DEPARTMENTAL]
        groups[f"BD{key[2:]}"] += moving
        groups[key] = [seen for seen in groups[key] if seen not in moving]
        if not groups[key]:
            del groups[key]


def _departmental_keys(groups: dict[str, list[Appearance]]) -> dict[str, list[ExportRow]]:
    found = {
        key: [seen.row for seen in group if seen.row.site_kind is SiteKind.DEPARTMENTAL]
        for key, group in groups.items()
    }
    return {key: rows for key, rows in found.items() if rows}


def _departmental_match(seen: Appearance, known: dict[str, list[ExportRow]]) -> str | None:
    """The only departmental library, or among several the only one of the same name or address."""
    # The branches that some départements listed in 2020 have codes of ordinary libraries.
    central = [key for key in known if key.startswith("BD")] or list(known)
    if len(central) == 1:
        return central[0]
    for same in (_same_name, _same_address):
        matches = [key for key, rows in known.items() if any(same(row, seen.row) for row in rows)]
        if len(matches) == 1:
            return matches[0]
    return None


def _same_name(one: ExportRow, other: ExportRow) -> bool:
    return bool(folded(one.name)) and folded(one.name) == folded(other.name)


def _same_address(one: ExportRow, other: ExportRow) -> bool:
    return bool(one.address) and folded(f"{one.address} {one.postcode}") == folded(
        f"{other.address} {other.postcode}"
    )


def _preference(seen: Appearance) -> tuple[int, int, str, int]:
    # Content breaks ties, not the line number: the order of the lines must not change the result.
    return -vintage_rank(seen.vintage), -_filled(seen.row), repr(content(seen.row)), seen.row.line


def one_each_vintage(group: Sequence[Appearance]) -> tuple[list[Appearance], list[Appearance]]:
    """The fullest line of each vintage, newest first, and the lines it was preferred to."""
    best: dict[str, Appearance] = {}
    extra: list[Appearance] = []
    for seen in sorted(group, key=_preference):
        if best.setdefault(seen.vintage, seen) is not seen:
            extra.append(seen)
    return list(best.values()), extra


def _filled(row: ExportRow) -> int:
    return sum(bool(text) for text in row.raw.values())


def duplicate_remark(seen: Appearance, kept: Appearance) -> QualityRemark:
    what = f"Le code {seen.row.code}" if seen.row.code else "Ce lieu sans code"
    same = content(seen.row) == content(kept.row)
    message = (
        f"{what} figure deux fois : « {kept.source_name} », ligne {kept.row.line}, et "
        f"« {seen.source_name} », ligne {seen.row.line} ; "
        + (
            "les deux lignes sont identiques."
            if same
            else "les lignes diffèrent, la plus remplie est gardée."
        )
    )
    remedy = "Aucune action : la ligne est lue une fois." if same else "Vérifiez laquelle est juste."
    return remark_on(DUPLICATE_CODE, seen, message, remedy)
