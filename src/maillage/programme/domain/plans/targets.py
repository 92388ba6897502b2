"""What a column of a plan may hold, and under which words people call it."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.french import folded

IGNORE, NOTE = "", "note"
PLACE, ACTION, STEPS, KEPT = "Sa place", "L'action", "Ses étapes et ses dates", "Gardé en note"


@dataclass(frozen=True)
class Target:
    """`words`: what headers call it, folded. A target that `repeats` may be that of several columns."""

    code: str
    label: str
    group: str
    words: tuple[str, ...] = ()
    repeats: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a plan: its rank from 0, its header, the code of its target ("" is left out)."""

    rank: int
    header: str
    target: str


TARGETS = (
    Target("axis", "Axe", PLACE, (
        "axe", "axes", "axe strategique", "axe de developpement", "axe du projet", "orientation", "orientation strategique",
        "volet", "thematique", "domaine", "chantier", "enjeu",
    )),
    Target("objective", "Objectif", PLACE, (
        "objectif", "objectifs", "objectif operationnel", "objectif strategique", "objectif general", "objectif specifique",
        "sous axe", "sous objectif",
    )),
    Target("axis_code", "Code de l'axe", PLACE, ("code de l axe", "code axe")),
    Target("objective_code", "Code de l'objectif", PLACE, ("code de l objectif", "code objectif")),
    Target("title", "Action (intitulé)", ACTION, (
        "action", "actions", "intitule", "intitule de l action", "titre", "nom de l action", "action prevue", "actions prevues",
        "action a mener", "actions a mener", "fiche action", "libelle", "projet", "operation", "mesure", "nom", "quoi",
    )),
    Target("code", "Code de l'action", ACTION, ("code", "code de l action", "code action", "reference")),
    Target("kind", "Nature", ACTION, ("nature", "nature de l action", "type", "type d action", "categorie")),
    Target("scope", "Périmètre", ACTION, ("perimetre", "interne reseau", "interne ou reseau", "portee", "echelle", "niveau")),
    Target("context", "Contexte", ACTION, (
        "contexte", "constat", "constats", "diagnostic", "etat des lieux", "existant", "pourquoi", "contexte et constats",
    )),
    Target("description", "Description", ACTION, (
        "description", "descriptif", "description de l action", "contenu", "detail", "details", "presentation", "modalites",
        "contenu de l action", "mise en oeuvre", "comment", "modalites de mise en oeuvre", "descriptif de l action",
    )),
    Target("lead", "Pilote", ACTION, (
        "pilote", "pilotes", "pilotage", "responsable", "responsables", "referent", "referente", "porteur", "porteuse", "qui",
        "chef de projet", "pilote de l action", "responsable de l action", "service pilote", "pilote fonction",
    )),
    Target("partners", "Partenaires", ACTION, (
        "partenaire", "partenaires", "partenariat", "partenariats", "avec qui", "acteurs", "partenaires associes",
        "partenaires mobilises", "acteurs associes",
    )),
    Target("target_group", "Public visé", ACTION, (
        "public", "publics", "public vise", "publics vises", "public cible", "publics cibles", "cible", "cibles", "pour qui",
        "beneficiaires", "destinataires",
    )),
    Target("result", "Résultat attendu", ACTION, (
        "resultat", "resultats", "resultat attendu", "resultats attendus", "effets attendus", "impact attendu", "livrable",
        "livrables", "impacts attendus", "finalite",
    )),
    Target("priority", "Priorité", ACTION, ("priorite", "prio", "urgence", "degre de priorite", "niveau de priorite")),
    Target("status", "Statut", ACTION, (
        "statut", "etat", "avancement", "etat d avancement", "statut de l action", "realisation", "ou en est on",
    )),
    Target("outlook", "Confiance", ACTION, ("confiance", "meteo", "meteo de l action")),
    Target("step", "Étape (intitulé)", STEPS, (
        "etape", "etapes", "tache", "taches", "sous action", "sous actions", "jalon", "jalons", "phase", "phases",
        "etapes de realisation", "etapes cles",
    )),
    Target("step_code", "Code de l'étape", STEPS, ("code de l etape", "code etape")),
    Target("weeks", "Durée (semaines)", STEPS, ("duree", "duree semaines", "duree en semaines", "nombre de semaines",
        "semaines")),
    Target("person_days", "Charge (jours)", STEPS, (
        "charge", "charge jours", "jours", "jours agents", "jours homme", "charge de l equipe jours", "nombre de jours",
        "temps agent",
    )),
    Target("start", "Début", STEPS, (
        "debut", "date de debut", "debut prevu", "date debut", "demarrage", "lancement", "commence le", "date de demarrage", "du",
    )),
    Target("end", "Fin ou échéance (jour compris)", STEPS, (
        "fin", "date de fin", "fin prevue", "date fin", "echeance", "echeances", "date limite", "calendrier",
        "calendrier previsionnel",
        "periode", "date", "dates", "quand", "delai", "annee", "annees", "planning", "terme", "au",
    )),
    Target("earliest", "Pas avant le", STEPS, ("pas avant le", "pas avant", "au plus tot", "date au plus tot")),
    Target("latest", "Finie au plus tard le", STEPS, ("finie au plus tard le", "au plus tard", "au plus tard le",
        "date au plus tard")),
    Target("done", "Finie le", STEPS, ("finie le", "fini le", "realise le", "realisee le", "date de realisation",
        "terminee le")),
    Target("budget", "Budget, coût (en note)", KEPT, (
        "budget", "cout", "couts", "budget previsionnel", "cout estime", "cout previsionnel", "montant",
        "montant ht", "montant ttc",
        "budget ht", "budget ttc", "enveloppe", "depenses", "cout ht", "cout ttc", "estimation", "chiffrage", "budget estime",
    ), repeats=True),
    Target("funders", "Financeurs (en note)", KEPT, (
        "financement", "financements", "financeur", "financeurs", "plan de financement", "subvention", "subventions", "recettes",
    ), repeats=True),
    Target("indicators", "Indicateurs (en note)", KEPT, (
        "indicateur", "indicateurs", "indicateur de suivi", "indicateurs de suivi", "indicateurs d evaluation", "evaluation",
        "indicateurs de reussite", "criteres d evaluation", "indicateurs de resultat",
    ), repeats=True),
    Target(NOTE, "Autre : garder en note", KEPT, (
        "remarque", "remarques", "observation", "observations", "commentaire", "commentaires", "note", "notes", "moyens",
        "moyens humains", "ressources necessaires", "divers",
    ), repeats=True),
)  # fmt: skip

BY_CODE = {target.code: target for target in TARGETS}
# Columns that say nothing that Maillage does not say by itself: the order gives the numbers.
LEFT_OUT = frozenset(
    {"n", "no", "num", "numero", "numero d action", "n action", "ordre", "id", "ligne", "rang"}
)
KNOWN = {word: target.code for target in TARGETS for word in (*target.words, folded(target.label))}


def problem_of(columns: tuple[Column, ...]) -> str:
    """Why these columns cannot be read together, in French; "" when they can."""
    chosen: dict[str, str] = {}
    for column in columns:
        target = BY_CODE.get(column.target)
        if target is None or target.repeats:
            continue
        if column.target in chosen:
            return (
                f"« {chosen[column.target]} » et « {column.header} » contiennent toutes deux « {target.label} » : "
                "n'en gardez qu'une, mettez l'autre en note."
            )
        chosen[column.target] = column.header
    if "title" not in chosen:
        return "Aucune colonne ne contient l'intitulé des actions : choisissez « Action (intitulé) » pour l'une d'elles."
    return ""
