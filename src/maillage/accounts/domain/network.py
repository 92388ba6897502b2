"""The identity of a network as written at the head of a programme file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maillage.base.values.fields import Choice, flag, text

DEPARTMENT = re.compile(r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d)$")


class Role(Choice):
    LEAD = "lead", "responsable"
    TEAM = "team", "équipe"
    READER = "reader", "lecture"


@dataclass(frozen=True, kw_only=True)
class NetworkSection:
    """`department` is the official code (18, 2A, 971); `fictitious` marks every document with a warning."""

    department: str = text(
        "Code du département", help="Deux ou trois caractères : 18, 2A, 971.", max_length=3
    )
    name: str = text("Nom du réseau", help="Par exemple : Réseau de lecture publique du Cher.")
    owner: str = text("Collectivité maître d'ouvrage", help="Par exemple : Département du Cher.")
    service: str = text("Service porteur", "", help="Par exemple : Médiathèque départementale.")
    drac: str = text("DRAC compétente", "", help="Par exemple : DRAC Centre-Val de Loire.")
    fictitious: bool = flag("Données fictives", False, help="oui : chaque document porte un avertissement.")

    def __post_init__(self) -> None:
        if not DEPARTMENT.match(self.department):
            raise ValueError(
                f"« {self.department} » n'est pas le code d'un département : écrivez 01, 18, 2A ou 971, "
                "avec le zéro et la majuscule."
            )
