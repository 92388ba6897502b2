"""The deadlines of the inventory: the end of each contract, and the last day to give notice."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.base.values.french import euros, plain_date
from maillage.territory.domain.contracts import Contract
from maillage.territory.domain.inventory import RenewalDecision
from maillage.territory.inventory import contracts_of


def dates(project: Project) -> Iterator[DatedEvent]:
    for contract in contracts_of(project):
        item, target = contract.item, f"territory.InventoryItem/{contract.item.code}"
        if contract.ends_on:
            yield DatedEvent(
                uid=f"territory-{item.code}-end",
                title=f"Fin de contrat : {item.name}",
                day=contract.ends_on,
                kind="échéance",
                detail=_told(contract),
                target=target,
            )
        if contract.notice_on and contract.awaits_notice:
            decided = item.decision in (RenewalDecision.STOP, RenewalDecision.COMPETE)
            yield DatedEvent(
                uid=f"territory-{item.code}-notice",
                title=f"Dernier jour pour dénoncer : {item.name}",
                day=contract.notice_on,
                kind="échéance",
                detail=f"Sans dénonciation, le contrat est reconduit le {plain_date(contract.ends_on)}.",
                target=target,
                # Whoever decided to leave and noted no notice has missed it; while nobody decided, nobody knows.
                missed=decided and contract.notice_missed,
            )


def _told(contract: Contract) -> str:
    item = contract.item
    renewal = {True: "tacite reconduction", False: "sans reconduction", None: "reconduction inconnue"}[
        item.tacit
    ]
    decision = f"décision : {item.decision.label}" if item.decision else "rien n'est décidé"
    cost = f"{euros(item.yearly_cost_ht)} HT par an" if item.yearly_cost_ht is not None else ""
    told = ", ".join(filter(None, (item.provider, cost, renewal, decision)))
    return f"{told[:1].upper()}{told[1:]}."
