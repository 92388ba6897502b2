"""Natures, perimeters, priorities and statuses as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.programme.domain.actions import ActionKind, Scope
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.plans.cells import Raw, shown

C = TypeVar("C", bound=Choice)

KINDS: Mapping[str, tuple[str, ...]] = {
    "training": ("formation", "former", "formations", "autoformation", "monter en competence"),
    "mediation": ("mediation", "animation", "animations", "action culturelle", "atelier", "ateliers", "valorisation",
        "communication"),
    "tool": (
        "outil", "outils", "equipement", "equipements", "materiel", "materiels", "logiciel", "portail", "site", "sigb",
        "informatique", "infrastructure", "investissement", "application", "tablettes", "liseuses", "wifi",
    ),
    "resource": (
        "ressource", "ressources", "ressources numeriques", "contenu", "contenus", "collection", "collections", "abonnement",
        "abonnements", "offre documentaire", "livres numeriques", "numerisation",
    ),
    "support": ("accompagnement", "accompagnement des equipes", "accompagner", "conseil", "ingenierie", "soutien"),
}  # fmt: skip
SCOPES: Mapping[str, tuple[str, ...]] = {
    "internal": ("interne", "en interne", "service", "equipe", "departement", "bdp", "md", "mediatheque departementale",
        "agents"),
    "network": ("reseau", "externe", "bibliotheques", "territoire", "les bibliotheques", "communes", "tout le reseau"),
}  # fmt: skip
STATUSES: Mapping[str, tuple[str, ...]] = {
    "idea": ("idee", "a l etude", "envisagee", "piste", "a discuter"),
    "planned": ("prevue", "prevu", "planifiee", "planifie", "programmee", "a faire", "a venir",
        "non commence", "non commencee", "non demarre"),
    "under_way": ("en cours", "engagee", "engage", "commencee", "demarree", "lancee", "en cours de realisation"),
    "paused": ("en pause", "suspendue", "suspendu", "en attente", "reportee", "reporte", "bloquee"),
    "done": ("realisee", "realise", "terminee", "termine", "faite", "fait", "finie", "achevee", "acheve", "ok"),
    "abandoned": ("abandonnee", "abandonne", "annulee", "annule"),
}  # fmt: skip
OUTLOOKS: Mapping[str, tuple[str, ...]] = {
    "good": ("bonne", "vert", "verte", "soleil", "bon", "confiant"),
    "fragile": ("fragile", "orange", "moyenne", "jaune", "nuage"),
    "low": ("compromise", "rouge", "mauvaise", "faible", "orage"),
}  # fmt: skip
PRIORITIES: Mapping[str, tuple[str, ...]] = {
    "5": ("tres haute", "tres elevee", "tres forte", "urgente", "urgent", "critique", "maximale"),
    "4": ("haute", "elevee", "forte", "prioritaire", "importante", "1re", "rapide"),
    "3": ("moyenne", "normale", "moderee", "standard"),
    "2": ("basse", "faible", "secondaire"),
    "1": ("tres basse", "tres faible", "minimale"),
}  # fmt: skip

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kind": KINDS, "scope": SCOPES, "status": STATUSES, "outlook": OUTLOOKS, "priority": PRIORITIES,
}  # fmt: skip
CLASSES: Mapping[str, type[Choice]] = {
    "kind": ActionKind, "scope": Scope, "status": ActionStatus, "outlook": Outlook,
}  # fmt: skip


def member(cls: type[C], value: str) -> C:
    """The member of a choice whose value is given. Raises KeyError."""
    return {one.value: one for one in cls}[value]


def options(target: str) -> list[tuple[str, str]]:
    """The values that a cell of this target may be translated into, with their labels."""
    if target == "priority":
        return [(str(n), str(n)) for n in range(5, 0, -1)]
    return [(one.value, one.label) for one in CLASSES[target]]


def value_in(target: str, raw: Raw, told: Mapping[str, str]) -> str | None:
    """The value that a cell names: as the person said (`told`, by folded cell), else by its words; None when unknown."""
    text = folded(shown(raw))
    if text in told:
        return told[text] or None
    labels = {folded(label): value for value, label in options(target)} | {
        value: value for value, _ in options(target)
    }
    if text in labels:
        return labels[text]
    return _named(text, WORDS[target])


def _named(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The only value of which a word stands in the text, whole; the longest word decides."""
    padded = f" {text} "
    found = [(len(word), value) for value, known in words.items() for word in known if f" {word} " in padded]
    longest = max((size for size, _ in found), default=0)
    values = {value for size, value in found if size == longest}
    return values.pop() if len(values) == 1 else None


def kind_of_title(title: str) -> ActionKind | None:
    """What an action seems to be, from its title."""
    found = _named(folded(title), KINDS)
    return None if found is None else member(ActionKind, found)


def scope_of_title(title: str) -> Scope | None:
    found = _named(folded(title), SCOPES)
    return None if found is None else member(Scope, found)
