"""What the demo's people say to one another about its actions, and who receives which reminder."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.published import DEMO_PEOPLE
from maillage.programme.commenting import mentionable
from maillage.programme.domain.mentions import mentioned
from maillage.programme.models import Action, Comment, DigestChoice

LEAD = DEMO_PEOPLE[0].username

# Which action, who, on which day, what, and whether it is settled. Nobody has the account of a name that is none: their
# comments stay, as those of people who left.
SAID = (
    ("A12", LEAD, date(2027, 3, 30),
     "Le nouveau calendrier tient-il avec la période préélectorale ? À relire avant le comité technique du 18 mai.", False),
    ("A13", LEAD, date(2027, 4, 9),
     "@dominique, pouvez-vous relire la convention type avant l'envoi aux trois derniers réseaux ?", False),
    ("A22", "Inès Exemple", date(2027, 3, 17),
     "La vague 1 est en place. @camille, la liste de la vague 2 partira-t-elle avec l'ordre du jour de juin ?", False),
    ("C24", "Malik Exemple", date(2027, 4, 13),
     "@camille, une seule commune en juin convient, si l'on annonce dès maintenant la suivante.", False),
    ("A21", LEAD, date(2027, 2, 4), "Les trois mairies sont prévenues : raccordement annoncé **avant l'été**.", True),
)  # fmt: skip
FUNCTIONS = ["Chef de projet numérique", "Direction de la Médiathèque départementale"]


def add_demo_talk(network: Any) -> None:
    """Comments, and the functions that the lead of the demo holds. Its people must be there."""
    users = {user.username: user for user in User.objects.filter(memberships__network=network).order_by("pk")}
    actions = {action.code: action for action in Action.objects.filter(network=network).order_by("pk")}
    people = mentionable(network)
    for code, who, day, text, settled in SAID:
        author: Any = users.get(who)
        if code not in actions:
            continue
        comment = Comment.objects.create(
            network=network, action=actions[code], author=author, author_name=author.shown_name if author else who,
            text=text, at=_at(day, 10), settled_at=_at(day, 17) if settled else None,
        )  # fmt: skip
        comment.mentioned.set(mentioned(text, people).found)
    if LEAD in users:
        DigestChoice.objects.create(network=network, user=users[LEAD], functions=FUNCTIONS)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
