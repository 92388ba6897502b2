"""Scenarios on screen: each beside the plan, and some of them side by side, measure by measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, euros, month, percent
from maillage.base.values.sources import Confidence
from maillage.funding.domain.scenarios import Breach, Compared, Kind, Outcome, years_of
from maillage.funding.telling import signed

# Breaches of a rule, not only of what one hoped to spend.
HARD = frozenset(set(Kind) - {Kind.YEAR, Kind.WHOLE, Kind.CEILING})
COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A line of the comparison: what it is called, its amount, and how it is told."""

    label: str
    amount: Callable[[Outcome], Decimal | None]
    told: Callable[[Decimal | None], str] = euros


def broken_badge(broken: Sequence[Breach]) -> Badge:
    hard = sum(breach.kind in HARD for breach in broken)
    if hard:
        return Badge(count(hard, "règle cassée", "règles cassées"), Tone.BAD)
    if broken:
        return Badge("plus lourd", Tone.WARNING)
    return Badge("rien ne casse", Tone.GOOD)


def difference(now: Decimal | None, was: Decimal | None) -> str:
    """ "+24 600 €" or "comme au plan"; nothing of what is unknown."""
    if now is None or was is None:
        return ""
    return f"{signed((now - was).quantize(Decimal(1)))}" if round(now - was) else "comme au plan"


def scenarios_listing(
    request: Any, found: Iterable[Compared], base: Outcome, *, caption: str, anchor: str
) -> Listing:
    """One row a scenario: what it leaves to the département, and what it breaks."""
    rows: list[Sequence[Cell | str]] = []
    for one in found:
        now = one.outcome
        rows.append(
            (
                Cell(one.what_if.title, to(request, "funding:whatif", one.what_if.code)),
                Cell(euros(now.own), sort=now.own, note=difference(now.own, base.own)),
                Cell(euros(now.net_cost), sort=now.net_cost, note=difference(now.net_cost, base.net_cost)),
                Cell(euros(-now.trough), sort=-now.trough, note=difference(-now.trough, -base.trough)),
                Cell("", badge=broken_badge(one.broken), sort=len(one.broken)),
            )
        )
    return Listing(
        caption=caption,
        heads=(
            Head("Scénario", key="scenario"),
            Head("Reste à charge HT", "right", "reste"),
            Head("Coût net TTC", "right", "net"),
            Head("Avance au plus fort", "right", "avance"),
            Head("Ce qui casse", key="casse"),
        ),
        rows=rows,
        empty="Aucun scénario n'est encore écrit.",
        empty_link=Link("Écrire un scénario", to(request, "funding:whatif-new"), "button", "plus")
        if request.can_edit
        else None,
        anchor=anchor,
        sort_param=f"tri_{anchor}",
        confidence=Confidence.TO_CONFIRM if rows else Confidence.CONFIRMED,
    )


def measures(*outcomes: Outcome) -> list[Measured]:
    """What scenarios are compared by; a line for each year that one of them has."""
    shown = [
        Measured(label="Dépenses HT", amount=lambda one: one.cost),
        Measured(label="Aides", amount=lambda one: one.granted),
        Measured(label="Reste à charge HT", amount=lambda one: one.own),
    ]
    for year in years_of(*outcomes):
        shown.append(
            Measured(
                label=f"Reste à charge de {year}",
                amount=lambda one, year=year: one.own_by_year.get(year, Decimal(0)),  # type: ignore[misc]
            )
        )
    if any(one.undated for one in outcomes):
        shown.append(Measured(label="Dépenses sans année", amount=lambda one: one.undated))
    return [
        *shown,
        Measured(label="Part du Département", amount=lambda one: one.own_rate, told=lambda v: percent(v, 1)),
        Measured(label="FCTVA", amount=lambda one: one.fctva),
        Measured(label="Coût net TTC", amount=lambda one: one.net_cost),
        Measured(label="Avance de trésorerie au plus fort", amount=lambda one: -one.trough),
    ]


def side_by_side(request: Any, base: Outcome, chosen: Sequence[Compared], already: int) -> Listing:
    """The plan and the scenarios chosen, a column each; every amount with its difference from the plan. `already`: the
    points that the plan itself does not hold."""
    outcomes = [one.outcome for one in chosen]
    rows: list[Sequence[Cell | str]] = []
    for measure in measures(base, *outcomes):
        was = measure.amount(base)
        cells = [_cell(measure, outcome, was) for outcome in outcomes]
        rows.append((measure.label, measure.told(was), *cells))
    rows.append(
        ("Mois de cette avance", month(base.trough_month), *(month(one.trough_month) for one in outcomes))
    )
    told = count(already, "point déjà", "points déjà") if already else "rien"
    rows.append(("Ce qui casse de plus", told, *(Cell("", badge=broken_badge(one.broken)) for one in chosen)))
    return Listing(
        caption="Côte à côte",
        heads=(
            Head("Montant"),
            Head("Plan", "right"),
            *(Head(one.what_if.title, "right") for one in chosen),
        ),
        rows=rows,
        anchor="cote-a-cote",
    )


def _cell(measure: Measured, outcome: Outcome, was: Decimal | None) -> Cell:
    now = measure.amount(outcome)
    same = now == was
    if measure.told is euros:
        return Cell(measure.told(now), note="" if same else difference(now, was))
    points = "" if same or now is None or was is None else _points(now - was)
    return Cell(measure.told(now), note=points)


def _points(change: Decimal) -> str:
    return f"{'+' if change > 0 else ''}{percent(change, 1)}".replace("%", "pt")
