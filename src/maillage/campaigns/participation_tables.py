"""One questionnaire as a page shows it: its state in facts, the messages, the calls, the second looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from maillage.base.ui.components import Badge, Cell, Fact, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import plain_date, short_date
from maillage.campaigns.models import CallOutcome, Participation
from maillage.campaigns.sending_tables import RANKS
from maillage.campaigns.standings import Questionnaire


def state_of(one: Questionnaire) -> Badge:
    """Where a questionnaire stands, in a few words."""
    standing = one.standing
    if standing.is_sent:
        return Badge("envoyé", Tone.GOOD)
    if standing.is_closed:
        return Badge("bibliothèque fermée")
    if standing.has_refused:
        return Badge("ne répondra pas", Tone.WARNING)
    return Badge("commencé", Tone.INFO) if standing.saved_on else Badge("pas commencé")


def participation_facts(request: Any, row: Participation) -> Iterator[Fact]:
    yield Fact("Bibliothèque", row.library_name, to(request, "territory:library", row.library_code))
    yield Fact("EPCI", row.epci_name or "inconnu")
    yield Fact("Habitants de la commune", row.stratum or "inconnu")
    for label, moment in (
        ("Ouvert le", row.opened_at),
        ("Dernière réponse", row.saved_at),
        ("Envoyé le", row.submitted_at),
        ("Rouvert le", row.reopened_at),
    ):
        if moment is not None:
            yield Fact(label, plain_date(timezone.localdate(moment)))
    if row.open_until:
        yield Fact("Peut répondre jusqu'au", plain_date(row.open_until))
    if row.on_behalf:
        yield Fact("Saisie", "par le service, pour la bibliothèque")
    if row.double_rated:
        yield Fact("Double regard", "tirée au sort")


def messages_listing(one: Questionnaire) -> Listing:
    return Listing(
        caption="Messages",
        anchor="messages-envoyes",
        heads=(Head("Message"), Head("Le"), Head("Suite")),
        rows=[
            [
                RANKS.get(message.rank, message.kind),
                short_date(timezone.localdate(message.at)),
                message.failure or "parti",
            ]
            for message in reversed(one.messages)
        ],
        empty="Aucun message ne lui a été envoyé.",
    )


def calls_listing(one: Questionnaire) -> Listing:
    return Listing(
        caption="Appels",
        heads=(Head("Le"), Head("Suite"), Head("Note")),
        rows=[[short_date(call.on), CallOutcome(call.outcome).label, call.note] for call in one.calls],
        empty="Personne n'a encore appelé.",
    )


def second_listing(request: Any, code: str, seconds: Sequence[Participation]) -> Listing:
    return Listing(
        caption="Autres regards",
        heads=(Head("Par"), Head("État")),
        rows=[
            [
                Cell(row.rater_label, to(request, "campaigns:campaign-pairs", code)),
                "envoyé" if row.submitted_at else "attendu",
            ]
            for row in seconds
        ],
    )
