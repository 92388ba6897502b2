"""What to do now about the inventory, the service and the previous schéma."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maillage.base.ui.components import NextStep
from maillage.base.ui.pages import to
from maillage.base.ui.remarks import steps_by_code
from maillage.territory.inventory_checks import inventory_checks

ACTS = {
    "TER-10": "Décider d'un contrat dont le préavis est dépassé",
    "TER-11": "Décrire le SIGB et le portail du réseau",
    "TER-12": "Demander le nombre d'utilisateurs des ressources",
    "TER-13": "Corriger les lignes d'une bibliothèque absente du registre",
    "TER-14": "Dire ce qui a suivi un contrat terminé",
    "TER-15": "Dire ce que sont devenus les engagements",
    "TER-16": "Vérifier l'effectif du service",
}
# Where a remark that is about no single thing is dealt with.
HOMES = {"TER-13": "territory:equipments", "TER-15": "territory:past", "TER-16": "territory:service"}


def inventory_steps(request: Any, codes: Collection[str] = ACTS, *, target: str = "") -> list[NextStep]:
    """The remarks of `codes`, or those on one thing (`target`), one step a code."""
    remarks = [
        remark
        for remark in inventory_checks(request.project)
        if remark.code in codes and (not target or remark.target == target)
    ]
    found = []
    for code in dict.fromkeys(remark.code for remark in remarks):
        home = to(request, HOMES.get(code, "territory:inventory"))
        found += steps_by_code(request, [remark for remark in remarks if remark.code == code], ACTS, home)
    return found
