"""The words that headers of service files use, and the variable that each one means."""

from __future__ import annotations

from maillage.base.values.french import folded
from maillage.territory.domain.own_files.targets import BY_CODE, CODE
from maillage.territory.domain.variables import VARIABLES

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


KNOWN = _known()
