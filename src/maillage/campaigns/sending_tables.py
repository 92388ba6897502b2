"""What was sent and what will be, as tables: the reminders day by day, who gets what tomorrow, what failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from maillage.base.ui.components import Badge, Cell, Entry, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, plain_date, short_date
from maillage.campaigns import domain
from maillage.campaigns.domain.reminding import MOST_REMINDERS, Silence, reminder_on
from maillage.campaigns.following import Following
from maillage.campaigns.standings import Questionnaire

RANKS = {0: "invitation", 1: "première relance", 2: "seconde relance"}


def rule_told(declared: domain.Campaign, quiet: int) -> list[str]:
    """The rule by which reminders leave, in as many sentences as it has parts."""
    days = [plain_date(day) for day in declared.reminder_days()[:MOST_REMINDERS]]
    when = (
        f"Une relance part le {days[0]}" if days else "Aucune relance ne part : la campagne n'a pas de dates"
    )
    second = f", une seconde le {days[1]}" if len(days) > 1 else ""
    return [
        f"{when}{second}.",
        "Jamais à qui a envoyé son questionnaire, à une bibliothèque fermée, ni à qui a dit non.",
        f"Jamais dans les {count(quiet, 'jour')} qui suivent une réponse enregistrée ou un message : elle attend.",
        "Jamais plus de deux : ensuite, un référent appelle.",
    ]


def reminder_entries(now: Following, today: date) -> list[Entry]:
    """`Demain : 31 relances`, day by day, if nobody answers meanwhile."""
    near = {today: "Aujourd'hui", today + timedelta(days=1): "Demain"}
    return [
        Entry(day, f"{near.get(day, plain_date(day).capitalize())} : {count(n, 'relance')}")
        for day, n in sorted(now.reminders.items())
    ]


def sending_listing(
    request: Any, found: Sequence[Questionnaire], declared: domain.Campaign, *, quiet: int
) -> Listing:
    """Every library with its last message and what it gets next."""
    today = request.project.today
    return Listing(
        caption="Bibliothèque par bibliothèque",
        anchor="envois",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("EPCI", key="epci"),
            Head("Dernier message", key="message"),
            Head("Aujourd'hui", key="aujourdhui"),
        ),
        rows=[_row(request, one, declared, today, quiet) for one in found],
        empty="Personne n'est interrogé.",
    )


def _row(
    request: Any, one: Questionnaire, declared: domain.Campaign, today: date, quiet: int
) -> list[Cell | str]:
    row = one.participation
    next_one = reminder_on(one.standing, declared, today, quiet_days=quiet)
    if isinstance(next_one, Silence):
        tone = Tone.WARNING if next_one in (Silence.NO_ADDRESS, Silence.ENOUGH) else Tone.NEUTRAL
        state = Cell("", badge=Badge(next_one.label, tone), sort=next_one.label)
    else:
        state = Cell("", badge=Badge(f"{RANKS[next_one]} due", Tone.INFO), sort=RANKS[next_one])
    return [
        Cell(str(row), to(request, "campaigns:participation", declared.code, row.library_code)),
        row.epci_name,
        last_message(one),
        state,
    ]


def last_message(one: Questionnaire) -> Cell:
    if not one.messages:
        return Cell("aucun", sort=None)
    last = one.messages[-1]
    told = RANKS.get(last.rank, last.kind)
    day = short_date(last.at.date())
    if last.failure:
        return Cell("", badge=Badge(f"échec : {told}", Tone.BAD), note=day, sort=last.at.date())
    return Cell(told, note=day, sort=last.at.date())


def failures_listing(request: Any, found: Sequence[Questionnaire], code: str) -> Listing:
    """The messages that did not leave, each with what mends it."""
    return Listing(
        caption="Messages qui ne sont pas partis",
        anchor="echecs",
        heads=(Head("Bibliothèque"), Head("Pourquoi, et que faire"), Head("Reprendre")),
        rows=[
            [
                Cell(
                    str(one.participation),
                    f"{to(request, 'territory:library', one.participation.library_code)}#contacts",
                ),
                one.failure,
                Cell(
                    "Envoyer à nouveau",
                    to(request, "campaigns:participation", code, one.participation.library_code),
                ),
            ]
            for one in found
        ],
    )
