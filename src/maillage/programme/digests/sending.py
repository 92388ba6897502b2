"""Sending the reminders of a day. Each person is claimed before she is written to: two workers, or a worker that is
killed half-way, never write twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse

from maillage.accounts.domain import Role
from maillage.accounts.mail import keep_files_private
from maillage.accounts.models import Membership, Network
from maillage.base.models import record
from maillage.base.plugs import Project
from maillage.campaigns.inviting import origin_of
from maillage.programme.digests.choosing import chosen_origin
from maillage.programme.digests.writing import digest_of
from maillage.programme.domain.digests import leaves_on, letter
from maillage.programme.models import DigestChoice
from maillage.rulebook.projects import project_of

TOLD_ROLES = (Role.LEAD.value, Role.TEAM.value)


def send_digests(day: date) -> None:
    """Write to everyone whose reminder is due on a day, in every network."""
    for network in Network.objects.order_by("pk"):
        due = [one for one in recipients(network) if leaves_on(one.rhythm, day, one.sent_on)]
        if due:
            send_in(project_of(network, day), due)


def recipients(network: Any) -> list[DigestChoice]:
    """The choice of each person who writes in the network, by name; not stored for those who never chose. Two queries."""
    rows = Membership.objects.filter(network=network, role__in=TOLD_ROLES, user__is_active=True)
    chosen = {one.user_id: one for one in DigestChoice.objects.filter(network=network).select_related("user")}
    people = [row.user for row in rows.select_related("user").order_by("user__last_name", "user__username")]
    return [chosen.get(user.pk) or DigestChoice(network=network, user=user) for user in people]


def send_in(project: Project, due: list[DigestChoice]) -> int:
    """Write to those who have an address and something to read; returns how many."""
    origin, sent = site_origin(project.network), 0
    keep_files_private()
    for choice in due:
        if choice.user.email:
            sent += _send(project, choice, origin)
    if sent:
        record(
            network=project.network,
            verb="digest.send",
            target="programme",
            label="Rappels du programme",
            sent=sent,
        )
    return sent


def _send(project: Project, choice: DigestChoice, origin: str) -> bool:
    since = choice.sent_on
    if not claim(choice, project.today):
        return False
    digest = digest_of(project, choice.user, choice.functions, since)
    if digest.is_empty:
        return False
    page = reverse("programme:digest", args=[project.network.department])
    message = EmailMessage(subject=digest.subject, body=letter(digest, origin, page), to=[choice.user.email])
    try:
        message.send()
    except (SMTPException, OSError):
        # It did not leave: given back, the next day of the week tries again.
        DigestChoice.objects.filter(network=project.network, user=choice.user).update(sent_on=since)
        return False
    return True


def claim(choice: DigestChoice, day: date) -> bool:
    """Take a person's reminder of a day; False when another worker has it already."""
    DigestChoice.objects.get_or_create(
        network=choice.network,
        user=choice.user,
        defaults={"rhythm": choice.rhythm, "functions": choice.functions},
    )
    free = Q(sent_on=None) if choice.sent_on is None else Q(sent_on=choice.sent_on)
    rows = DigestChoice.objects.filter(free, network=choice.network, user=choice.user)
    return rows.update(sent_on=day) == 1


def site_origin(network: Any) -> str:
    """The address of the site for a mail that no request asked for; "" when nobody knows it yet."""
    known = chosen_origin(network) or origin_of(network)
    hosts: Iterator[str] = (host for host in settings.ALLOWED_HOSTS if settings.HTTPS and "*" not in host)
    host = next(hosts, "").lstrip(".")
    return known or (f"https://{host}/" if host else "")


__all__ = ["claim", "leaves_on", "recipients", "send_digests", "send_in", "site_origin"]
