"""What is still unknown and whom to call, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.territory.domain.calls import Call
from maillage.territory.domain.unknowns import Question

SHOWN_QUESTIONS = 4


def questions_listing(request: Any, found: Sequence[Question], source: str) -> Listing:
    base = to(request, "territory:quality-unknown")
    return Listing(
        caption="Ce que l'on ignore, question par question",
        anchor="questions",
        sort_param="tri_questions",
        heads=(
            Head("Question", key="question"),
            Head("Réponses sûres", "right", key="connues"),
            Head("Part", "right", key="part"),
            Head("Inconnues", "right", key="inconnues"),
            Head("dont douteuses", "right", key="douteuses"),
        ),
        rows=[
            (
                Cell(q.variable.label, url=f"{base}?question={q.variable.code}#appels"),
                Cell(f"{number(q.known)} sur {number(q.total)}", sort=q.known),
                _share(q.known, q.total),
                Cell(number(q.unknown), sort=q.unknown),
                Cell(number(q.doubtful), sort=q.doubtful),
            )
            for q in found
        ],
        empty="Aucune question n'a encore été posée : importez une enquête.",
        source=source,
    )


def _share(known: int, total: int) -> Cell:
    share = known / total if total else None
    return Cell(percent(share), sort=share)


def calls_listing(request: Any, found: Sequence[Call], empty: str) -> Listing:
    return Listing(
        caption="Bibliothèques à appeler",
        anchor="appels",
        sort_param="tri_appels",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Commune", key="commune"),
            Head("Intercommunalité", key="epci"),
            Head("Questions sans réponse", "right", key="questions"),
            Head("À demander"),
            Head("Décidées", "right", key="decidees"),
        ),
        rows=[_call(request, call) for call in found],
        empty=empty,
        empty_link=Link("Voir toutes les questions", to(request, "territory:quality-unknown")),
    )


def _call(request: Any, call: Call) -> tuple[Cell, ...]:
    library, commune = call.line.library, call.line.commune
    labels = [variable.label.lower() for variable in call.unknown]
    rest = len(labels) - SHOWN_QUESTIONS
    told = ", ".join(labels[:SHOWN_QUESTIONS]) + (f" et {count(rest, 'autre')}" if rest > 0 else "")
    return (
        Cell(library.name, url=to(request, "territory:library", library.code)),
        Cell(library.town or UNKNOWN),
        Cell(commune.epci_name if commune and commune.epci_name else UNKNOWN),
        Cell(number(len(labels)), sort=len(labels)),
        Cell(told),
        Cell(number(call.to_ask) if call.to_ask else "", sort=call.to_ask),
    )
