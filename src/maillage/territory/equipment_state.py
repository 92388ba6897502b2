"""The state of equipment and connections by EPCI, and the age of the machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from maillage.base.charts import BarRow, bars
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.equipment_groups import Group
from maillage.territory.domain.inventory import EquipmentKind, Technology
from maillage.territory.equipment_screens import counted, year_and_life
from maillage.territory.inventory import groups_of, life
from maillage.territory.readings import territory_of


def epci_listing(request: Any) -> Listing:
    """The state of each EPCI, with what is known beside what is counted; the whole is a total."""
    found = groups_of(request.project)
    url = to(request, "territory:equipments")
    return Listing(
        caption="Équipement et connexion par intercommunalité",
        anchor="par-epci",
        heads=(
            Head("Intercommunalité", key="nom"),
            Head("Équipement connu", "right", key="connu"),
            Head("Postes publics", "right", key="postes"),
            Head("Tablettes et liseuses", "right", key="tablettes"),
            Head("À renouveler", "right", key="age"),
            Head("Connexion connue", "right", key="reliees"),
            Head("Fibre", "right", key="fibre"),
            Head("Sans connexion", "right", key="sans"),
        ),
        rows=[
            (
                Cell(group.name, url=f"{url}?epci={group.code}" if group.code else ""),
                *(Cell(text, sort=sort) for text, sort in _state(request.project, group)),
            )
            for group in found
        ],
        totals=(len(found) - 1,),
        sort_param="tri_epci",
        empty="Aucune bibliothèque ouverte n'est connue.",
    )


def _state(project: Project, group: Group) -> Iterator[tuple[str, Any]]:
    computers = group.machines(EquipmentKind.COMPUTER)
    handheld = group.machines(EquipmentKind.TABLET, EquipmentKind.READER)
    old = group.to_renew(**year_and_life(project))
    yield f"{number(group.described)} sur {number(group.of)}", group.described
    yield counted(computers), computers.value
    yield counted(handheld), handheld.value
    yield (counted(old) if old.of else "0") if group.described else UNKNOWN, old.value
    wired = group.connection_known
    yield f"{number(wired)} sur {number(group.of)}", wired
    for technology in (Technology.FIBRE, Technology.NONE):
        found = group.connected(technology) if wired else None
        yield number(found), found


def epci_table(project: Project) -> Table:
    """The same state, for the dossier."""
    found = groups_of(project)
    return Table(
        caption="Équipement et connexion par intercommunalité",
        columns=(
            Column("Intercommunalité", width=2.6),
            Column("Équipement connu", align="right", width=1.3),
            Column("Postes publics", align="right"),
            Column("Tablettes, liseuses", align="right", width=1.1),
            Column("À renouveler", align="right", width=1.2),
            Column("Connexion connue", align="right", width=1.3),
            Column("Fibre", align="right", width=0.9),
            Column("Sans connexion", align="right", width=1.2),
        ),
        rows=tuple((group.name, *(text for text, _ in _state(project, group))) for group in found),
        totals=(len(found) - 1,),
        source="Saisie du service. Ce que personne n'a dit est inconnu, jamais compté pour zéro.",
    )


def ages_picture(project: Project) -> Picture | None:
    """Machines by year of purchase, those to renew set apart; None when no year is known."""
    bought: Counter[int] = Counter()
    for line in territory_of(project).equipment:
        if line.bought_in is not None and line.quantity is not None:
            bought[line.bought_in] += line.quantity
    if not bought:
        return None
    year, years = project.today.year, int(life(project).value)
    undated = sum(one.bought_in is None for one in territory_of(project).equipment)
    rows = [
        BarRow(
            label=f"{bought_in}{' (à renouveler)' if year - bought_in >= years else ''}",
            value=float(found),
            text=count(found, "matériel"),
            highlight=year - bought_in >= years,
        )
        for bought_in, found in sorted(bought.items())
    ]
    return Picture(
        caption="Année d'achat du matériel",
        spec=bars(rows=rows),
        alt="Barres du matériel par année d'achat. "
        + " ; ".join(f"{r.label} : {r.text}" for r in rows)
        + ".",
        source=f"À renouveler : {life(project).text} ou plus. Année inconnue pour {count(undated, 'ligne')}.",
        data=Table(
            caption="Matériel par année d'achat",
            columns=(
                Column("Année d'achat"),
                Column("Matériels", align="right"),
                Column("Part", align="right"),
            ),
            rows=tuple(
                (row.label, number(row.value), percent((row.value or 0) / sum(bought.values())))
                for row in rows
            ),
        ),
    )
