"""Tables of the network's pages: the register, its export, the coverage of each EPCI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.territory.domain.directory import Answered, Line
from maillage.territory.domain.meshing import Mesh
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import BY_CODE, Variable

REGISTER = "registre"


def measured(value: Decimal | None, variable: Variable) -> str:
    """`23,5 h`, `inconnu`: one decimal when there is something after the comma."""
    if value is None:
        return UNKNOWN
    # Units that are words take the singular below two; m², h, € and ETP never change.
    unit = variable.unit[:-1] if variable.unit.endswith("s") and abs(value) < 2 else variable.unit
    return f"{number(value, 0 if value == int(value) else 1)}\u00a0{unit}".strip()


def register_listing(
    request: Any, lines: Sequence[Line], *, source: str, empty: str, empty_link: Link | None
) -> Listing:
    return Listing(
        caption="Bibliothèques du réseau",
        anchor=REGISTER,
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Commune", key="commune"),
            Head("Intercommunalité", key="epci"),
            Head("Habitants", "right", key="habitants"),
            Head("Heures par semaine", "right", key="heures"),
            Head("Surface", "right", key="surface"),
            Head("Bénévoles", "right", key="benevoles"),
            Head("Wi-Fi", key="wifi"),
        ),
        rows=[_row(request, line) for line in lines],
        empty=empty,
        empty_link=empty_link,
        source=source,
    )


def _row(request: Any, line: Line) -> tuple[Cell, ...]:
    wifi = line.wifi()
    return (
        _name(request, line),
        Cell(line.library.town or UNKNOWN),
        Cell(line.commune.epci_name if line.commune and line.commune.epci_name else UNKNOWN),
        Cell(number(line.population), sort=line.population),
        *(_measure(line, code) for code in ("weekly_hours", "surface_m2", "volunteers")),
        Cell(wifi.label, sort=None if wifi is Answered.UNKNOWN else wifi.value),
    )


def _name(request: Any, line: Line) -> Cell:
    library = line.library
    told = [library.kind.label] if library.kind is not LibraryKind.OPEN else []
    if line.record is None:
        told.append("absente de l'enquête")
    elif line.is_silent:
        told.append("sans réponse depuis deux enquêtes")
    doubts = len(line.doubts)
    return Cell(
        library.name,
        url=to(request, "territory:library", library.code),
        badge=Badge(f"{doubts} à vérifier", Tone.WARNING) if doubts else None,
        note=", ".join(told),
    )


def _measure(line: Line, code: str) -> Cell:
    value = line.number(code)
    variable = BY_CODE[code]
    unit = variable.unit if code == "surface_m2" else ""
    text = UNKNOWN if value is None else f"{number(value, 0 if value == int(value) else 1)}\u00a0{unit}"
    return Cell(text.strip(), sort=value)


EXPORTED = ("weekly_hours", "surface_m2", "volunteers", "employees", "seats", "books", "visits")


def register_rows(lines: Iterable[Line]) -> Iterator[list[str]]:
    """The register for a spreadsheet. What is not known is left empty, never 0."""
    yield [
        "Code", "Bibliothèque", "Nature", "Statut", "Commune", "Code postal", "Code INSEE",
        "Intercommunalité", "Habitants",
        *(f"{BY_CODE[code].label} ({BY_CODE[code].unit})" for code in EXPORTED),
        "Wi-Fi", "À vérifier", "Latitude", "Longitude",
    ]  # fmt: skip
    for line in lines:
        library, wifi = line.library, line.wifi()
        yield [
            library.code,
            library.name,
            library.kind.label,
            library.status,
            library.town,
            library.postcode,
            library.insee,
            line.commune.epci_name if line.commune else "",
            _plain(line.population),
            *(_plain(line.number(code)) for code in EXPORTED),
            "" if wifi is Answered.UNKNOWN else wifi.value,
            " ; ".join(remark.message for remark in line.doubts),
            _plain(library.latitude),
            _plain(library.longitude),
        ]


def _plain(value: Decimal | int | None) -> str:
    """A number as a French spreadsheet reads it."""
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")


def mesh_listing(request: Any, found: Sequence[Mesh], source: str) -> Listing:
    """Coverage by EPCI, each leading to its libraries; the whole is a total."""
    return Listing(
        caption="Intercommunalités",
        anchor="intercommunalites",
        heads=(
            Head("Intercommunalité", key="nom"),
            Head("Bibliothèques ouvertes", "right", key="lieux"),
            Head("Communes avec", "right", key="avec"),
            Head("Communes sans", "right", key="sans"),
            Head("Habitants sans bibliothèque dans leur commune", "right", key="habitants"),
            Head("Population desservie", "right", key="part"),
        ),
        rows=[_mesh_row(request, mesh) for mesh in found],
        totals=[rank for rank, mesh in enumerate(found) if not mesh.code],
        source=source,
    )


def _mesh_row(request: Any, mesh: Mesh) -> tuple[Cell, ...]:
    register = to(request, "territory:register")
    url = f"{register}?epci={mesh.code}" if mesh.code and mesh.libraries else ""
    if not mesh.code:
        url = register
    return (
        Cell(mesh.name, url=url),
        Cell(number(mesh.libraries), sort=mesh.libraries),
        Cell(number(mesh.equipped), sort=mesh.equipped),
        Cell(number(mesh.bare), sort=mesh.bare),
        Cell(number(mesh.uncovered), sort=mesh.uncovered),
        Cell(percent(mesh.share), sort=mesh.share),
    )
