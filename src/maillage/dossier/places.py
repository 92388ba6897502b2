"""Where one goes from a remark or a missing piece: the page of the thing, else that of its room."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from maillage.base.plugs import Project
from maillage.base.ui.pages import thing_url
from maillage.base.values.remarks import Remark
from maillage.dossier.domain.completeness import Piece
from maillage.programme.readings import programme_of


@dataclass(frozen=True)
class Room:
    """A room as the linter speaks of it: its key in addresses, its name, its page."""

    key: str
    label: str
    page: str


# By the letters that a remark's code begins with, in the order of the dossier.
ROOMS = {
    "TER": Room("reseau", "Réseau", "territory:register"),
    "CAM": Room("campagnes", "Campagnes", "campaigns:campaigns"),
    "DIA": Room("diagnostic", "Diagnostic", "diagnosis:findings"),
    "PRG": Room("strategie", "Stratégie", "programme:tree"),
    "PHA": Room("phasage", "Phasage", "phasing:gantt"),
    "GOV": Room("instances", "Instances", "governance:bodies"),
    "FIN": Room("financement", "Financement", "funding:plan"),
    "ACH": Room("achats", "Achats", "procurement:purchases"),
    "FOR": Room("formation", "Formation", "training:courses"),
    "EVA": Room("evaluation", "Évaluation", "evaluation:indicators"),
    "REG": Room("regles", "Règles", "rulebook:rules"),
    "DOS": Room("dossier", "Dossier", "dossier:dossier"),
}
# Remarks about a whole page that is not the first of their room.
PAGES = {
    "TER-11": "territory:inventory",
    "TER-12": "territory:inventory",
    "TER-13": "territory:equipments",
    "TER-15": "territory:past",
    "TER-16": "territory:service",
}
ELSEWHERE = Room("autre", "Autre", "dossier:dossier")
_STEP = "programme.Step/"


def room_of(remark: Remark) -> Room:
    return ROOMS.get(remark.code.partition("-")[0], ELSEWHERE)


def remark_url(project: Project, remark: Remark) -> str:
    """The page where a remark is mended; "" when no page shows it."""
    department, target = project.network.department, remark.target
    if target.startswith(_STEP):
        target = _action_of(project, target.removeprefix(_STEP))
    page = PAGES.get(remark.code, room_of(remark).page)
    return (target and thing_url(department, target)) or page_url(department, page)


def piece_url(department: str, piece: Piece) -> str:
    """The page where a piece of the dossier is written; "" when there is none."""
    return thing_url(department, piece.target) if piece.target else page_url(department, piece.page)


def page_url(department: str, name: str) -> str:
    try:
        return reverse(name, args=[department])
    except NoReverseMatch:
        return ""


def _action_of(project: Project, step: str) -> str:
    """A step is written on the page of its action."""
    for action, found in programme_of(project).steps():
        if found.code == step:
            return f"programme.Action/{action.code}"
    return ""
