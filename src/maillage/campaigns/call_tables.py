"""The calls list of the referents: whom to call, at which number, what came of the last call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.spreadsheets import Sheet
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import short_date
from maillage.campaigns.models import CallOutcome
from maillage.campaigns.sending_tables import last_message
from maillage.campaigns.standings import Questionnaire


def phones_of(one: Questionnaire) -> list[tuple[str, str]]:
    """Who answers at which number."""
    return [
        (", ".join(filter(None, (contact.role, contact.label))), contact.phone)
        for contact in one.contacts
        if contact.phone
    ]


def last_call(one: Questionnaire) -> str:
    """`absent le 12/05/2027 : rappeler jeudi`; "" before any call."""
    if not one.calls:
        return ""
    call = one.calls[0]
    note = f" : {call.note}" if call.note else ""
    return f"{CallOutcome(call.outcome).label}, le {short_date(call.on)}{note}"


def calls_listing(request: Any, found: Sequence[Questionnaire], code: str, *, empty: str) -> Listing:
    return Listing(
        caption="À appeler",
        anchor="appels",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("EPCI", key="epci"),
            Head("Téléphone"),
            Head("Dernier message", key="message"),
            Head("Dernier appel", key="appel"),
            Head("Faire"),
        ),
        rows=[_row(request, one, code) for one in found],
        empty=empty,
    )


def _row(request: Any, one: Questionnaire, code: str) -> list[Cell | str]:
    row = one.participation
    phones = phones_of(one)
    own = to(request, "campaigns:participation", code, row.library_code)
    number = phones[0] if phones else None
    return [
        Cell(str(row), own, note="commencé, pas envoyé" if one.standing.saved_on else ""),
        row.epci_name,
        Cell(number[1], f"tel:{number[1].replace(' ', '')}", note=number[0]) if number else "inconnu",
        last_message(one),
        Cell(last_call(one), sort=one.calls[0].on if one.calls else None),
        Cell("Noter l'appel", f"{own}#appeler"),
    ]


def calls_sheet(found: Sequence[Questionnaire]) -> Sheet:
    """The same list to print or to share among referents."""
    return Sheet(
        name="Appels",
        heads=(
            "Code",
            "Bibliothèque",
            "EPCI",
            "Contact",
            "Téléphone",
            "Commencé",
            "Relances",
            "Dernier appel",
        ),
        rows=[
            (
                one.participation.library_code,
                one.participation.library_name,
                one.participation.epci_name,
                " ; ".join(who for who, _ in phones_of(one)),
                " ; ".join(phone for _, phone in phones_of(one)),
                one.standing.saved_on is not None,
                one.standing.reminders,
                last_call(one),
            )
            for one in found
        ],
    )
