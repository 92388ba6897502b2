"""What to do now, from what the linter says: one line a kind of remark, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import NextStep, Tone
from maillage.base.ui.pages import thing_url
from maillage.base.values.french import count
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.checks import checks

TONES = {Severity.BLOCKING: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.ADVICE: Tone.NEUTRAL}
# What each remark of the money asks for, in few words; the remark itself says why.
ACTS = {
    "FIN-01": "Rétablir la part du Département",
    "FIN-02": "Corriger des recettes plus fortes que les dépenses",
    "FIN-03": "Vérifier le taux de la DGD",
    "FIN-04": "Sortir une dépense que la DGD ne paie pas",
    "FIN-05": "Demander l'accord de la DRAC",
    "FIN-06": "Dater les dépenses sans année",
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


def next_steps(
    request: Any, remarks: Iterable[Remark], acts: Mapping[str, str] = ACTS, home: str = ""
) -> list[NextStep]:
    """One step for each code of remark, blocking ones first; "et 3 autres" tells those of the same code.

    A step leads to the thing of its remark, else to `home`.
    """
    order = list(Severity)
    by_code: dict[str, list[Remark]] = {}
    for remark in sorted(remarks, key=lambda remark: order.index(remark.severity)):
        by_code.setdefault(remark.code, []).append(remark)
    department = request.network.department
    return [
        NextStep(
            label=f"{acts.get(code, found[0].where)}{_others(found)}",
            url=(thing_url(department, found[0].target) if found[0].target else "") or home,
            why=f"{found[0].where} : {found[0].message}",
            tone=TONES[found[0].severity],
        )
        for code, found in by_code.items()
    ]


def _others(found: list[Remark]) -> str:
    return f" (et {count(len(found) - 1, 'autre')})" if len(found) > 1 else ""
