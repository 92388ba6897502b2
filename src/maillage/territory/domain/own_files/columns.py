"""Columns that hold something else than what was chosen: swapped, in another unit, of another nature."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from maillage.base.values.french import count
from maillage.territory.domain import cells
from maillage.territory.domain.geography import Box
from maillage.territory.domain.own_files.targets import FIGURE_CODES, Column
from maillage.territory.domain.own_files.values import Raw, is_blank, shown
from maillage.territory.domain.variables import BY_CODE, ValueKind

# Past this share of its cells, a column is something else.
MOSTLY = Decimal("0.5")
FEWEST = 2


@dataclass(frozen=True)
class Alarm:
    """A column that is not taken as it was chosen; `headers` are those concerned."""

    headers: tuple[str, ...]
    message: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known of the département: where it is, its postcodes and INSEE codes."""

    box: Box
    postcodes: Collection[str]
    insee: Collection[str]


_CHOOSE = "Choisissez une autre donnée pour cette colonne, ou ignorez-la."


def alarms(
    columns: Sequence[Column], cells_of: Mapping[str, Sequence[Raw]], around: Around
) -> tuple[Alarm, ...]:
    """What is wrong with whole columns: each is left out until the person chooses anew."""
    found: list[Alarm] = []
    for column in columns:
        given = [raw for raw in cells_of.get(column.header, ()) if not is_blank(raw)]
        if len(given) >= FEWEST and (alarm := _alarm(column, given, around)):
            found.append(alarm)
    found += _inverted(columns, cells_of, around)
    return tuple(found)


def _alarm(column: Column, given: Sequence[Raw], around: Around) -> Alarm | None:
    wrong: str | None = None
    if column.target in FIGURE_CODES:
        wrong = _not_a_figure(column, given, around)
    elif column.target == "postcode":
        wrong = _share(
            given, lambda text: not _is_five(text), "ne sont pas des codes postaux (cinq chiffres)"
        )
    elif column.target == "insee":
        wrong = _insee(given, around)
    elif column.target in ("name", "town"):
        wrong = _share(given, _is_number, "sont des nombres, des noms sont attendus")
    if not wrong:
        return None
    return Alarm(
        (column.header,), f"Colonne « {column.header} » : {wrong}. Elle est laissée de côté.", _CHOOSE
    )


def _share(given: Sequence[Raw], test, what: str) -> str | None:  # type: ignore[no-untyped-def]
    n = sum(bool(test(shown(raw))) for raw in given)
    return f"{n} des {count(len(given), 'valeur')} {what}" if n > MOSTLY * len(given) else None


def _is_five(text: str) -> bool:
    code = cells.postcode(text)
    return len(code) == 5 and code[2:].isdigit()


def _is_number(text: str) -> bool:
    return cells.number(text) is not None


def _insee(given: Sequence[Raw], around: Around) -> str | None:
    if wrong := _share(given, lambda text: not _is_five(text), "ne sont pas des codes INSEE (cinq signes)"):
        return wrong
    if not around.insee or not around.postcodes:
        return None
    posts = [raw for raw in given if cells.insee(shown(raw)) not in around.insee]
    n = sum(cells.postcode(shown(raw)) in around.postcodes for raw in posts)
    if n > MOSTLY * len(given):
        return f"{n} des {count(len(given), 'valeur')} sont des codes postaux, des codes INSEE sont attendus"
    return None


def _not_a_figure(column: Column, given: Sequence[Raw], around: Around) -> str | None:
    variable = BY_CODE[column.target]
    if variable.kind is not ValueKind.NUMBER:
        return None
    expected = f"« {variable.label} » est attendu"
    dates = sum(isinstance(raw, (date, time)) and variable.unit != "h" for raw in given)
    if dates > MOSTLY * len(given):
        return f"{dates} des {count(len(given), 'valeur')} sont des dates, {expected}"
    if wrong := _share(given, lambda text: "%" in text, f"sont des pourcentages, {expected}"):
        return wrong
    places = {*around.postcodes, *around.insee}
    if wrong := _share(
        given, lambda text: cells.postcode(text) in places, f"sont des codes postaux ou INSEE, {expected}"
    ):
        return wrong
    return _share(
        given,
        lambda text: cells.number(text) is None and not any(sign.isdigit() for sign in text),
        f"sont des textes, {expected}",
    )


def _inverted(
    columns: Sequence[Column], cells_of: Mapping[str, Sequence[Raw]], around: Around
) -> Iterator[Alarm]:
    """Latitude and longitude exchanged, or in metres, over the whole file."""
    headers = {column.target: column.header for column in columns}
    if not {"latitude", "longitude"} <= headers.keys():
        return
    south, west = headers["latitude"], headers["longitude"]
    points = [
        (float(a), float(b))
        for one, other in zip(cells_of.get(south, ()), cells_of.get(west, ()), strict=False)
        if (a := _degrees(one)) is not None and (b := _degrees(other)) is not None
    ]
    if len(points) < FEWEST or any(around.box.holds(a, b) for a, b in points):
        return
    if sum(around.box.holds(b, a) for a, b in points) > len(points) / 2:
        message = f"Colonnes « {south} » et « {west} » : latitude et longitude sont échangées."
        yield Alarm((south, west), f"{message} Elles sont laissées de côté.", "Échangez les deux choix.")
    elif all(abs(a) > 180 or abs(b) > 180 for a, b in points):
        message = f"Colonnes « {south} » et « {west} » : des mètres (Lambert 93 ?), pas des degrés."
        yield Alarm((south, west), f"{message} Elles sont laissées de côté.", "Convertissez-les en WGS 84.")


def _degrees(raw: Raw) -> Decimal | None:
    return cells.number(shown(raw))
