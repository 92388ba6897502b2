"""What invented libraries decided after their results: steps of improvement plans, wishes, hours checked at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from maillage.accounts.models import Network
from maillage.campaigns.domain.answers import level_of
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.models import (
    Answer,
    HoursCheck,
    HoursSource,
    ImprovementStep,
    Participation,
    StepState,
    Wish,
    WishKind,
)

OWNERS = ("la responsable", "une bénévole", "le secrétariat de mairie", "l'équipe", "")
WISHES = (
    (WishKind.TRAINING, "Une demi-journée pour apprendre à montrer les ressources"),
    (WishKind.TRAINING, "Accueillir une personne qui débute avec l'ordinateur"),
    (WishKind.TRAINING, "Préparer un atelier tablettes"),
    (WishKind.EQUIPMENT, "Deux tablettes à prêter"),
    (WishKind.EQUIPMENT, "Un poste accessible"),
    (WishKind.EQUIPMENT, "Une borne Wi-Fi"),
    (WishKind.VISIT, "Une visite pour revoir l'accueil"),
)
HOURS = ("mer. 14 h-17 h, sam. 10 h-12 h", "mer. 14 h-18 h, sam. 10 h-12 h", "mar. et ven. 16 h-18 h")


def add_demo_plans(network: Network, campaign: Any, places: Sequence[Place]) -> None:
    chance = Random("plans")  # noqa: S311 (an invented story, the same at each run)
    framework = framework_of(campaign)
    sent = Participation.objects.filter(campaign=campaign).submitted().of_libraries().order_by("library_code")
    answers: dict[int, dict[str, Any]] = {}
    for row in Answer.objects.filter(participation__in=sent).order_by("pk"):
        answers.setdefault(row.participation_id, {})[row.item] = row.as_value()
    steps, wishes = [], []
    for participation in sent:
        if chance.random() < 0.55:
            steps += _steps(participation, framework, answers.get(participation.pk, {}), chance)
        if chance.random() < 0.4:
            kind, text = chance.choice(WISHES)
            wishes.append(_wish(participation, kind.value, text))
    ImprovementStep.objects.bulk_create(steps)
    Wish.objects.bulk_create(wishes)
    HoursCheck.objects.bulk_create(_hours(network, places, chance))


def _steps(
    participation: Participation, framework: Any, answers: Any, chance: Random
) -> list[ImprovementStep]:
    found = []
    for item in chance.sample(list(framework.items), len(framework.items)):
        level = level_of(item, answers.get(item.code))
        step = item.next_from(level) if level is not None else None
        if step is not None and len(found) < chance.randint(1, 3):
            state = chance.choices(list(StepState), weights=(5, 3, 3, 1))[0]
            found.append(
                ImprovementStep(
                    network_id=participation.network_id, campaign=participation.campaign,
                    library_code=participation.library_code, item=item.code, from_level=level, title=step.do,
                    owner=chance.choice(OWNERS), help_wanted=step.help if chance.random() < 0.5 else "",
                    due=date(2027, chance.randint(1, 12), chance.choice((1, 15, 28))), state=state.value,
                    review="C'est en place depuis la rentrée." if state is StepState.DONE else "",
                )
            )  # fmt: skip
    return found


def _wish(participation: Participation, kind: str, text: str) -> Wish:
    return Wish(
        network_id=participation.network_id, campaign=participation.campaign,
        library_code=participation.library_code, kind=kind, text=text,
    )  # fmt: skip


def _hours(network: Network, places: Sequence[Place], chance: Random) -> list[HoursCheck]:
    found = []
    for place in chance.sample(list(places), min(20, len(places))):
        said = chance.choice(HOURS)
        for source in HoursSource:
            text = said if chance.random() < 0.82 else chance.choice((*HOURS, ""))
            on = date(2027, 3, 1) + timedelta(days=chance.randint(0, 20))
            found.append(
                HoursCheck(network=network, library_code=place.code, source=source.value, hours=text, on=on)
            )
    return found
