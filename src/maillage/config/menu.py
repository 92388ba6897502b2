"""The main menu: the mission, one entry each; under it, the tabs of its rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Tab:
    label: str
    name: str
    url: str = ""
    current: bool = False
    # Other pages of this tab, whose addresses do not begin with its own.
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuEntry:
    label: str
    icon: str
    tabs: Sequence[Tab]
    url: str = ""
    current: bool = False


MENU = (
    MenuEntry(
        "Réseau",
        "map",
        (
            Tab("Carte", "territory:map"),
            Tab("Bibliothèques", "territory:register"),
            Tab("Inventaire", "territory:inventory"),
            Tab("Service départemental", "territory:service"),
            Tab("Schéma précédent", "territory:past"),
            Tab("Qualité des données", "territory:quality"),
            Tab("Imports", "territory:imports"),
        ),
    ),
    MenuEntry(
        "Diagnostic",
        "search-check",
        (
            Tab("Chiffres-clés", "diagnosis:figures"),
            Tab("Comparaison", "diagnosis:comparison"),
            Tab("Repères nationaux", "diagnosis:national"),
            Tab("Typologies", "diagnosis:typologies"),
            Tab("Projets comparables", "diagnosis:comparables"),
            Tab("Séances de travail", "diagnosis:work"),
            Tab("Concertation", "diagnosis:consultations"),
            Tab("Forces et faiblesses", "diagnosis:swot"),
            Tab("Constats", "diagnosis:findings"),
        ),
    ),
    MenuEntry(
        "Stratégie",
        "list-tree",
        (
            Tab("Axes et actions", "programme:tree"),
            Tab("Liste", "programme:actions"),
            Tab("Tableau", "programme:board"),
            Tab("Frise", "programme:timeline"),
            Tab("Suivi", "programme:followup"),
            Tab("Équilibre", "programme:matrix"),
            Tab(
                "Orientations et label",
                "programme:orientations",
                also=("programme:criteria", "programme:serves"),
            ),
            Tab("Phasage", "phasing:gantt"),
        ),
    ),
    MenuEntry(
        "Calendrier",
        "calendar-days",
        (Tab("Échéances", "desk:calendar"), Tab("Instances et séances", "governance:bodies")),
    ),
    MenuEntry(
        "Financement",
        "coins",
        (
            Tab("Plan", "funding:plan"),
            Tab("Dépenses", "funding:costs"),
            Tab("Recettes", "funding:grants"),
            Tab(
                "Trésorerie",
                "funding:cash",
                also=("funding:authorisations", "funding:after", "funding:staff"),
            ),
            Tab("Scénarios", "funding:scenarios", also=("funding:sensitivity",)),
            Tab("Exécution", "funding:execution", also=("funding:entries",)),
            Tab("Règles de l'argent", "funding:rulings", also=("funding:other-aids",)),
            Tab("Achats", "procurement:purchases"),
        ),
    ),
    MenuEntry("Formation", "graduation-cap", (Tab("Formations", "training:courses"),)),
    MenuEntry("Évaluation", "gauge", (Tab("Indicateurs", "evaluation:indicators"),)),
    MenuEntry(
        "Campagnes",
        "clipboard-list",
        (
            Tab("Campagnes", "campaigns:campaigns"),
            Tab("Cohérence du réseau", "campaigns:coherence"),
            Tab("Plans de progrès", "campaigns:plans"),
            Tab("Enquêtes d'usagers", "campaigns:surveys"),
            Tab("Référentiels", "campaigns:frameworks"),
        ),
    ),
    MenuEntry(
        "Dossier",
        "folder-check",
        (
            Tab("Dossier", "dossier:dossier"),
            Tab("Contrôle", "dossier:remarks"),
            Tab("Règles et sources", "rulebook:rules"),
            Tab("Fichier programme", "portability:file"),
            Tab("Historique", "desk:history"),
        ),
    ),
)


def menu(department: str, path: str) -> list[MenuEntry]:
    """The menu of a network, the entry and the tab of `path` marked as current."""
    entries = []
    for entry in MENU:
        tabs = [(tab, url) for tab in entry.tabs if (url := _url(tab.name, department))]
        # The longest address that begins the path wins: /reseau/ also begins /reseau/bibliotheques/.
        begun = [
            (len(prefix), url)
            for tab, url in tabs
            for prefix in (url, *filter(None, (_url(name, department) for name in tab.also)))
            if path.startswith(prefix)
        ]
        current = max(begun, default=(0, ""))[1]
        shown = [Tab(tab.label, tab.name, url, url == current) for tab, url in tabs]
        if shown:
            entries.append(MenuEntry(entry.label, entry.icon, shown, shown[0].url, bool(current)))
    return entries


def _url(name: str, department: str) -> str:
    try:
        return reverse(name, args=[department])
    except NoReverseMatch:
        return ""
