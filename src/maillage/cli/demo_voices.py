"""What invented readers and participants said: a satisfaction survey, and the questions after a workshop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from maillage.accounts.models import Network
from maillage.campaigns.domain.inviting import Place
from maillage.campaigns.framework_store import framework_of
from maillage.campaigns.models import Campaign, Participation, SurveyReply
from maillage.campaigns.opening import open_campaign
from maillage.cli.demo_answers import answers_of

READERS, WORKSHOPS = "LECT26", "ATEL"
OCCASIONS = (
    "Atelier tablettes", "Découvrir le portail", "Photos de famille", "Premiers pas sur Internet", "Presse en ligne",
)  # fmt: skip

# What they write, under each open question.
WORDS = {
    "plaisir": ("L'accueil, toujours souriant.", "On trouve ce que l'on cherche, ou on le fait venir.",
                "Le coin des enfants.", "Les heures du samedi."),
    "souhait": ("Ouvrir un soir par semaine.", "Une prise pour brancher son ordinateur.",
                "Des places assises près de la fenêtre.", "Un Wi-Fi qui tienne.", "Rien, continuez."),
    "utile": ("Faire soi-même, sur sa tablette.", "Retrouver un mot de passe perdu.", "Les exemples pas à pas.",
              "Savoir que l'on peut revenir poser des questions."),
    "prochaine-fois": ("Aller moins vite.", "Une seconde séance.", "Une fiche à emporter.", "Être moins nombreux."),
}  # fmt: skip


def add_demo_voices(network: Network, rows: Mapping[str, Any], places: Sequence[Place]) -> None:
    """Replies by the hundred, of a few libraries; nothing when the programme has no such survey."""
    chance = Random("voices")  # noqa: S311 (an invented story, the same at each run)
    bigger = sorted(places, key=lambda place: -(place.population or 0))
    if READERS in rows:
        _play(rows[READERS], [(place.code, "") for place in bigger[:18]], 24, chance)
    if WORKSHOPS in rows:
        held = [(place.code, chance.choice(OCCASIONS)) for place in bigger[4:20]]
        _play(rows[WORKSHOPS], held, 14, chance)


def _play(row: Any, held: Sequence[tuple[str, str]], most: int, chance: Random) -> None:
    opened = open_campaign(campaign=row, places=())
    begin = _noon(row.opens)
    Campaign.objects.filter(pk=opened.pk).update(
        opened_at=begin, closed_at=_noon(row.closes) if row.closes and row.closes.year < 2027 else None
    )
    framework = framework_of(opened)
    replies = []
    for library, occasion in held:
        for _ in range(chance.randint(3, most)):
            # One person's answers are drawn as a questionnaire is, then kept without one.
            one = Participation(network_id=row.network_id, campaign=opened, library_code=library)
            said = answers_of(one, framework, express=False, ability=0.7, at=begin, chance=chance)
            mood = chance.choice((-1, 0, 0, 1))
            day = row.opens + timedelta(days=chance.randint(0, 45))
            replies.append(
                SurveyReply(
                    network_id=row.network_id, campaign=opened, library_code=library, occasion=occasion, on=day,
                    on_paper=chance.random() < 0.3, values={a.item: _own(a.item, a.value, mood, chance) for a in said if a.value},
                )
            )  # fmt: skip
    SurveyReply.objects.bulk_create(replies)


def _own(item: str, value: str, mood: int, chance: Random) -> str:
    """A word of the survey's own, or a note moved by the mood of the person; importance stays."""
    if item in WORDS:
        return chance.choice(WORDS[item])
    before, slash, last = value.rpartition("/")
    if not last.isdigit():
        return value
    return f"{before}{slash}{min(5, max(1, int(last) + mood))}"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_current_timezone())
