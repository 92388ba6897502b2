"""Sending the messages of a campaign, one after the other, each with a new link. Addresses are read, never written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from maillage.accounts.mail import keep_files_private
from maillage.campaigns.domain import letters
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.letters import Letter, Occasion
from maillage.campaigns.links import make_link
from maillage.campaigns.models import Campaign, Message, MessageKind
from maillage.campaigns.standings import Questionnaire

# Between two looks at how far the work is; a connection serves one batch.
BATCH = 20

NO_ADDRESS = "Aucune adresse électronique : ajoutez un contact à cette bibliothèque, ou appelez-la."
REFUSED = "L'adresse est refusée par le serveur de messagerie : vérifiez-la sur la page de la bibliothèque."
BROKEN = "Le serveur de messagerie n'a pas pris ce message : envoyez-le à nouveau."


class NoMail(ValueError):
    """The mail server does not answer; the French message says what to do."""


@dataclass
class Outcome:
    """How many messages left, and how many did not."""

    sent: int = 0
    failed: int = 0


def occasion_of(campaign: Campaign, framework: Framework) -> Occasion:
    """What every message of a campaign says."""
    row: Any = campaign
    network = campaign.network
    short = framework.minutes(express=True) if framework.has_express and row.form != "complete" else None
    whole = framework.minutes(express=False) if row.form != "express" or not framework.has_express else None
    return Occasion(
        title=row.title,
        service=network.service or network.owner,
        purpose=row.introduction or framework.purpose,
        closes=row.closes,
        results_on=row.results_on,
        contact=row.contact,
        phone=row.phone,
        short_minutes=short,
        whole_minutes=whole,
    )


def questionnaire_url(origin: str, token: str) -> str:
    """The whole address of a questionnaire; `origin` is that of the site ("https://maillage.example/")."""
    return origin.rstrip("/") + reverse("questionnaire", args=[token])


def letter_for(occasion: Occasion, library: str, link: str, rank: int, today: date) -> Letter:
    """The invitation (rank 0), the first reminder or the second."""
    if rank == 0:
        return letters.invitation(occasion, library, link)
    return letters.reminder(occasion, library, link, rank, today)


def send_all(
    *,
    campaign: Campaign,
    framework: Framework,
    to: Sequence[Questionnaire],
    ranks: Mapping[int, int],
    origin: str,
    today: date,
    tell: Callable[[int], None] = lambda done: None,
) -> Outcome:
    """Write to each library, by batches; `ranks`: 0 for an invitation, else the rank of the reminder, by key.

    Each message is noted as soon as it left: work that stops half-way goes on from there. Raises NoMail when the
    server does not answer, before the batch that it would have carried.
    """
    occasion, outcome = occasion_of(campaign, framework), Outcome()
    keep_files_private()
    for start in range(0, len(to), BATCH):
        connection = get_connection()
        _open(connection, outcome)
        for one in to[start : start + BATCH]:
            failure = _send(connection, campaign, occasion, one, ranks[one.standing.key], origin, today)
            outcome.failed += bool(failure)
            outcome.sent += not failure
        connection.close()
        tell(min(start + BATCH, len(to)))
    return outcome


def _open(connection: Any, outcome: Outcome) -> None:
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        told = f"{outcome.sent} messages étaient partis. " if outcome.sent > 1 else ""
        raise NoMail(
            f"Le serveur de messagerie ne répond pas. {told}Reprenez plus tard : personne ne sera écrit deux fois."
        ) from error


def _send(
    connection: Any,
    campaign: Campaign,
    occasion: Occasion,
    one: Questionnaire,
    rank: int,
    origin: str,
    today: date,
) -> str:
    """Send one message and note it; returns why it did not leave, "" when it did."""
    failure = NO_ADDRESS
    if one.addresses:
        token = make_link(campaign=campaign, participation=one.participation, today=today)
        link = questionnaire_url(origin, token)
        letter = letter_for(occasion, str(one.participation), link, rank, today)
        failure = _post(connection, letter, one.addresses)
    Message.objects.create(
        network_id=campaign.network_id,
        participation=one.participation,
        kind=(MessageKind.REMINDER if rank else MessageKind.INVITATION).value,
        rank=rank,
        failure=failure,
    )
    return failure


def _post(connection: Any, letter: Letter, to: Sequence[str]) -> str:
    # A server's own words may hold the address: what is kept of a refusal is ours.
    message = EmailMessage(subject=letter.subject, body=letter.body, to=list(to), connection=connection)
    try:
        message.send()
    except (SMTPRecipientsRefused, ValueError):
        return REFUSED
    except SMTPServerDisconnected:
        connection.close()
        return BROKEN
    except (SMTPException, OSError):
        return BROKEN
    return ""
