"""Contracts on screen: what ends soon, by when one must act, and all of them in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.base.charts import ContractRow, contract_timeline
from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, euros, short_date
from maillage.base.values.periods import add_months
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.contracts import Contract, ContractState, ending
from maillage.territory.inventory import contracts_of, horizon
from maillage.territory.inventory_screens import renewal_told

# A contract that ended long ago is history: the picture begins a year back.
YEARS_BACK = 1


def ending_listing(request: Any) -> Listing:
    """What ends within the horizon, by the day before which something must be done."""
    soon = ending(contracts_of(request.project))
    return Listing(
        caption=f"Contrats qui finissent d'ici {horizon(request.project).text}, et dernier jour pour agir",
        anchor="fins-proches",
        heads=(
            Head("Contrat", key="nom"),
            Head("Agir avant le", key="agir"),
            Head("Fin", key="fin"),
            Head("Reconduction", key="reconduction"),
            Head("Décision", key="decision"),
            Head("Coût annuel HT", "right", key="cout"),
        ),
        rows=[_ending_row(request, one) for one in soon],
        empty="Aucun contrat connu ne finit dans ce délai.",
        sort_param="tri_fins",
    )


def _ending_row(request: Any, one: Contract) -> tuple[Cell, ...]:
    item = one.item
    late = Badge("préavis dépassé", Tone.BAD) if one.notice_missed else None
    return (
        Cell(item.name, to(request, "territory:inventoryitem", item.code), note=item.provider),
        Cell(short_date(one.act_by), sort=one.act_by, badge=late),
        Cell(short_date(one.ends_on), sort=one.ends_on),
        Cell(renewal_told(item)),
        Cell(item.decision.label) if item.decision else Cell("", badge=Badge("à décider", Tone.WARNING)),
        Cell(euros(item.yearly_cost_ht), sort=item.yearly_cost_ht),
    )


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
