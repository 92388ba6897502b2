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
}


def _remarks(project: Project) -> tuple[Remark, ...]:
    return tuple(checks(project))


def money_remarks(project: Project) -> tuple[Remark, ...]:
    return project.once(_remarks)


def next_steps(request: Any, remarks: Iterable[Remark], home: str = "") -> list[NextStep]:
    """What the `remarks` of the money ask for; a step on the whole leads to `home`."""
    return steps_by_code(request, remarks, ACTS, home)
