"""Saving answers as they are given: one short transaction, one revision more for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from maillage.campaigns import domain, ledger
from maillage.campaigns.domain.answers import LONGEST_TEXT, BadAnswer, Missing, Provenance, canonical
from maillage.campaigns.domain.frameworks import Framework, ItemScope
from maillage.campaigns.models import Answer, Participation
from maillage.campaigns.turns import writing


@dataclass(frozen=True, kw_only=True)
class Given:
    """What someone typed for an item. `revision`: the one she saw, 0 when none; None: she does not mind (a file)."""

    item: str
    value: str = ""
    missing: Missing | None = None
    comment: str = ""
    evidence: str = ""
    provenance: Provenance = Provenance.TYPED
    by: str = ""
    revision: int | None = None


class Locked(Exception):
    """The questionnaire takes no answer now; the message is French and says why and what to do."""


class Conflict(Exception):
    """Someone else changed this answer meanwhile; `theirs` is what is kept. Nothing was written."""

    def __init__(self, theirs: Answer) -> None:
        super().__init__("Quelqu'un d'autre a répondu à cette question entre-temps.")
        self.theirs = theirs


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of an answer given. `kept`: the one that now stands, theirs when `is_conflict`; None with `error`."""

    kept: domain.Answer | None = None
    error: str = ""
    is_conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Every answer of the questionnaire as it now stands, and the fate of each one given, by item."""

    answers: dict[str, domain.Answer]
    fates: dict[str, Fate]


SENT = "Ce questionnaire est envoyé. Pour corriger une réponse, demandez au service de le rouvrir."


def why_locked(participation: Participation, today: date) -> str:
    """Why answers are not taken today; "" when they are."""
    campaign = participation.campaign
    reopened = participation.open_until is not None and today <= participation.open_until
    if participation.submitted_at is not None:
        return SENT
    if campaign.takes_answers(today) or reopened:
        return ""
    if campaign.opened_at is None:
        return "Cette campagne n'a pas encore commencé."
    return "Cette campagne est terminée. Le service peut rouvrir votre questionnaire : écrivez-lui."


def save_answer(*, participation: Participation, framework: Framework, given: Given, today: date) -> Answer:
    """Write one answer durably and return it. Raises BadAnswer, Conflict, Locked, KeyError (unknown item)."""
    if given.item not in framework.by_code:
        raise KeyError(given.item)
    saved = save_answers(participation=participation, framework=framework, given=[given], today=today)
    fate = saved.fates[given.item]
    if fate.error:
        raise BadAnswer(fate.error)
    row = Answer.objects.get(participation=participation, item=given.item)
    if fate.is_conflict:
        raise Conflict(row)
    return row


def save_answers(
    *, participation: Participation, framework: Framework, given: Sequence[Given], today: date
) -> Kept:
    """Write several answers durably, each or not at all. Raises Locked.

    Not written in the trail: the trail tells of what people do to the project, and this happens 600 times a second.
    """
    if refusal := why_locked(participation, today):
        raise Locked(refusal)
    fates: dict[str, Fate] = {}
    values: dict[str, str] = {}
    latest = {one.item: one for one in given}
    for item, one in latest.items():
        try:
            values[item] = _checked(participation, framework, one)
        except BadAnswer as refused:
            fates[item] = Fate(error=str(refused))
    now = timezone.now()
    with writing():
        # Two first answers to a question come one after the other, and none enters what was sent a moment ago.
        if values and not ledger.take(participation, now):
            raise Locked(SENT)
        answers = ledger.read(participation)
        fates |= {
            item: _settled(answers.get(item), latest[item], value, now) for item, value in values.items()
        }
        fresh = [fate.kept for fate in fates.values() if fate.kept is not None and fate.kept.at is now]
        if fresh:
            ledger.write(participation, fresh)
    return Kept(answers=answers | {one.item: one for one in fresh}, fates=fates)


def _checked(participation: Participation, framework: Framework, given: Given) -> str:
    """The canonical value. Raises BadAnswer."""
    item = framework.by_code.get(given.item)
    if item is None or item.scope is not (
        ItemScope.SITE if participation.library_code else ItemScope.NETWORK
    ):
        # Kept once a site, a figure of the whole network would be summed.
        raise BadAnswer("Cette question n'est pas de ce questionnaire.")
    for text in (given.value, given.comment, given.evidence, given.by):
        if len(text) > LONGEST_TEXT:
            raise BadAnswer(f"Ce texte a {len(text)} caractères : {LONGEST_TEXT} au plus.")
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
            # PostgreSQL keeps no null character, and no base keeps half of a letter.
            raise BadAnswer("Ce texte contient un caractère que l'on ne peut pas garder : retapez-le.")
    return "" if given.missing else canonical(item, given.value)


def _settled(kept: domain.Answer | None, given: Given, value: str, now: datetime) -> Fate:
    """The answer to write, unless someone else changed it since this one was read."""
    comment, evidence = given.comment.strip(), given.evidence.strip()
    if given.revision is not None and (kept.revision if kept else 0) != given.revision:
        asked = (value, given.missing, comment, evidence)
        if kept and (kept.value, kept.missing, kept.comment, kept.evidence) == asked:
            # The same answer sent again: the network was lost after it was kept.
            return Fate(kept=kept)
        if kept:
            return Fate(kept=kept, is_conflict=True)
    return Fate(
        kept=domain.Answer(
            item=given.item,
            value=value,
            missing=given.missing,
            comment=comment,
            evidence=evidence,
            provenance=given.provenance,
            by=given.by.strip()[:80],
            at=now,
            revision=(kept.revision if kept else 0) + 1,
        )
    )
