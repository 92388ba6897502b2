"""What aids pay, expense by expense, each with the rule that allows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import count
from maillage.funding.domain.allocation import Allocation
from maillage.funding.screens.why.grounds import rules_behind
from maillage.funding.telling import exact
from maillage.rulebook.screens import shown

SHOWN = 400


def paid(
    request: Any,
    found: Sequence[Allocation],
    caption: str = "Ce que les aides paient, et pourquoi",
    shown: int = SHOWN,
) -> Listing:
    """One row for each part of an aid, the greatest first; the last row is their sum."""
    ordered = sorted(found, key=lambda aid: -aid.amount)
    kept, others = ordered[:shown], ordered[shown:]
    rows: list[Sequence[Cell | str]] = [_row(request, aid) for aid in kept]
    if others:
        told = f"Et {count(len(others), 'autre part', 'autres parts')}, plus petites"
        rows.append((told, "", "", "", exact(total(aid.amount for aid in others)), ""))
    rows.append(("Total", "", "", "", exact(total(aid.amount for aid in found)), ""))
    return Listing(
        caption=caption,
        heads=(
            Head("Dépense"),
            Head("Année"),
            Head("HT", "right"),
            Head("Aide"),
            Head("Elle paie", "right"),
            Head("Permis par"),
        ),
        rows=rows if found else (),
        totals=(len(rows) - 1,),
        empty="Aucune aide ne paie cette part du plan.",
        anchor="parts",
    )


def _row(request: Any, aid: Allocation) -> Sequence[Cell | str]:
    grant, expense = aid.grant, aid.expense
    line = Cell(grant.line.code, to(request, "funding:fundingline", grant.line.code), note=grant.funder.name)
    if expense is None:
        none = Cell("", badge=Badge("aucune dépense éligible", Tone.WARNING))
        return (none, str(grant.year), "–", line, exact(aid.amount), "–")
    cost = Cell(expense.cost.label, to(request, "funding:costline", expense.cost.code))
    return (cost, str(expense.year), exact(expense.ht), line, exact(aid.amount), allowed(request, aid))


def allowed(request: Any, aid: Allocation) -> Cell:
    """The rule that allows it, with how sure it is; the conditions of the funder where no law says."""
    project: Project = request.project
    reason = " ".join(aid.why.reasons) if aid.why is not None else ""
    behind = rules_behind(project, aid.why)
    if not behind:
        return Cell(
            "Conditions du financeur", to(request, "funding:funder", aid.grant.funder.code), note=reason
        )
    one = shown(project.rules, behind[0], project.today)
    badge = Badge("à confirmer", Tone.WARNING) if aid.why is not None and aid.why.is_unknown else one.badge
    return Cell(
        one.rule.title,
        to(request, "rulebook:rule", behind[0]),
        note=f"{reason} {one.source.title}",
        badge=badge,
    )
