"""What each answer to remarks would do, and what was done, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages

from maillage.base.values.french import count, listed
from maillage.territory.decision_forms import TAKE_BACK
from maillage.territory.domain.proposals import Act
from maillage.territory.domain.worklist import Answer, Case
from maillage.territory.taking_back import Outcome

# How many lines of what was skipped a message tells; the others are in the list.
TOLD = 5
_ACTS = {
    Act.UNKNOWN: ("valeur considérée comme inconnue", "valeurs considérées comme inconnues"),
    Act.REUSE: ("réponse reprise d'une autre enquête", "réponses reprises d'une autre enquête"),
    Act.CORRECT: ("identité corrigée", "identités corrigées"),
    Act.DUPLICATE: ("doublon retiré du registre", "doublons retirés du registre"),
    Act.ASK: ("question à poser à la bibliothèque", "questions à poser aux bibliothèques"),
    Act.REVERT: ("retour à la valeur publiée", "retours à la valeur publiée"),
}


def choices_for(cases: Sequence[Case]) -> list[tuple[str, str]]:
    if not any(case.is_to_do for case in cases):
        return [(TAKE_BACK, "Reprendre la décision : les données redeviennent ce qu'elles étaient")]
    proposed = [case for case in cases if case.proposal]
    choices = [
        (
            Answer.REJECTED.value,
            "Écarter : ce qui est publié est juste (une valeur douteuse compte de nouveau) ; la remarque se tait tant "
            "que la valeur publiée ne change pas",
        ),
        (Answer.POSTPONED.value, "Reporter à plus tard"),
    ]
    if proposed:
        which = "la proposition" if len(proposed) == 1 else f"les {count(len(proposed), 'proposition')}"
        choices.insert(0, (Answer.ACCEPTED.value, f"Accepter {which} : {effects(proposed)}"))
    return choices


def effects(cases: Sequence[Case]) -> str:
    """`3 valeurs considérées comme inconnues et 2 identités corrigées`."""
    acts = Counter(case.proposal.act for case in cases if case.proposal)
    return listed([count(acts[act], *words) for act, words in _ACTS.items() if acts[act]])


def tell(request: Any, answer: str, outcome: Outcome) -> None:
    verbs = {
        Answer.ACCEPTED.value: ("proposition acceptée", "propositions acceptées"),
        Answer.REJECTED.value: ("remarque écartée", "remarques écartées"),
        Answer.POSTPONED.value: ("remarque reportée", "remarques reportées"),
        TAKE_BACK: ("décision reprise", "décisions reprises"),
    }
    n = len(outcome.done)
    if n:
        told = f"{count(n, *verbs[answer])}."
        if answer == Answer.ACCEPTED.value:
            told = f"{count(n, *verbs[answer])} : {effects(outcome.done)}."
        if answer != TAKE_BACK:
            told += " Chaque décision peut être reprise : filtrez par état."
        messages.success(request, told)
    for note in outcome.notes[:TOLD]:
        messages.warning(request, note)
    if outcome.skipped:
        messages.warning(request, _skipped(outcome))


def _skipped(outcome: Outcome) -> str:
    n = len(outcome.skipped)
    told = " ".join(f"{name} : {reason}" for name, reason in outcome.skipped[:TOLD])
    rest = f" Et {count(n - TOLD, 'autre')}." if n > TOLD else ""
    return f"{count(n, 'remarque laissée', 'remarques laissées')} en l'état. {told}{rest}"
