"""What to do now about purchases, from what the linter says of them."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.values.remarks import Remark
from maillage.procurement.checks import checks

ACTS = {
    "ACH-01": "Commencer la préparation",
    "ACH-02": "Raccourcir l'accord-cadre",
    "ACH-03": "Prouver l'exclusivité",
    "ACH-04": "Déterminer la procédure",
    "ACH-05": "Décrire l'achat de dépenses importantes",
    "ACH-06": "Faire attendre la bonne étape",
    "ACH-07": "Relancer l'achat qui glisse",
    "ACH-08": "Demander à la DRAC si l'opération reste éligible",
    "ACH-09": "Rattacher l'achat à une étape en vigueur",
    "ACH-10": "Chiffrer un achat",
    "ACH-11": "Prévoir la publication des données essentielles",
}
# What slips first: it is why one opens the page.
URGENT = ("ACH-07", "ACH-08", "ACH-01")


def _remarks(project: Project) -> tuple[Remark, ...]:
    found = tuple(checks(project))
    return tuple(sorted(found, key=lambda one: URGENT.index(one.code) if one.code in URGENT else len(URGENT)))


def purchase_remarks(project: Project) -> tuple[Remark, ...]:
    """The remarks on purchases, what slips first."""
    return project.once(_remarks)
