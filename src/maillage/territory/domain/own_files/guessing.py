"""Guesses what each column holds, from its header, from what was chosen before and from its cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from maillage.base.values.french import folded
from maillage.territory.domain import cells
from maillage.territory.domain.own_files.targets import BY_CODE, CODE, FIGURE_CODES, IGNORE, Column
from maillage.territory.domain.variables import VARIABLES

_YEAR = re.compile(r"\b(19[89]\d|20\d\d)\b")
_SURE_CODES = 0.8
_WORDS: dict[str, tuple[str, ...]] = {
    CODE: ("code", "code bib", "code bibliotheque", "code de la bibliotheque", "identifiant", "id", "code ministere"),
    "name": (
        "nom", "nom de la bibliotheque", "bibliotheque", "mediatheque", "etablissement", "nom de l etablissement",
        "lieu", "nom du lieu", "libelle", "libelle1", "equipement", "structure",
    ),
    "town": ("commune", "ville", "nom de la commune", "localite"),
    "postcode": ("cp", "code postal", "code post"),
    "insee": ("insee", "code insee", "code commune", "code insee commune", "code insee de la commune", "codgeo"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "long", "lng", "x"),
    "status": ("statut",),
    "kind": ("nature", "nature du lieu", "type", "type adresse"),
    "surface_m2": ("surface", "surface m2", "surface en m2", "superficie", "m2", "surface utile"),
    "weekly_hours": (
        "heures", "heures d ouverture", "amplitude", "amplitude horaire", "heures par semaine", "horaires",
        "heures hebdomadaires", "ouverture hebdomadaire", "nombre d heures d ouverture",
    ),
    "seats": ("places", "nombre de places", "places assises", "assises"),
    "sunday_opening": ("dimanche", "ouvert le dimanche", "ouverture le dimanche"),
    "wifi": ("wifi", "wi fi", "connexion wifi", "acces wifi"),
    "books": ("livres", "nombre de livres", "fonds", "collections", "documents", "imprimes"),
    "visits": ("entrees", "visites", "frequentation", "nombre d entrees", "passages"),
    "cultural_spend_eur": ("depenses d action culturelle", "budget action culturelle", "budget animation"),
    "document_spend_eur": (
        "depenses documentaires", "budget acquisitions", "acquisitions", "budget documentaire", "depenses d acquisition",
    ),
    "staff_fte": ("etp", "etp salaries", "etpt", "agents en etp"),
    "volunteers": ("benevoles", "nombre de benevoles"),
    "employees": ("salaries", "agents", "nombre de salaries", "nombre d agents", "personnel"),
    "free_services": ("gratuit", "gratuite", "gratuite des services"),
    "cultural_actions": ("actions culturelles", "animations", "nombre d animations", "nombre d actions culturelles"),
    "cultural_audience": ("public des actions culturelles", "participants", "public touche"),
    "website": ("site", "site internet", "site web", "portail", "adresse du site"),
    "public_computers": ("postes", "ordinateurs", "postes publics", "postes informatiques", "pc publics"),
    "active_borrowers": ("emprunteurs", "emprunteurs actifs", "inscrits", "inscrits actifs", "abonnes", "adherents"),
    "loans": ("prets", "nombre de prets", "emprunts", "prets annuels"),
    "digital_users": ("usagers numeriques", "usagers du numerique", "comptes numeriques"),
    "connection_mbps": ("debit", "debit mbps", "mbps", "debit de la connexion", "debit internet"),
}  # fmt: skip


def _known() -> dict[str, str]:
    found = {word: target for target, words in _WORDS.items() for word in words}
    for variable in VARIABLES:
        for header in (variable.label, variable.code, *(header for _, header in variable.columns)):
            found.setdefault(folded(header), variable.code)
    for code, target in BY_CODE.items():
        found.setdefault(folded(target.label), code)
        found.setdefault(folded(code), code)
    return found


_KNOWN = _known()


def fingerprint(headers: Iterable[str]) -> str:
    """What tells a kind of file by its headers, whatever their order, case and accents."""
    return hashlib.sha256("\n".join(sorted(map(folded, headers))).encode()).hexdigest()


def year_in(header: str) -> int | None:
    """The year that a header holds: "Prêts 2024"."""
    found = _YEAR.findall(header)
    return int(found[0]) if len(found) == 1 else None


def bare(header: str) -> str:
    """A header without its year and what it says in brackets, folded."""
    return " ".join(folded(re.sub(r"\(.*?\)|\[.*?\]", " ", _YEAR.sub(" ", header))).split())


def guessed(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], remembered: Mapping[str, str]
) -> tuple[Column, ...]:
    """One column a header. `samples`: some cells of each; `remembered`: target by folded header, chosen before."""
    taken: set[tuple[str, int | None]] = set()
    columns = []
    for header in headers:
        target = _target(header, samples.get(header, ()), remembered)
        year = year_in(header) if target in FIGURE_CODES else None
        if target and (target, year) in taken:
            target, year = IGNORE, None
        taken.add((target, year))
        columns.append(Column(header=header, target=target, year=year))
    return tuple(columns)


def _target(header: str, cells_seen: Sequence[str], remembered: Mapping[str, str]) -> str:
    chosen = remembered.get(folded(header))
    if chosen is not None and (chosen == IGNORE or chosen in BY_CODE):
        return chosen
    for name in (folded(header), bare(header)):
        if name in _KNOWN:
            return _KNOWN[name]
    coded = [bool(re.fullmatch(r"(LI|BD)\d+", cells.canonical_code(text))) for text in cells_seen if text]
    literal = any(re.match(r"\s*(LI|BD)\s*\d", text, re.IGNORECASE) for text in cells_seen)
    if literal and coded and sum(coded) >= _SURE_CODES * len(coded):
        return CODE
    return IGNORE


def all_recognised(columns: Iterable[Column]) -> bool:
    """Whether no column is left out: then nobody needs to be asked."""
    return all(column.target for column in columns)
