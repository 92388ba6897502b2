"""What to do now, from what the linter says: one line a kind of remark, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import NextStep
from maillage.base.ui.remarks import steps_by_code
from maillage.base.values.remarks import Remark
from maillage.funding.checks import checks

# What each remark of the money asks for, in few words; the remark itself says why.
ACTS = {
    "FIN-01": "Rétablir la part du Département",
    "FIN-02": "Corriger des recettes plus fortes que les dépenses",
    "FIN-03": "Vérifier le taux de la DGD",
    "FIN-04": "Sortir une dépense que la DGD ne paie pas",
    "FIN-05": "Demander l'accord de la DRAC",
    "FIN-06": "Dater les dépenses sans année",
    "FIN-14": "Redonner une année à une dépense",
    "FIN-07": "Donner des moyens à une action",
    "FIN-08": "Marquer les dépenses qui se renouvellent",
    "FIN-09": "Dire d'où vient le chiffrage",
    "FIN-10": "Répartir les recettes sur les bonnes années",
    "FIN-11": "Relancer le financeur",
    "FIN-12": "Engager les dépenses à temps",
    "FIN-13": "Noter le jour de la notification",
    "FIN-19": "Revenir aux conditions d'un financeur",
    "FIN-20": "Séparer deux aides qui ne se cumulent pas",
    "FIN-21": "Revoir la fraction demandée",
    "FIN-22": "Atteindre un seuil",
    "FIN-23": "Revoir une dépense payée deux fois",
    "FIN-24": "Donner un emploi à une aide",
    "FIN-25": "Prêter plutôt que donner",
    "FIN-26": "Faire voter ce que coûtent les opérations",
    "FIN-27": "Sortir le personnel d'une autorisation",
    "FIN-28": "Prévenir les finances d'une avance",
    "FIN-35": "Mettre un scénario à jour",
    "FIN-29": "Déposer la demande d'aide",
    "FIN-30": "Corriger l'histoire d'une aide",
    "FIN-31": "Engager une aide avant la fin du délai",
    "FIN-32": "Revoir une dépense dépassée",
    "FIN-33": "Rapprocher les écritures",
    "FIN-34": "Vérifier une commande passée trop tôt",
}


def _remarks(project: Project) -> tuple[Remark, ...]:
    return tuple(checks(project))


def money_remarks(project: Project) -> tuple[Remark, ...]:
    return project.once(_remarks)


def next_steps(request: Any, remarks: Iterable[Remark], home: str = "") -> list[NextStep]:
    """What the `remarks` of the money ask for; a step on the whole leads to `home`."""
    return steps_by_code(request, remarks, ACTS, home)
