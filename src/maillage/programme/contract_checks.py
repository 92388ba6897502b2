"""What the linter says of the contracts of the inventory that end while the programme runs."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.periods import Period, add_months
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.readings import programme_of
from maillage.territory.inventory import contracts_of


def contract_checks(project: Project) -> Iterator[Remark]:
    """A contract that ends during the programme is part of its plan and of its costs: somebody must say what follows."""
    programme = programme_of(project)
    period = Period(programme.start, add_months(programme.start, programme.months))
    for contract in contracts_of(project):
        ends = contract.ends_on
        # Past ends are told by territory: here, what can still be decided.
        if ends is None or ends < project.today or ends not in period or not contract.is_undecided:
            continue
        by = contract.notice_on
        told = f" ; dernier jour pour le dénoncer : {plain_date(by)}" if by and by >= project.today else ""
        yield Remark(
            code="PRG-14",
            severity=Severity.WARNING,
            where=f"Inventaire, {contract.item.name}",
            message=f"Ce contrat finit pendant le programme, le {plain_date(ends)}, et rien n'est décidé{told}.",
            remedy="Décidez : reconduire, remettre en concurrence ou arrêter, et prévoyez le coût dans le plan.",
            target=f"territory.InventoryItem/{contract.item.code}",
        )
