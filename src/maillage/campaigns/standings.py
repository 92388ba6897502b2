"""Where each questionnaire of a campaign stands now: read live, since a draft moves without a line in the trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from maillage.campaigns.domain.reminding import Standing
from maillage.campaigns.models import Call, CallOutcome, Campaign, Message, MessageKind, Participation
from maillage.territory.contacting import contacts_stored
from maillage.territory.domain.contacts import ContactSheet, ContactState

INVITING = (MessageKind.INVITATION.value, MessageKind.REMINDER.value)


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A library's questionnaire with what happened to it. `calls`: the newest first; `addresses`: where it may be
    written to, those of roles before those of people."""

    participation: Participation
    standing: Standing
    messages: tuple[Message, ...] = ()
    calls: tuple[Call, ...] = ()
    contacts: tuple[ContactSheet, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        return addresses(self.contacts)

    @property
    def failure(self) -> str:
        """Why its last message did not leave; "" when it did."""
        return self.messages[-1].failure if self.messages else ""


def addresses(contacts: Iterable[ContactSheet]) -> tuple[str, ...]:
    """The addresses of the roles of a library; without any, those of the people who were told that we keep them."""
    roles = [one.email for one in contacts if one.email and not one.personal]
    people = [one.email for one in contacts if one.email and one.personal]
    return tuple(dict.fromkeys(roles or people[:1]))


def contacts_on(network: object, on: date) -> Mapping[str, tuple[ContactSheet, ...]]:
    """Whom we may write to or call, by library: those to be erased are left aside. One query."""
    found: dict[str, list[ContactSheet]] = defaultdict(list)
    for sheet in contacts_stored(network):  # type: ignore[arg-type]
        if sheet.state(on) is not ContactState.DUE:
            found[sheet.library].append(sheet)
    return {library: tuple(sheets) for library, sheets in found.items()}


def questionnaires(campaign: Campaign, on: date) -> tuple[Questionnaire, ...]:
    """Those of the libraries themselves, by name. Four queries, whatever their number."""
    rows: Sequence[Participation] = list(
        Participation.objects.filter(campaign=campaign).of_libraries().select_related("campaign")
    )
    messages: dict[int, list[Message]] = defaultdict(list)
    for message in Message.objects.filter(participation__campaign=campaign).order_by("pk"):
        messages[message.participation_id].append(message)
    calls: dict[int, list[Call]] = defaultdict(list)
    for call in Call.objects.filter(participation__campaign=campaign).order_by("-on", "-pk"):
        calls[call.participation_id].append(call)
    contacts = contacts_on(campaign.network_id, on)
    return tuple(
        _questionnaire(row, messages[row.pk], calls[row.pk], contacts.get(row.library_code, ()))
        for row in rows
    )


def questionnaire_of(row: Participation, on: date) -> Questionnaire:
    """One questionnaire, with what happened to it. Three queries."""
    messages = list(Message.objects.filter(participation=row).order_by("pk"))
    calls = list(Call.objects.filter(participation=row).order_by("-on", "-pk"))
    contacts = contacts_on(row.network_id, on).get(row.library_code, ())
    return _questionnaire(row, messages, calls, contacts)


def _questionnaire(
    row: Participation, messages: list[Message], calls: list[Call], contacts: tuple[ContactSheet, ...]
) -> Questionnaire:
    left = [message for message in messages if not message.failure and message.kind in INVITING]
    outcome = calls[0].outcome if calls else ""
    sent = row.submitted_at is not None
    standing = Standing(
        key=row.pk,
        invited_on=_day(left[0].at) if left else None,
        told_on=_day(left[-1].at) if left else None,
        reminders=max((m.rank for m in left if m.kind == MessageKind.REMINDER.value), default=0),
        saved_on=_day(row.saved_at),
        is_sent=sent,
        is_closed=not sent and outcome == CallOutcome.CLOSED.value,
        has_refused=outcome == CallOutcome.REFUSED.value,
        is_reachable=bool(addresses(contacts)),
    )
    return Questionnaire(
        participation=row,
        standing=standing,
        messages=tuple(messages),
        calls=tuple(calls),
        contacts=contacts,
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)
