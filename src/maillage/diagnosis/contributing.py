"""Verbs on contributions: receive, read, group under a theme, set aside, erase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from maillage.base.models import record
from maillage.base.values.cleaning import cleaned
from maillage.base.values.french import count
from maillage.diagnosis.domain.contributions import Answer, Channel, Quality
from maillage.diagnosis.models import Consultation, Contribution, ContributionTheme
from maillage.diagnosis.opening import NotPossible, record_on

LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Received:
    """A contribution as given. `at` None means now; `receipt` tells one sending from the next."""

    answers: Sequence[Answer]
    channel: Channel
    quality: Quality | None = None
    commune: str = ""
    at: datetime | None = None
    receipt: str = ""


def noon_of(day: date) -> datetime:
    """The moment kept for what is only known by its day."""
    return datetime.combine(day, time(12), timezone.get_current_timezone())


def receive(*, consultation: Consultation, given: Received, actor: Any = None) -> Contribution:
    """Keep a contribution. The same sending twice gives the one already kept."""
    if given.receipt and (kept := _kept(consultation, given.receipt)):
        return kept
    try:
        with transaction.atomic():
            made = _create(consultation, [given])[0]
            record_on(consultation, "contribution.receive", actor, number=made.number)
            return made
    except IntegrityError:
        # Pressed twice at once: the other request was first.
        kept = _kept(consultation, given.receipt) if given.receipt else None
        if kept is None:
            raise
        return kept


@transaction.atomic
def receive_all(*, consultation: Consultation, given: Sequence[Received], actor: Any) -> int:
    """Keep many contributions at once (a file), with one line in the history."""
    made = _create(consultation, given)
    if made:
        record_on(consultation, "contribution.import", actor, count=len(made))
    return len(made)


def _kept(consultation: Consultation, receipt: str) -> Contribution | None:
    found: Contribution | None = Contribution.objects.filter(
        consultation=consultation, receipt=receipt
    ).first()
    return found


def _create(consultation: Consultation, given: Iterable[Received]) -> list[Contribution]:
    network = consultation.network
    # Numbers follow one another: whoever writes holds the network while it counts.
    type(network)._base_manager.select_for_update().get(pk=network.pk)
    last = Contribution.objects.filter(network=network).aggregate(last=Max("number"))["last"] or 0
    made = []
    for rank, one in enumerate(given, last + 1):
        row = Contribution(
            network=network,
            consultation=consultation,
            number=rank,
            at=one.at or timezone.now(),
            channel=one.channel.value,
            quality=one.quality.value if one.quality else "",
            commune=cleaned(one.commune)[:100],
            answers=[asdict(answer) for answer in one.answers],
            receipt=one.receipt,
        )
        row.save()
        made.append(row)
    return made


@transaction.atomic
def mark_read(*, contributions: Any) -> int:
    """Note that contributions were seen. Not written in the history: reading changes nothing of the project."""
    seen: int = contributions.filter(read_at=None).update(read_at=timezone.now())
    return seen


@transaction.atomic
def group(*, contributions: Any, theme: ContributionTheme | None, actor: Any) -> int:
    """Put contributions under a theme; None takes them out of theirs. Those set aside come back."""
    numbers = sorted(contributions.values_list("number", flat=True))
    contributions.filter(read_at=None).update(read_at=timezone.now())
    contributions.update(theme=theme, set_aside="")
    if numbers and theme is not None:
        code, label = theme.code, str(theme)  # type: ignore[attr-defined]
        record(
            network=theme.network, actor=actor, verb="contribution.group",
            target=f"diagnosis.ContributionTheme/{code}", label=label, numbers=numbers,
        )  # fmt: skip
    return len(numbers)


@transaction.atomic
def set_aside(*, network: Any, contributions: Any, reason: str, actor: Any) -> int:
    """Leave contributions out, and say why. Raises NotPossible without a reason."""
    reason = cleaned(reason).replace("\n", " ")
    if not reason:
        raise NotPossible(
            "Dites pourquoi ces contributions sont écartées : hors sujet, doublon, propos injurieux…"
        )
    if len(reason) > LONGEST_REASON:
        raise NotPossible(
            f"La raison a {len(reason)} caractères : raccourcissez-la à {LONGEST_REASON} au plus."
        )
    numbers = sorted(contributions.values_list("number", flat=True))
    contributions.filter(read_at=None).update(read_at=timezone.now())
    contributions.update(theme=None, set_aside=reason)
    if numbers:
        record(
            network=network, actor=actor, verb="contribution.set-aside", target="diagnosis.Contribution",
            label=count(len(numbers), "contribution"), numbers=numbers, reason=reason,
        )  # fmt: skip
    return len(numbers)


@transaction.atomic
def erase(*, contribution: Contribution, actor: Any) -> None:
    """Delete a contribution for good, at its author's request; only its number stays in the history."""
    consultation, number = contribution.consultation, contribution.number
    contribution.delete()
    record_on(consultation, "contribution.erase", actor, number=number)
