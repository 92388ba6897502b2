"""Saving answers as they are given: one short transaction, one revision more for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

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
class Kept:
    """What became of several answers given at once: `answers` as they now stand in the whole questionnaire, and the
    fate of each item given."""

    answers: dict[str, Answer]
    fates: dict[str, Answer | Conflict | BadAnswer]


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
    kept = save_answers(participation=participation, framework=framework, given=[given], today=today)
    fate = kept.fates[given.item]
    if isinstance(fate, Exception):
        raise fate
    return fate


def save_answers(
    *, participation: Participation, framework: Framework, given: Sequence[Given], today: date
) -> Kept:
    """Write several answers durably, each or not at all. Raises Locked, KeyError (unknown item).

    Not written in the trail: the trail tells of what people do to the project, and this happens 600 times a second.
    """
    if refusal := why_locked(participation, today):
        raise Locked(refusal)
    given = list({one.item: one for one in given}.values())
    fates: dict[str, Answer | Conflict | BadAnswer] = {}
    values: dict[str, str] = {}
    for one in given:
        try:
            values[one.item] = _checked(participation, framework, one)
        except BadAnswer as refused:
            fates[one.item] = refused
    now = timezone.now()
    with writing():
        # Locks the questionnaire: two first answers to an item come one after the other. And nothing is written
        # into one that was sent a moment ago.
        open_now = Participation.objects.filter(pk=participation.pk, submitted_at=None)
        if values and not open_now.update(saved_at=now):
            raise Locked(SENT)
        answers = {row.item: row for row in Answer.objects.filter(participation=participation)}
        fresh = []
        for one in given:
            if one.item in values:
                fate = _settled(answers, participation, one, values[one.item], now)
                fates[one.item] = fate
                if isinstance(fate, Answer) and fate.pk is None:
                    fresh.append(fate)
        if fresh:
            Answer.objects.bulk_create(fresh)
    return Kept(answers=answers, fates=fates)


def _checked(participation: Participation, framework: Framework, given: Given) -> str:
    """The canonical value. Raises BadAnswer, KeyError."""
    item = framework.by_code[given.item]
    scope = ItemScope.SITE if participation.library_code else ItemScope.NETWORK
    if item.scope is not scope:
        # Summed over sites, one figure of the network would count once a library.
        raise BadAnswer("Cette question n'est pas de ce questionnaire.")
    for text in (given.value, given.comment, given.evidence, given.by):
        if len(text) > LONGEST_TEXT:
            raise BadAnswer(f"Ce texte a {len(text)} caractères : {LONGEST_TEXT} au plus.")
        if not text.isprintable() and not _is_storable(text):
            raise BadAnswer("Ce texte contient un caractère que l'on ne peut pas garder : retapez-le.")
    return "" if given.missing else canonical(item, given.value)


def _is_storable(text: str) -> bool:
    """PostgreSQL keeps no null character, and neither base keeps half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _settled(
    answers: dict[str, Answer], participation: Participation, given: Given, value: str, now: datetime
) -> Answer | Conflict:
    """Put one answer among those of the questionnaire; an answer that exists is written at once, a new one is not."""
    kept = answers.get(given.item)
    if kept is not None and given.revision is not None and kept.revision != given.revision:
        return kept if _same(kept, value, given) else Conflict(kept)
    row = kept or Answer(
        network_id=participation.network_id, participation=participation, item=given.item, revision=0
    )
    _fill(row, value, given, now)
    if kept is not None and kept.pk is not None:
        kept.save(force_update=True)
    answers[given.item] = row
    return row


def _same(kept: Answer, value: str, given: Given) -> bool:
    """The same answer sent again (the network was lost after it was kept): nothing to choose between."""
    missing = given.missing.value if given.missing else ""
    return (kept.value, kept.missing, kept.comment, kept.evidence) == (
        value, missing, given.comment.strip(), given.evidence.strip(),
    )  # fmt: skip


def _fill(row: Answer, value: str, given: Given, now: datetime) -> None:
    row.value, row.missing = value, given.missing.value if given.missing else ""
    row.comment, row.evidence = given.comment.strip(), given.evidence.strip()
    row.provenance, row.by, row.at = given.provenance.value, given.by.strip()[:80], now
    row.revision += 1
