"""The campaigns of the demo, with the answers of 143 invented libraries: what a coherence page looks like when full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import framework_of, take_packaged
from maillage.campaigns.models import Answer, Campaign, Participation
from maillage.campaigns.opening import close_campaign, open_campaign, places_of
from maillage.campaigns.packaged import packaged_frameworks
from maillage.cli.demo_answers import answers_of, maturity
from maillage.cli.demo_messages import add_demo_messages
from maillage.cli.demo_plans import add_demo_plans
from maillage.cli.demo_voices import add_demo_voices
from maillage.rulebook.projects import project_of


@dataclass(frozen=True)
class Story:
    """What happened in a campaign: who was asked, who sent, who left a draft, how far they had come."""

    code: str
    asked: int
    sent: float
    drafts: float
    progress: float
    second_looks: int = 0
    is_closed: bool = True


STORIES = (
    Story("AUT25", asked=62, sent=0.84, drafts=0.05, progress=-0.06),
    Story("AUT26", asked=143, sent=0.83, drafts=0.05, progress=0.0, second_looks=26),
    Story("MIR27", asked=143, sent=0.38, drafts=0.08, progress=0.2, is_closed=False),
)


@transaction.atomic
def add_demo_campaigns(network: Network, today: date) -> None:
    """Take the packaged frameworks, open each campaign of the programme file, and let invented libraries answer."""
    for code in packaged_frameworks():
        take_packaged(network=network, code=code)
    places = places_of(project_of(network, today))
    shipped = list(packaged_frameworks())
    rows: dict[str, Any] = {
        row.code: row for row in Campaign.objects.filter(network=network, framework__in=shipped)
    }
    for story in STORIES:
        if story.code in rows:
            _play(rows[story.code], story, places, today)
    add_demo_voices(network, rows, places)
    if "AUT26" in rows:
        add_demo_plans(network, rows["AUT26"], places)


def _play(row: Any, story: Story, places: Sequence[Place], today: date) -> None:
    chance = Random(story.code)  # noqa: S311 (an invented story, the same at each run)
    asked = places if story.asked >= len(places) else chance.sample(list(places), story.asked)
    opened = open_campaign(campaign=row, places=asked)
    people = list(
        Participation.objects.filter(campaign=opened).exclude(library_code="").order_by("library_code")
    )
    _answer(opened, people, story, chance)
    add_demo_messages(opened, people, today)
    begin = moment(row.opens, 9)
    closed = None
    if story.is_closed:
        close_campaign(campaign=opened)
        closed = moment(row.closes, 19)
    Campaign.objects.filter(pk=opened.pk).update(opened_at=begin, closed_at=closed)


def _answer(row: Any, people: Sequence[Participation], story: Story, chance: Random) -> None:
    framework = framework_of(row)
    answers: list[Answer] = []
    looked = _second_looks(row, people, story, chance)
    for participation in people:
        # A library is as far as it is, whatever the campaign.
        ability = maturity(participation, Random(participation.library_code)) + story.progress  # noqa: S311
        draw = chance.random()
        # Small places answer less: what the diagnosis shows is true of the demo too.
        reached = story.sent + (0.1 if (participation.population or 0) > 1000 else -0.08)
        if draw > reached + story.drafts:
            continue
        _dates(participation, row, chance, sent=draw <= reached)
        participation.express = chance.random() < 0.3 and framework.has_express
        answers += answers_of(
            participation, framework, express=bool(participation.express), ability=ability,
            at=participation.saved_at or timezone.now(), chance=chance, whole=draw <= reached,
        )  # fmt: skip
        for second in looked.get(participation.library_code, ()):
            answers += answers_of(
                second, framework, express=bool(participation.express), ability=ability - 0.06,
                at=second.saved_at or timezone.now(), chance=chance,
            )  # fmt: skip
    Participation.objects.bulk_update(
        people,
        ["opened_at", "saved_at", "submitted_at", "submitted_by", "express", "on_behalf", "double_rated"],
    )
    Answer.objects.bulk_create(answers, batch_size=2000)


def _dates(participation: Participation, row: Any, chance: Random, *, sent: bool) -> None:
    length = ((row.closes or row.opens) - row.opens).days
    # Most answer in the days that follow the opening or a reminder.
    day = row.opens + timedelta(
        days=min(length, int(chance.choice((0, 0, 10, 21)) + chance.expovariate(0.35)))
    )
    participation.opened_at = moment(day, chance.randint(8, 17))
    participation.saved_at = participation.opened_at + timedelta(minutes=chance.randint(6, 34))
    participation.on_behalf = chance.random() < 0.06
    if sent:
        participation.submitted_at = participation.saved_at + timedelta(minutes=1)
        participation.submitted_by = chance.choice(("une bénévole", "la responsable", "l'équipe", ""))


def _second_looks(
    row: Any, people: Sequence[Participation], story: Story, chance: Random
) -> dict[str, list[Participation]]:
    drawn = chance.sample(list(people), story.second_looks)
    made = []
    for participation in drawn:
        participation.double_rated = True
        at = moment(row.closes - timedelta(days=chance.randint(1, 12)), 15)
        made.append(
            Participation(
                network_id=row.network_id, campaign=row, library_code=participation.library_code,
                library_name=participation.library_name, epci_code=participation.epci_code,
                epci_name=participation.epci_name, stratum=participation.stratum,
                population=participation.population, rater=Rater.REFERENT.value,
                rater_label="Référent du secteur (fictif)", opened_at=at, saved_at=at, submitted_at=at,
            )
        )  # fmt: skip
    Participation.objects.bulk_create(made)
    return {second.library_code: [second] for second in made}


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
