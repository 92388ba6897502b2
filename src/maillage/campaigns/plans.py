"""What a library decides after its results: at most three steps, followed until they are done, and its wishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.campaigns.domain.choosing import MOST_STEPS
from maillage.campaigns.models import Campaign, ImprovementStep, StepState, Wish, WishKind


class PlanRefused(ValueError):
    """A step or a wish that cannot be kept; the message is French and says what to do."""


@dataclass(frozen=True, kw_only=True)
class StepGiven:
    """What a person writes of a step. `item` and `level` when it was proposed."""

    title: str
    item: str = ""
    level: int | None = None
    owner: str = ""
    help_wanted: str = ""
    due: date | None = None
    state: StepState = StepState.CHOSEN
    review: str = ""


def _live(campaign: Campaign, library: str) -> int:
    rows = ImprovementStep.objects.filter(campaign=campaign, library_code=library)
    return int(rows.exclude(state=StepState.DROPPED.value).count())


@transaction.atomic
def choose_step(
    *, campaign: Campaign, library: str, given: StepGiven, actor: object = None
) -> ImprovementStep:
    """Add a step to the plan of a library. Raises PlanRefused: without a title, twice the same, or a fourth one."""
    # Locks the campaign: two people of a library who choose at once come one after the other.
    row = Campaign.objects.select_for_update().select_related("network").get(pk=campaign.pk)
    if not given.title.strip():
        raise PlanRefused("Dites en quelques mots ce que vous allez faire.")
    same = ImprovementStep.objects.filter(campaign=row, library_code=library, title=given.title.strip())
    if same.exists():
        raise PlanRefused("Ce pas est déjà dans votre plan.")
    if _live(row, library) >= MOST_STEPS:
        raise PlanRefused(
            f"Votre plan a déjà {MOST_STEPS} pas : c'est assez pour avancer. Terminez-en un, ou renoncez à l'un d'eux."
        )
    step = ImprovementStep(network=row.network, campaign=row, library_code=library)
    return _written(step, given, "plan.choose", actor)


@transaction.atomic
def follow_step(*, step: ImprovementStep, given: StepGiven, actor: object = None) -> ImprovementStep:
    """Change a step, or say what became of it. Raises PlanRefused."""
    row = ImprovementStep.objects.select_for_update().select_related("network", "campaign").get(pk=step.pk)
    if not given.title.strip():
        raise PlanRefused("Dites en quelques mots ce que vous allez faire.")
    revived = row.state == StepState.DROPPED.value and given.state is not StepState.DROPPED
    if revived and _live(row.campaign, row.library_code) >= MOST_STEPS:
        raise PlanRefused(f"Votre plan a déjà {MOST_STEPS} pas : renoncez d'abord à l'un d'eux.")
    return _written(row, given, "plan.follow", actor)


def _written(row: ImprovementStep, given: StepGiven, verb: str, actor: object) -> ImprovementStep:
    row.title, row.owner, row.due = given.title.strip()[:300], given.owner.strip()[:120], given.due
    row.help_wanted, row.review = given.help_wanted.strip()[:300], given.review.strip()[:2000]
    row.state = given.state.value
    if row.pk is None:
        row.item, row.from_level = given.item, given.level
    row.save()
    _trail(row.network, row.library_code, verb, str(row), actor)
    return row


@transaction.atomic
def make_wish(
    *, campaign: Campaign, library: str, kind: WishKind, text: str, item: str = "", actor: object = None
) -> Wish:
    """Keep a wish; the same one twice is one. Raises PlanRefused without a text."""
    if not text.strip():
        raise PlanRefused("Dites en quelques mots ce que vous souhaitez.")
    row, made = Wish.objects.get_or_create(
        network=campaign.network, campaign=campaign, library_code=library,
        kind=kind.value, text=text.strip()[:300], defaults={"item": item},
    )  # fmt: skip
    if made:
        _trail(campaign.network, library, "wish.make", str(row), actor)
    return row


@transaction.atomic
def forget_wish(*, wish: Wish, actor: object = None) -> None:
    _trail(wish.network, wish.library_code, "wish.forget", str(wish), actor)
    wish.delete()


def _trail(network: Network, library: str, verb: str, label: str, actor: object) -> None:
    record(network=network, actor=actor, verb=verb, target=f"territory.Library/{library}", label=label)
