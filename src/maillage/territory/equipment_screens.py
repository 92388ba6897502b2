"""Equipment and connections of the whole network on screen: what is known, and the matrix of libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, number
from maillage.base.values.known import KnownTotal
from maillage.territory.domain.directory import Answered, Line
from maillage.territory.domain.equipping import Kit
from maillage.territory.domain.inventory import Connection, EquipmentKind, Technology
from maillage.territory.inventory import groups_of, kits_of, life

MATRIX = "materiel"
# The kinds with a column of their own; the rest is counted together.
COLUMNS = (EquipmentKind.COMPUTER, EquipmentKind.TABLET, EquipmentKind.READER)
OTHERS = tuple(kind for kind in EquipmentKind if kind not in COLUMNS)


def counted(total: KnownTotal | None) -> str:
    """`4`, `inconnu`, `4 et plus` when a line has no quantity."""
    if total is None or total.value is None:
        return UNKNOWN
    return f"{number(total.value)} et plus" if total.missing else number(total.value)


def year_and_life(project: Project) -> dict[str, int]:
    return {"year": project.today.year, "life": int(life(project).value)}


def equipment_tiles(project: Project) -> list[Tile]:
    whole = groups_of(project)[-1]
    of = f"sur {number(whole.of)} bibliothèques ouvertes"
    fast, none = whole.connected(Technology.FIBRE), whole.connected(Technology.NONE)
    old = whole.to_renew(**year_and_life(project))
    undated = whole.undated()
    return [
        Tile(
            "Équipement connu",
            number(whole.described),
            of,
            share=whole.described / whole.of if whole.of else None,
        ),
        Tile(
            "Connexion connue",
            number(whole.connection_known),
            of,
            share=whole.connection_known / whole.of if whole.of else None,
        ),
        Tile(
            "Reliées à la fibre",
            number(fast) if whole.connection_known else UNKNOWN,
            f"{number(none)} sans aucune connexion" if whole.connection_known else "",
        ),
        Tile(
            f"Matériels de {life(project).text.removesuffix(' (à confirmer)')} ou plus, ou hors service",
            counted(old) if old.of else ("0" if whole.described else UNKNOWN),
            f"âge inconnu pour {count(undated, 'ligne')}" if undated else "",
            tone=Tone.WARNING if old.value else Tone.NEUTRAL,
        ),
    ]


def matrix_listing(
    request: Any, lines: Sequence[Line], *, empty: str, empty_link: Link | None = None
) -> Listing:
    """One row a library: how it is connected, what it has, what is to be renewed."""
    return Listing(
        caption="Équipement et connexion de chaque bibliothèque",
        anchor=MATRIX,
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Connexion", key="connexion"),
            Head("Wi-Fi public", key="wifi"),
            Head("Postes publics", "right", key="postes"),
            Head("Tablettes", "right", key="tablettes"),
            Head("Liseuses", "right", key="liseuses"),
            Head("Autres", "right", key="autres"),
            Head("À renouveler", "right", key="age"),
        ),
        rows=[_matrix_row(request, line) for line in lines],
        empty=empty,
        empty_link=empty_link,
        source="« Inconnu » : personne ne l'a dit. Une case vide n'existe pas : rien n'est compté zéro sans qu'on l'ait écrit.",
    )


def _matrix_row(request: Any, line: Line) -> tuple[Cell, ...]:
    kit = kits_of(request.project).by_library[line.library.code]
    old = kit.to_renew(**year_and_life(request.project))
    worn = sum(one.quantity or 0 for one in old)
    quantities = [kit.quantity(kind) for kind in COLUMNS] + [kit.quantity(*OTHERS)]
    return (
        Cell(
            line.library.name,
            to(request, "territory:library", line.library.code),
            note=line.library.town,
        ),
        _connection_cell(line, kit),
        Cell(wifi_told(line, kit.connection)),
        *(Cell(counted(total), sort=total.value if total else None) for total in quantities),
        Cell(number(worn) if kit.is_known else UNKNOWN, sort=worn if kit.is_known else None),
    )


def _connection_cell(line: Line, kit: Kit) -> Cell:
    """How it is connected and how fast, as measured; else the speed that the service's own file gives."""
    speed, told = (kit.connection.down_mbps if kit.connection else None), ""
    if speed is None:
        speed, told = line.number("connection_mbps"), " (fichier du service)"
    note = f"{speed_told(speed)}{told}" if speed is not None else ""
    if kit.technology is Technology.NONE:
        return Cell("", badge=Badge("aucune", Tone.BAD))
    return Cell(UNKNOWN if kit.technology is Technology.UNKNOWN else kit.technology.label, note=note)


def speed_told(speed: Any) -> str:
    return f"{number(speed, 0 if speed == int(speed) else 1)}\u00a0Mb/s"


def wifi_told(line: Line, connection: Connection | None) -> str:
    """What the team noted, else what the survey says."""
    if connection and connection.wifi_conforming is not None:
        return "conforme" if connection.wifi_conforming else "non conforme"
    seen = line.wifi()
    return UNKNOWN if seen is Answered.UNKNOWN else f"{seen.label} (enquête)"
