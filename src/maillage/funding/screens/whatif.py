"""One scenario: its hypotheses, what it changes year by year, what it breaks, and what would repair it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, euros, listed, month, percent
from maillage.funding.domain import FinancingPlan, WhatIf
from maillage.funding.domain.scenarios import Compared, Outcome
from maillage.funding.readings import funding_of
from maillage.funding.screens.scenarios import difference
from maillage.funding.telling import capital
from maillage.programme.readings import programme_of


def hypotheses(request: Any, what_if: WhatIf) -> list[Fact]:
    """What a scenario supposes, in words; what it leaves as in the plan is not told."""
    project = request.project
    names = {funder.code: funder.name for funder in funding_of(project).funders}
    facts = []
    if what_if.dgd_rate is not None:
        facts.append(Fact("Taux de la DGD", percent(what_if.dgd_rate, 0)))
    if what_if.without:
        facts.append(Fact("Sans", listed([names.get(code, code) for code in what_if.without])))
    if what_if.late_months:
        facts.append(Fact("Notifications", f"{count(what_if.late_months, 'mois', 'mois')} plus tard"))
    if what_if.prices:
        facts.append(Fact("Prix", f"{'+' if what_if.prices > 0 else ''}{percent(what_if.prices, 1)}"))
    if what_if.refused_year and what_if.refused_family:
        facts.append(Fact("Non financé", f"{what_if.refused_family.label} en {what_if.refused_year}"))
    for move in what_if.moves:
        url = f"{to(request, 'funding:move', move.action)}?mois={move.months}"
        facts.append(Fact(f"Action {move.action}", told_move(project, move.action, move.months), url))
    return facts


def told_move(project: Project, action: str, months: int) -> str:
    title = next((one.title for _, _, one in programme_of(project).actions() if one.code == action), "")
    way = "décalée" if months >= 0 else "avancée"
    told = f"{way} de {count(abs(months), 'mois', 'mois')}"
    return f"{title}, {told}" if title else f"{capital(told)} (hors du programme)"


def outcome_tiles(base: Outcome, now: Outcome) -> list[Tile]:
    """The figures of a scenario, each against the plan; heavier is a warning."""

    def tile(label: str, was: Any, value: Any, note: str = "") -> Tile:
        tone = Tone.WARNING if value > was else Tone.GOOD if value < was else Tone.NEUTRAL
        told = difference(value, was)
        return Tile(label, euros(value), f"{told}{note}", tone=tone)

    when = f", {month(now.trough_month)}" if now.trough_month else ""
    return [
        Tile("Dépenses HT", euros(now.cost), difference(now.cost, base.cost)),
        Tile("Aides", euros(now.granted), difference(now.granted, base.granted)),
        tile("Reste à charge HT", base.own, now.own),
        tile("Coût net TTC", base.net_cost, now.net_cost),
        tile("Avance au plus fort", -base.trough, -now.trough, when),
    ]


def by_year(before: FinancingPlan, after: FinancingPlan) -> Listing:
    """Costs, aids and own share of each year, then of the whole: as in the plan, in the scenario."""
    years: list[int | None] = [*sorted({*before.years, *after.years}), None]
    rows: list[Sequence[Cell | str]] = []
    for year in years:
        cells = [
            _pair(getattr(before, name)(year=year), getattr(after, name)(year=year))
            for name in ("cost_ht", "granted", "own_share")
        ]
        rows.append((str(year) if year else "Tout le programme", *cells))
    return Listing(
        caption="Année par année",
        heads=(
            Head("Année"),
            Head("Dépenses HT", "right"),
            Head("Aides", "right"),
            Head("Reste à charge HT", "right"),
        ),
        rows=rows,
        totals=(len(rows) - 1,),
        anchor="annees",
    )


def _pair(was: Any, now: Any) -> Cell:
    return Cell(euros(now), note="comme au plan" if was == now else f"plan : {euros(was)}")


def funders_changed(request: Any, before: FinancingPlan, after: FinancingPlan) -> Listing | None:
    """The funders whose aids change; None when none does."""
    rows: list[Sequence[Cell | str]] = []
    for funder in before.funders:
        was, now = before.granted(funder=funder.code), after.granted(funder=funder.code)
        if was != now:
            rows.append(
                (
                    Cell(funder.name, to(request, "funding:funder", funder.code)),
                    euros(was),
                    Cell(euros(now), note=difference(now, was)),
                )
            )
    if not rows:
        return None
    return Listing(
        caption="Les aides qui changent",
        heads=(Head("Financeur"), Head("Au plan", "right"), Head("Dans le scénario", "right")),
        rows=rows,
        anchor="financeurs",
    )


def told_lead(compared: Compared, base: Outcome) -> str:
    change = compared.outcome.own - base.own
    if not change:
        return "Le reste à charge ne change pas."
    way = "de plus" if change > 0 else "de moins"
    return f"{euros(abs(change))} {way} à la charge du Département : {euros(compared.outcome.own)} au lieu de {euros(base.own)}."


def tools(request: Any, compared: Compared, written: bool) -> list[Link]:
    name, code = "funding:whatif", compared.what_if.code
    if not written:
        return []
    history = Link("Historique", to(request, f"{name}-history", code), "button", "history")
    if not request.can_edit:
        return [history]
    return [
        Link("Modifier", to(request, f"{name}-edit", code), "primary", "pencil"),
        history,
        Link("Supprimer", to(request, f"{name}-remove", code), "danger", "trash-2"),
    ]
