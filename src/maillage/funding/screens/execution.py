"""The execution on screen: planned, committed and paid by year, operation, action and line; aids beside their receipts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import thing_url, to
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN, count, euros, percent
from maillage.funding.domain.execution import Amounts, Books, Execution, LineExecution, grouped, summed
from maillage.funding.readings import funding_of, lines_of
from maillage.funding.screens.overspending import spent_over
from maillage.funding.spent import entries_of, open_entries, received_by_aid
from maillage.funding.telling import signed
from maillage.programme.readings import programme_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page asks for: a year, or None for the whole programme; HT, or TTC."""

    year: int | None = None
    ht: bool = False

    def value(self, amounts: Amounts) -> Decimal:
        return amounts.ht if self.ht else amounts.ttc

    @property
    def unit(self) -> str:
        return "€ HT" if self.ht else "€ TTC"


def tiles(project: Project, books: Books, shown: Shown, entries_url: str) -> list[Tile]:
    """The whole in figures; what is not tied is never counted in them."""
    whole = summed(books.lines(shown.year))
    received = list(received_by_aid(project).values())
    came = total(one.amount for one in received)
    left = open_entries(project)
    found = [
        _tile("Prévu", whole, whole.planned, shown, gauge=False),
        _tile("Engagé", whole, whole.committed, shown),
        _tile("Payé", whole, whole.paid, shown),
    ]
    if shown.year is None:
        moved = shown.value(whole.variance)
        note = f"{signed(moved)} par rapport au plan" if moved else "comme le plan"
        found.append(
            Tile(
                f"Atterrissage ({shown.unit})",
                euros(shown.value(whole.landing)),
                note,
                tone=Tone.WARNING if moved > 0 else Tone.NEUTRAL,
            )
        )
    found.append(Tile("Aides reçues", euros(came), f"sur {euros(_granted(project))} attendus", "#aides"))
    if left:
        unsaid = total(e.amount_ttc for e in entries_of(project) if e.is_open)
        note = f"{count(left, 'écriture')} de {euros(unsaid)} en tout, dans aucun autre chiffre"
        found.append(Tile("À rapprocher", str(left), note, entries_url, Tone.WARNING))
    return found


def _granted(project: Project) -> Decimal | None:
    amounts = [item.amount for item in lines_of(project)]
    return None if None in amounts else total(one for one in amounts if one is not None)


def _tile(label: str, whole: Execution, part: Amounts, shown: Shown, *, gauge: bool = True) -> Tile:
    rate = whole.rate(part) if gauge else None
    return Tile(
        f"{label} ({shown.unit})",
        euros(shown.value(part)),
        f"{percent(rate)} du prévu" if rate is not None else "",
        share=float(min(max(rate, Decimal(0)), Decimal(1))) if rate is not None else None,
    )


def _heads(first: str, shown: Shown) -> tuple[Head, ...]:
    heads = (
        Head(first, key="quoi"),
        Head("Prévu", "right", "prevu"),
        Head("Engagé", "right", "engage"),
        Head("Payé", "right", "paye"),
        Head("Payé sur prévu", "right", "taux"),
    )
    if shown.year is not None:
        return heads
    return (*heads, Head("Atterrissage", "right", "atterrissage"), Head("Écart au plan", "right", "ecart"))


def _row(first: Cell | str, whole: Execution, shown: Shown) -> list[Cell | str]:
    rate = whole.rate(whole.paid)
    cells: list[Cell | str] = [
        first,
        *(_amount(shown.value(one)) for one in (whole.planned, whole.committed, whole.paid)),
    ]
    cells.append(Cell(percent(rate) if rate is not None else "–", sort=rate))
    if shown.year is None:
        moved = shown.value(whole.variance)
        cells += [_amount(shown.value(whole.landing)), Cell(signed(moved) if moved else "0 €", sort=moved)]
    return cells


def _amount(value: Decimal) -> Cell:
    return Cell(euros(value), sort=value)


def _listing(
    caption: str,
    first: str,
    rows: Iterable[tuple[Cell | str, Execution]],
    whole: Execution,
    shown: Shown,
    anchor: str,
) -> Listing:
    lines: list[Sequence[Cell | str]] = [_row(cell, one, shown) for cell, one in rows]
    lines.append(_row("Total", whole, shown))
    return Listing(
        caption=f"{caption} ({shown.unit})",
        heads=_heads(first, shown),
        rows=lines,
        totals=(len(lines) - 1,),
        anchor=anchor,
        sort_param=f"tri_{anchor}",
    )


def by_year(books: Books, shown: Shown) -> Listing:
    """Years beneath one another: a landing is of the whole only, and has no column here."""
    narrow = Shown(year=0, ht=shown.ht)
    rows = [(str(year), summed(books.lines(year))) for year in books.years]
    if (undated := books.undated) != Amounts():
        rows.append(("Sans année", Execution(planned=undated)))
    return _listing("Par année", "Année", rows, summed(books.lines()), narrow, "annees")


def by_operation(request: Any, books: Books, shown: Shown) -> Listing:
    lines = books.lines(shown.year)
    titles = {one.code: one.title for one in funding_of(request.project).operations}
    rows = [
        (Cell(f"{code}. {titles[code]}", to(request, "funding:operation", code), sort=code), summed(some))
        for code, some in grouped(lines, lambda cost: cost.operation).items()
    ]
    return _listing("Par opération", "Opération", rows, summed(lines), shown, "operations")


def by_action(request: Any, books: Books, shown: Shown) -> Listing:
    lines = books.lines(shown.year)
    titles = {action.code: action.title for _, _, action in programme_of(request.project).actions()}
    department = request.network.department
    rows = [
        (
            Cell(
                f"{code}. {titles[code]}" if code in titles else f"{code} (archivée)",
                thing_url(department, f"programme.Action/{code}"),
                sort=code,
            ),
            summed(some),
        )
        for code, some in grouped(lines, lambda cost: cost.action).items()
    ]
    return _listing("Par action", "Action", rows, summed(lines), shown, "actions")


def by_line(request: Any, books: Books, shown: Shown) -> Listing:
    lines = books.lines(shown.year)
    over = {one.cost.code for one in spent_over(request.project, books)}
    rows = [(_line(request, one, over), one.whole) for one in lines]
    return _listing("Par dépense", "Dépense", rows, summed(lines), shown, "lignes")


def _line(request: Any, one: LineExecution, over: set[str]) -> Cell:
    badge = Badge("dépassée", Tone.WARNING) if one.cost.code in over else None
    if badge is None and one.settled:
        badge = Badge("soldée", Tone.GOOD)
    return Cell(
        one.cost.label,
        to(request, "funding:costline", one.cost.code),
        note=one.cost.code,
        badge=badge,
        sort=one.cost.code,
    )


def aids_listing(request: Any, project: Project, *, noted: bool = False) -> Listing:
    """Each aid: what is expected of it, whether it is notified, what came in. `noted`: only those of which a receipt was
    noted by hand, while the accounts are not known."""
    received = received_by_aid(project)
    items = [item for item in lines_of(project) if not noted or received[item.line.code].noted]
    rows: list[Sequence[Cell | str]] = [
        (
            Cell(
                item.funder.name,
                to(request, "funding:fundingline", item.line.code),
                note=f"{item.line.code}, {item.operation.title}",
            ),
            item.line.status.label,
            Cell(euros(item.amount), sort=item.amount),
            Cell(
                euros(received[item.line.code].amount),
                note=_whence(received[item.line.code].booked, received[item.line.code].noted),
            ),
            _left(item.amount, received[item.line.code].amount),
        )
        for item in items
    ]
    return Listing(
        caption="Aides attendues et reçues (€)",
        heads=(
            Head("Financeur"),
            Head("État"),
            Head("Attendu", "right"),
            Head("Reçu", "right"),
            Head("Reste à recevoir", "right"),
        ),
        rows=rows,
        anchor="aides",
        empty="Aucune aide n'est inscrite au plan.",
    )


def _whence(booked: bool, noted: Decimal) -> str:
    if booked:
        return (
            f"d'après les titres ({euros(noted)} notés à la main, non ajoutés)"
            if noted
            else "d'après les titres"
        )
    return "noté à la main" if noted else ""


def _left(expected: Decimal | None, came: Decimal) -> Cell:
    left = None if expected is None else expected - came
    return Cell(UNKNOWN if left is None else euros(left), sort=left)
