"""What makes a long password easy to guess all the same: few characters, a walk on the keyboard, two usual words."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from maillage.base.values.french import folded

FEWEST_CHARACTERS = 6
WALKS = (
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
    "0123456789",
)
# What comes first to mind in an office, and in this one.
USUAL = re.compile(
    r"(?:motdepasse|password|passe|bonjour|soleil|azerty|qwerty|admin|administrateur|secret|bienvenue|maillage|"
    r"bibliotheques?|mediatheques?|departement|departementale?|lecture|publique|livres?|reseau|conseil|france){1,2}"
)


class TooSimpleValidator:
    def validate(self, password: str, user: Any = None) -> None:
        plain = folded(password).replace(" ", "")
        letters = re.sub(r"[^a-z]", "", plain)
        walks = any(plain in (walk * 4) or plain[::-1] in (walk * 4) for walk in WALKS)
        if len(set(plain)) < FEWEST_CHARACTERS or walks or plain.isdigit() or USUAL.fullmatch(letters):
            raise ValidationError(self.get_help_text(), code="password_too_simple")

    def get_help_text(self) -> str:
        return (
            "Ce mot de passe serait vite deviné : ni suite de touches, ni chiffres seuls, ni un ou deux mots courants "
            "suivis de chiffres. Une phrase de quelques mots convient très bien."
        )
