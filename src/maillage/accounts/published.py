"""The demo's people, whose passwords everyone can read: good in the demo, refused everywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from maillage.accounts.domain import Role


@dataclass(frozen=True)
class DemoPerson:
    username: str
    first_name: str
    last_name: str
    role: Role
    password: str
    # What one sees with it, in a few words.
    sees: str


DEMO_PEOPLE = (
    DemoPerson(
        "responsable", "Camille", "Exemple", Role.LEAD, "mille-livres-ouverts", "tout voir et tout écrire"
    ),
    DemoPerson("lecture", "Dominique", "Exemple", Role.READER, "des-pages-a-tourner", "tout voir"),
    DemoPerson("elue", "Élue", "référente", Role.READER, "une-voix-pour-le-livre", "ce que voit une élue"),
)
PUBLISHED = frozenset(person.password for person in DEMO_PEOPLE)


def is_published(password: str) -> bool:
    """Whether a password is one of the demo's, anywhere but in the demo."""
    return password in PUBLISHED and not settings.MAILLAGE_DEMO


class PublishedPasswordValidator:
    def validate(self, password: str, user: Any = None) -> None:
        if is_published(password):
            raise ValidationError(self.get_help_text(), code="password_published")

    def get_help_text(self) -> str:
        return "Ce mot de passe est celui de la démonstration : tout le monde peut le lire."
