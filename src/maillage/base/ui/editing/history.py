"""The trail of a network in French: who, when, what changed, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from maillage.base.models import AuditEntry
from maillage.base.ui.editing.conflicts import trail_of
from maillage.base.ui.editing.plain import Difference, differences

VERBS = {
    "create": "création",
    "change": "modification",
    "remove": "suppression",
    "restore": "rétablissement",
    "programme.import": "import d'un fichier programme",
    "programme.plan-import": "import d'un plan d'actions",
    "programme.plan-undo": "annulation de l'import d'un plan",
    "phasing.adopt": "adoption d'un calendrier",
    "territory.import": "import de bibliothèques",
    "territory.communes": "import de communes",
    "territory.values": "valeurs données par le service",
    "territory.equipment": "liste d'équipements collée",
    "territory.values-forgotten": "valeurs du service retirées",
    "territory.remarks-accepted": "corrections de données acceptées",
    "territory.remarks-rejected": "remarques sur les données écartées",
    "territory.remarks-postponed": "remarques sur les données reportées",
    "territory.remarks-reopened": "décisions sur les données reprises",
    "territory.contact-added": "ajout d'un contact",
    "territory.contact-changed": "modification d'un contact",
    "territory.contact-erased": "effacement d'un contact",
    "territory.contacts-purged": "effacement des contacts arrivés à terme",
    "territory.view-saved": "enregistrement d'une vue",
    "territory.view-deleted": "suppression d'une vue",
    "funding.entries-import": "import d'écritures",
    "funding.entries-undo": "annulation d'un import d'écritures",
    "funding.entries-tie": "écritures rapprochées",
    "funding.entries-untie": "écritures détachées",
    "funding.entries-aside": "écritures mises hors du programme",
    "funding.costs-paste": "dépenses collées d'un tableur",
    "funding.costs-paste-undo": "annulation d'un collage de dépenses",
    "move": "déplacement",
    "attachment.add": "ajout d'une pièce jointe",
    "attachment.change": "modification d'une pièce jointe",
    "programme.bulk": "modification de plusieurs actions",
    "programme.bulk-undo": "annulation d'une modification de plusieurs actions",
    "comment.add": "commentaire",
    "comment.change": "commentaire modifié",
    "comment.settle": "commentaire réglé",
    "comment.reopen": "commentaire rouvert",
    "digest.choose": "choix de rappels",
    "digest.send": "rappel envoyé",
    "evaluation.import": "import de mesures",
    "rule.set": "réglage d'un paramètre",
    "rule.reset": "retour à la valeur fournie",
    "feed.create": "création d'un abonnement",
    "feed.renew": "changement d'adresse d'un abonnement",
    "feed.end": "arrêt d'un abonnement",
    "consultation.open": "ouverture d'un formulaire",
    "consultation.close": "fermeture d'un formulaire",
    "contribution.receive": "contribution reçue",
    "contribution.import": "contributions importées",
    "contribution.group": "contributions regroupées",
    "contribution.set-aside": "contributions écartées",
    "contribution.erase": "contribution effacée",
    "campaign.open": "campagne ouverte",
    "campaign.close": "campagne close",
    "campaign.draw": "tirage au sort",
    "campaign.assign": "second regard confié",
    "campaign.withdraw": "second regard retiré",
    "campaign.link": "lien fait",
    "campaign.revoke": "liens révoqués",
    "campaign.print": "liens imprimés",
    "campaign.entrust": "lien de coordination fait",
    "campaign.take-back": "liens de coordination révoqués",
    "campaign.call": "appel noté",
    "campaigns.invite": "invitations envoyées",
    "campaigns.remind": "relances envoyées",
    "questionnaire.submit": "questionnaire reçu",
    "questionnaire.reopen": "questionnaire rouvert",
    "framework.keep": "référentiel enregistré",
    "framework.seal": "référentiel scellé",
    "public-page.open": "ouverture de la page publique",
    "public-page.close": "fermeture de la page publique",
    "people.add": "entrée dans le réseau",
    "people.role": "changement de rôle",
    "people.remove": "sortie du réseau",
    "people.password": "nouveau mot de passe",
}

# Who did what nobody signed for, when it is not the command line.
_NOBODY = {
    "contribution.receive": "formulaire en ligne",
    "questionnaire.submit": "questionnaire en ligne",
    "campaigns.remind": "relance du jour",
    "digest.send": "rappel du jour",
}


@dataclass(frozen=True)
class Line:
    """One line of a history. `target` names the thing ("programme.Action/A1"), `label` as it was called."""

    at: datetime
    who: str
    verb: str
    target: str
    label: str
    changes: tuple[Difference, ...]


def lines(network: Any, target: str, value_type: type[Any]) -> list[Line]:
    """The whole history of one thing, newest first. One query."""
    return [_line(entry, value_type) for entry in trail_of(network, target)]


def recent(network: Any, entries: Iterable[AuditEntry]) -> list[Line]:
    """Lines of many things."""
    return [_line(entry, _class_of(entry.target)) for entry in entries]


def _line(entry: AuditEntry, value_type: type[Any] | None) -> Line:
    before, after = entry.detail.get("before"), entry.detail.get("after")
    changes: tuple[Difference, ...] = ()
    if value_type is not None and before and after:
        changes = tuple(differences(value_type, before, after))
    actor: Any = entry.actor
    who = (
        (actor.get_full_name() or actor.get_username())
        if actor
        else _NOBODY.get(entry.verb, "ligne de commande")
    )
    label = str(entry.detail.get("label", entry.target))
    return Line(entry.at, who, VERBS.get(entry.verb, entry.verb), entry.target, label, changes)


def _class_of(target: str) -> type[Any] | None:
    kind, found, _ = target.partition("/")
    room, dot, name = kind.partition(".")
    if not found or not dot:
        return None
    try:
        return getattr(apps.get_model(room, name), "value_type", None)
    except LookupError:
        return None
