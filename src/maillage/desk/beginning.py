"""The first steps of a network that has no programme yet."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.base.ui.components import Link
from maillage.base.values.french import count
from maillage.desk.readings import place_of
from maillage.territory.readings import open_libraries


@dataclass(frozen=True)
class Stage:
    """A first step: what it gives, whether it is done, where it is done."""

    title: str
    text: str
    done: bool
    links: tuple[Link, ...]


def stages(project: Project, *, lead: bool) -> tuple[Stage, ...]:
    """The register, then the programme, then the people (`lead` may invite them). Links without a page are left out."""
    libraries = open_libraries(project).count or 0
    known = f"{count(libraries, 'bibliothèque ouverte', 'bibliothèques ouvertes')} dans le registre."
    return (
        Stage(
            "Connaître le réseau",
            known if libraries else "Importez les bibliothèques et les communes depuis les données ouvertes.",
            bool(libraries),
            _links(project, ("Importer les bibliothèques", "territory:imports", "primary")),
        ),
        Stage(
            "Commencer un programme",
            "Partez d'un modèle, ou d'un fichier programme reçu d'un autre département : axes, actions, dépenses et "
            "indicateurs sont alors à relire plutôt qu'à inventer.",
            False,
            _links(project, ("Commencer un programme", "portability:new-programme", "primary")),
        ),
        Stage(
            "Inviter l'équipe",
            "Chacun entre avec son rôle : responsable, équipe, lecture. Une élue ou un conseiller de la DRAC peut tout "
            "lire sans rien pouvoir changer.",
            False,
            _links(project, ("Inviter des personnes", "people", "button")) if lead else (),
        ),
    )


def _links(project: Project, *asked: tuple[str, str, str]) -> tuple[Link, ...]:
    found = ((label, place_of(project, "", name), kind) for label, name, kind in asked)
    return tuple(Link(label, url, kind) for label, url, kind in found if url)
