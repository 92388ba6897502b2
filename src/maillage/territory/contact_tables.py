"""Contacts as tables, on the page of a library, in the list of all, and in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from maillage.base.spreadsheets import Sheet
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import short_date
from maillage.territory.domain.contacts import ContactSheet, ContactState
from maillage.territory.domain.sheet import Library

CONTACTS = "contacts"
_TONES = {ContactState.NEAR: Tone.WARNING, ContactState.DUE: Tone.BAD}
GONE = "bibliothèque retirée du registre"


def contacts_listing(request: Any, contacts: Sequence[ContactSheet], *, empty_link: Link | None) -> Listing:
    """The contacts of one library."""
    heads = [Head("Fonction"), Head("Joindre"), Head("Conservation")]
    return Listing(
        caption="Contacts",
        anchor=CONTACTS,
        heads=[*heads, *([Head("Saisie")] if request.can_edit else [])],
        rows=[_row(request, one) for one in contacts],
        empty="Aucun contact n'est connu pour cette bibliothèque.",
        empty_link=empty_link,
    )


def all_contacts_listing(
    request: Any, contacts: Sequence[ContactSheet], libraries: Mapping[str, Library]
) -> Listing:
    """The contacts of the network, each leading to its library."""
    heads = [
        Head("Bibliothèque", key="bibliotheque"),
        Head("Fonction", key="fonction"),
        Head("Joindre"),
        Head("Conservation", key="conservation"),
    ]
    return Listing(
        caption="Contacts du réseau",
        anchor=CONTACTS,
        heads=[*heads, *([Head("Saisie")] if request.can_edit else [])],
        rows=[[_library(request, one, libraries), *_row(request, one)] for one in contacts],
        empty="Aucun contact n'est encore connu : ils se saisissent depuis la page de chaque bibliothèque.",
        empty_link=Link("Voir les bibliothèques", to(request, "territory:register")),
    )


def _library(request: Any, one: ContactSheet, libraries: Mapping[str, Library]) -> Cell:
    found = libraries.get(one.library)
    if found is None:
        return Cell(one.library, note=GONE)
    url = f"{to(request, 'territory:library', one.library)}#{CONTACTS}"
    return Cell(found.name, url=url, note=found.town)


def _row(request: Any, one: ContactSheet) -> list[Cell]:
    state, today = one.state(request.project.today), request.project.today
    cells = [
        Cell(one.role, note=", ".join(filter(None, (one.label, one.note)))),
        Cell(one.email or one.phone, url=_address(one), note=one.phone if one.email else ""),
        _keeping(one, state, today),
    ]
    if request.can_edit:
        cells.append(Cell("Modifier", url=to(request, "territory:contact-edit", one.pk)))
    return cells


def _address(one: ContactSheet) -> str:
    return f"mailto:{one.email}" if one.email else ""


def _keeping(one: ContactSheet, state: ContactState, today: date) -> Cell:
    if state is ContactState.ROLE:
        return Cell(state.label, sort=date.max)
    told = f"informée le {short_date(one.notice_given_on)}, à effacer le {short_date(one.purge_on)}"
    tone = _TONES.get(state)
    shown = Badge(state.label, tone) if tone else None
    return Cell("" if shown else state.label, badge=shown, note=told, sort=one.purge_on or today)


def contacts_sheet(contacts: Sequence[ContactSheet], libraries: Mapping[str, Library]) -> Sheet:
    """The contacts for a spreadsheet: with people's, it follows the same rules as they do."""
    return Sheet(
        name="Contacts",
        heads=(
            "Code", "Bibliothèque", "Commune", "Fonction", "Nom", "Adresse électronique", "Téléphone",
            "Personne", "Informée le", "À effacer le", "Précision",
        ),
        rows=[
            (
                one.library,
                libraries[one.library].name if one.library in libraries else GONE,
                libraries[one.library].town if one.library in libraries else "",
                one.role, one.label, one.email, one.phone, one.personal, one.notice_given_on, one.purge_on, one.note,
            )
            for one in contacts
        ],
    )  # fmt: skip
