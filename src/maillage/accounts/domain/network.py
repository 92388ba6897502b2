"""The identity of a network as written at the head of a programme file."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.fields import Choice, flag, text


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
