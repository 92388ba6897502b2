"""Writes the answers of returned forms: those of a file in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from maillage.campaigns.answering import Given, Locked, save_answers
from maillage.campaigns.domain.answers import Provenance
from maillage.campaigns.domain.offline.reading import ReadAnswer
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.models import Participation
from maillage.campaigns.offline.trial import FileTrial, Keep
from maillage.campaigns.opening import NotPossible, trail
from maillage.campaigns.submitting import submit
from maillage.campaigns.turns import writing


def import_form(
    *, trial: FileTrial, keep: Keep, send: bool, today: date, actor: object = None, by: str = ""
) -> int:
    """Write the answers of a trial just made; returns how many. `send`: the questionnaire is then sent.

    Raises NotPossible, and nothing is written, when the questionnaire is closed or an answer no longer holds.
    """
    person: Any = trial.participation
    if person is None or trial.refusal:
        raise NotPossible(trial.refusal or f"{trial.name} : dites d'abord de quelle bibliothèque il est.")
    answers = trial.taken(keep)
    try:
        with writing():
            _write(person, answers, today, by)
            trail(person.campaign, "campaign.form", actor, library=str(person), answers=len(answers))
            if send:
                submit(participation=person, today=today, by=by, actor=actor)
    except Locked as locked:
        raise NotPossible(f"{person} : {locked}") from locked
    return len(answers)


def _write(person: Participation, answers: Iterable[ReadAnswer], today: date, by: str) -> None:
    given = [
        Given(
            item=one.item.code,
            value=one.value,
            missing=one.missing,
            comment=one.comment,
            evidence=one.evidence,
            provenance=Provenance.FILE,
            by=by,
        )
        for one in answers
    ]
    if not given:
        return
    saved = save_answers(
        participation=person, framework=framework_of(person.campaign), given=given, today=today
    )
    refused = [f"{item} : {fate.error}" for item, fate in saved.fates.items() if fate.error]
    if refused:
        raise NotPossible(f"{person} : {refused[0]} Rien de ce fichier n'a été enregistré.")
