"""A plan put aside, its columns chosen, tried: what it would make of the programme as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.plans.merging import merged
from maillage.programme.domain.plans.outcomes import Merged
from maillage.programme.domain.plans.plan import LineRemark, Options, Plan
from maillage.programme.domain.plans.reading import read_plan
from maillage.programme.domain.plans.tables import (
    MOST_COLUMNS,
    Row,
    guessed,
    header_rank,
    headers_of,
    samples,
)
from maillage.programme.domain.plans.targets import IGNORE, Column
from maillage.programme.exchange.sheets import Sheets, refuse_too_long, sheets_of
from maillage.territory.uploads import Upload

CHOICES = "plan"


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What is seen of a file: the sheet read, the line of its headers, its columns with some of their cells."""

    sheet: str
    sheets: tuple[str, ...]
    header: int
    columns: tuple[Column, ...]
    samples: tuple[tuple[str, ...], ...]
    body: tuple[Row, ...]
    computed: int


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What an import would do; `left_out` names the columns that are ignored."""

    plan: Plan
    merged: Merged
    left_out: tuple[str, ...] = ()


def name_of(upload: Upload) -> str:
    """What the person calls her file."""
    return str(upload.noted("names")[0])


def glance(upload: Upload) -> Glance:
    """Look at the file as chosen so far: sheet, header line, columns. Raises ImportRefused."""
    name, data = next(upload.contents())
    noted = upload.noted(CHOICES) or {}
    found = sheets_of(data, name)
    sheet = _sheet(found, noted.get("sheet", ""))
    rows = found.rows[sheet]
    refuse_too_long(rows, name)
    top = next((rank for rank, row in enumerate(rows) if row.number == noted.get("header")), None)
    top = header_rank(rows) if top is None else top
    headers, body = headers_of(_widened(rows, top)), tuple(rows[top + 1 :])
    chosen = noted.get("columns")
    columns = tuple(Column(**one) for one in chosen) if chosen else guessed(headers, body, {})
    return Glance(
        sheet=sheet,
        sheets=tuple(found.rows),
        header=rows[top].number,
        columns=columns,
        samples=tuple(tuple(samples(body, column.rank)) for column in columns),
        body=body,
        computed=found.computed.get(sheet, 0),
    )


def _sheet(found: Sheets, wanted: str) -> str:
    """The sheet asked for, else the one that looks most like a plan: the most columns that are known."""
    if wanted in found.rows:
        return wanted

    def known(sheet: str) -> int:
        rows = found.rows[sheet]
        top = header_rank(rows)
        columns = guessed(headers_of(rows[top]), rows[top + 1 : top + 50], {})
        return sum(column.target not in (IGNORE, "note") for column in columns)

    return max(found.rows, key=known)


def _widened(rows: Sequence[Row], top: int) -> Row:
    """The header row, as wide as the lines beneath it: a column may hold something under no header."""
    width = min(max(len(row.cells) for row in rows[top:]), MOST_COLUMNS)
    last = max((rank for row in rows[top:] for rank, _ in row.filled), default=0)
    cells = (*rows[top].cells, *[None] * (width - len(rows[top].cells)))
    return replace(rows[top], cells=cells[: last + 1])


def look_at(upload: Upload, *, sheet: str, header: int | None) -> None:
    """Read another sheet, or other headers: what was chosen of the columns no longer holds."""
    kept = upload.noted(CHOICES) or {}
    upload.note(CHOICES, {"sheet": sheet, "header": header, "options": kept.get("options", {})})


def choose(upload: Upload, columns: Sequence[Column], options: Options) -> None:
    """Keep what the person chose of the columns and of the way to import."""
    kept = upload.noted(CHOICES) or {}
    upload.note(CHOICES, kept | {"columns": [asdict(one) for one in columns], "options": asdict(options)})


def options_of(upload: Upload) -> Options:
    """The way to import chosen so far."""
    return Options(**(upload.noted(CHOICES) or {}).get("options", {}))


def translate(upload: Upload, values: Mapping[str, Mapping[str, str]]) -> None:
    """Keep what cells mean, by target and folded cell; "" is none of the choices."""
    options = options_of(upload)
    known = {target: dict(told) for target, told in options.values.items()}
    for target, told in values.items():
        known.setdefault(target, {}).update(told)
    kept = upload.noted(CHOICES) or {}
    upload.note(CHOICES, kept | {"options": asdict(replace(options, values=known))})


def tried(section: ProgrammeSection, upload: Upload) -> Trial:
    """What the import would do to `section`. Nothing is written. Raises ImportRefused."""
    seen, options = glance(upload), options_of(upload)
    plan = read_plan(seen.body, seen.columns, options)
    out = tuple(
        column.header
        for column, cells in zip(seen.columns, seen.samples, strict=True)
        if column.target == IGNORE and cells
    )
    found = merged(section, plan, options)
    return Trial(plan=plan, merged=replace(found, remarks=(*_whole(seen), *found.remarks)), left_out=out)


def _whole(seen: Glance) -> list[LineRemark]:
    """What is said of the file as a whole."""
    if not seen.computed:
        return []
    return [
        LineRemark(
            0,
            "Des cellules sont calculées par une formule : leur dernier résultat enregistré est lu.",
            "Si une valeur manque, ouvrez le fichier dans un tableur et enregistrez-le de nouveau.",
        )
    ]


def noted(upload: Upload) -> dict[str, Any]:
    """All that was chosen so far, as plain data."""
    return dict(upload.noted(CHOICES) or {})
