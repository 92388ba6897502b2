"""Contracts in time: when each one runs, drawn and in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from maillage.base.charts import ContractRow, contract_timeline
from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, short_date
from maillage.base.values.periods import add_months
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.contracts import Contract, ContractState
from maillage.territory.inventory import contracts_of
from maillage.territory.inventory_screens import renewal_told

# A contract that ended long ago is history: the picture begins a year back.
YEARS_BACK = 1


def contracts_picture(project: Project) -> Picture | None:
    """Each dated contract from its start to its end; None when no end is known."""
    dated = sorted(
        (one for one in contracts_of(project) if one.ends_on), key=lambda one: one.ends_on or date.max
    )
    first = date(project.today.year - YEARS_BACK, 1, 1)
    shown = [one for one in dated if one.ends_on and one.ends_on >= first]
    if not shown:
        return None
    last = max(one.ends_on for one in shown if one.ends_on)
    rows = [
        ContractRow(
            label=one.item.name,
            start=one.item.starts_on,
            end=one.ends_on or last,
            notice=one.notice_on if one.awaits_notice else None,
            over=one.state is ContractState.OVER,
        )
        for one in shown
    ]
    end = add_months(date(last.year, last.month, 1), 3)
    undated = len(contracts_of(project)) - len(dated)
    return Picture(
        caption="Fins de contrat",
        spec=contract_timeline(rows=rows, start=first, end=end, today=project.today),
        alt=f"Calendrier de {count(len(shown), 'contrat')} : "
        + " ; ".join(f"{row.label} jusqu'au {short_date(row.end)}" for row in rows)
        + ".",
        source=f"{count(undated, 'élément')} sans date de fin connue." if undated else "",
        data=contracts_table(shown),
    )


def contracts_table(found: Sequence[Contract]) -> Table:
    """Start, end, last day to give notice, decision."""
    return Table(
        caption="Contrats et dernier jour pour dénoncer",
        columns=(
            Column("Contrat", width=2.6),
            Column("Début", align="right"),
            Column("Fin", align="right"),
            Column("Dénoncer avant le", align="right", width=1.2),
            Column("Reconduction", width=1.7),
            Column("Décision", width=1.5),
        ),
        rows=tuple(
            (
                one.item.name,
                short_date(one.item.starts_on),
                short_date(one.ends_on),
                short_date(one.notice_on) if one.notice_on else ("–" if one.item.tacit is False else UNKNOWN),
                renewal_told(one.item),
                one.item.decision.label if one.item.decision else "à décider",
            )
            for one in found
        ),
    )
