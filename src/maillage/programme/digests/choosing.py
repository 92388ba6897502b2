"""What each person asked for: her functions, her rhythm. Unasked, she has none and a reminder each Monday."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from maillage.base.models import AuditEntry, record
from maillage.base.plugs import Project
from maillage.programme.models import DigestChoice
from maillage.programme.models.digests import Rhythm
from maillage.programme.readings import programme_of

CHOSEN = "digest.choose"


def choice_of(network: Any, user: Any) -> DigestChoice:
    """Hers as stored, or what holds until she chooses (not stored)."""
    return DigestChoice.objects.filter(network=network, user=user).first() or DigestChoice(
        network=network, user=user
    )


def functions_of(network: Any, user: Any) -> list[str]:
    return [str(one) for one in choice_of(network, user).functions]


def proposed_functions(project: Project) -> list[tuple[str, int]]:
    """The functions that lead actions, with how many each leads, in alphabetical order."""
    leads = Counter(action.lead for _, _, action in programme_of(project).actions() if action.lead)
    return sorted(leads.items(), key=lambda pair: pair[0].casefold())


@transaction.atomic
def choose(*, network: Any, user: Any, functions: list[str], rhythm: Rhythm, origin: str) -> DigestChoice:
    """`origin`: the address of the site as this person reached it; mails are made without any request."""
    choice, _ = DigestChoice.objects.update_or_create(
        network=network, user=user, defaults={"functions": functions, "rhythm": rhythm.value}
    )
    record(
        network=network,
        actor=user,
        verb=CHOSEN,
        target=f"programme.DigestChoice/{user.get_username()}",
        label=f"Rappels : {rhythm.label}",
        origin=origin,
    )
    return choice


def chosen_origin(network: Any) -> str:
    """The address of the site when somebody last chose her reminders; "" when nobody did."""
    last = AuditEntry.objects.filter(network=network, verb=CHOSEN).order_by("-pk").first()
    return str(last.detail.get("origin", "")) if last else ""
