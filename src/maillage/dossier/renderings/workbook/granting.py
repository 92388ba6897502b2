"""The page « Recettes »: one row an aid and year, from what it bears on to what the plan counts, limit by limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import ZERO, share_out, total
from maillage.dossier.renderings.workbook import aids
from maillage.dossier.renderings.workbook.ledger import Ledger, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text, typed
from maillage.dossier.renderings.workbook.parting import part_formulas
from maillage.dossier.renderings.workbook.spending import DOUBT, YES
from maillage.funding.domain import FundingLine
from maillage.funding.domain.granting import Grant, supported

NAME = "Recettes"
SCHEDULED = "échéancier"
_HEADS = (
    ("Aide", 9), ("Financeur", 11), ("Nature", 11), ("Opération", 11), ("Année", 9), ("Dépense éligible HT", 15),
    ("Dépense retenue HT", 15), ("Taux", 9), ("Attendu", 15), ("Après plafond de l'aide", 15),
    ("Après notification", 15), ("Montant au plan", 15), ("Rang du financeur", 10), ("État", 13), ("Versé en", 11),
)  # fmt: skip
_LETTERS = dict(
    aid="A", funder="B", nature="C", operation="D", year="E", wanted="I", notified="K", amount="L", rank="M",
    paid_year="O",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One year of an aid, limit after limit."""

    year: int
    base: Decimal
    wanted: Decimal
    capped: Decimal
    notified: Decimal
    amount: Decimal


def write(page: Page, ledger: Ledger) -> None:
    page.title(
        "Recettes : une ligne par aide et par année",
        "Une aide au taux suit ses dépenses ; plafonds et montants notifiés s'appliquent de gauche à droite.",
    )
    page.header([label for label, _ in _HEADS], [width for _, width in _HEADS])
    first = page.next
    years = {line.code: _years(line, ledger) for line in ledger.plan.inputs.lines}
    last = first + max(sum(map(len, years.values())), 1) - 1
    ledger.grants = {name: page.range(letter, first, last) for name, letter in _LETTERS.items()}
    ranks = _ranks(ledger, years)
    for line in ledger.plan.inputs.lines:
        top = page.next
        steps = list(_steps(line, years[line.code], ledger))
        shares = _notified(line, steps, top, ledger)
        for step, share in zip(steps, shares, strict=True):
            page.add(*_cells(page.next, top, line, step, share, ranks[line.code, step.year], ledger))
    if page.next == first:
        page.add()
    page.total("Total", {"L": Cell("total", ledger.plan.granted(), f"=SUM(L{first}:L{last})")}, len(_HEADS))
    page.filtered = (first - 1, last)


def _years(line: FundingLine, ledger: Ledger) -> list[int]:
    """Every year of the plan for an aid at a rate: a cost that is moved takes its aid with it."""
    if line.amounts:
        return sorted({year for year, _ in line.amounts})
    spent = {expense.year for expense in ledger.plan.spent_on(line.operation) if expense.year}
    return sorted({*ledger.plan.years, *spent})


def _ranks(ledger: Ledger, years: dict[str, list[int]]) -> dict[tuple[str, int], int]:
    """The order in which the aids of a funder fill its ceiling: the first years, then the codes."""
    found: dict[tuple[str, int], int] = {}
    for funder in ledger.plan.funders:
        places = [
            (year, line.code)
            for line in ledger.plan.inputs.lines
            if line.funder == funder.code
            for year in years[line.code]
        ]
        found |= {(code, year): rank for rank, (year, code) in enumerate(sorted(places), 1)}
    return found


def _steps(line: FundingLine, years: list[int], ledger: Ledger) -> Iterator[Step]:
    """What the plan knows of each year. What stands between is found again from it: the plan keeps the ends."""
    grants = {grant.year: grant for grant in ledger.plan.grants_of(line.code)}
    bases = _bases(line, ledger)
    left = line.ceiling
    capped: dict[int, Decimal] = {}
    for year in years:
        wanted = grants[year].wanted if year in grants else ZERO
        capped[year] = wanted if left is None else min(wanted, left)
        left = None if left is None else left - capped[year]
    notified = dict(capped)
    if line.notified_amount is not None and any(capped.values()):
        shares = share_out(line.notified_amount, [capped[year] for year in years])
        notified = dict(zip(years, shares, strict=True))
    for year in years:
        grant: Grant | None = grants.get(year)
        yield Step(
            year=year,
            base=bases.get(year, ZERO),
            wanted=grant.wanted if grant else ZERO,
            capped=capped[year],
            notified=notified[year],
            amount=grant.amount if grant else ZERO,
        )


def _bases(line: FundingLine, ledger: Ledger) -> dict[int, Decimal]:
    """The eligible HT of each year, also of those in which the aid brings nothing."""
    spent = ledger.plan.spent_on(line.operation)
    borne = supported(line, spent, ledger.eligibility, *ledger.parties(line))
    return {year: total(e.ht for e in borne if e.year == year) for year in {e.year for e in borne} if year}


def _notified(line: FundingLine, steps: list[Step], top: int, ledger: Ledger) -> list[str]:
    """The amount notified over the years, in proportion to what was expected of each; else what was expected."""
    rows = range(top, top + len(steps))
    cell = f"'{aids.AIDS}'!${aids.NOTIFIED}${ledger.aids[line.code]}"
    whole = f"SUM(J${top}:J${top + len(steps) - 1})"
    parts = part_formulas(
        cell,
        [step.capped for step in steps],
        [step.notified for step in steps],
        [f"K{row}" for row in rows],
        told=[f"J{row}" for row in rows],
        whole=whole,
    )
    return [
        f"=IF(AND(ISNUMBER({cell}),{whole}<>0),{part},J{row})" for part, row in zip(parts, rows, strict=True)
    ]


def _cells(
    n: int, top: int, line: FundingLine, step: Step, share: str, rank: int, ledger: Ledger
) -> list[Cell]:
    funder, _ = ledger.parties(line)
    row = ledger.aids[line.code]

    def aid(letter: str) -> str:
        return f"'{aids.AIDS}'!${letter}${row}"

    ceiling = f"'{aids.FUNDERS}'!${aids.FUNDER_CEILING}${ledger.funders[line.funder]}"
    before = f"SUM(J{top}:J{n - 1})" if n > top else "0"
    grants = ledger.grants
    taken = sumifs(grants["notified"], (grants["funder"], f"B{n}"), (grants["rank"], f'"<"&M{n}'))
    return [
        text(line.code),
        text(line.funder),
        text("publique" if funder.kind.is_public else "privée"),
        text(line.operation),
        Cell("year", step.year),
        *_expected(n, top, line, step, ledger, aid),
        money(
            f"=IF(ISNUMBER({aid(aids.CEILING)}),MIN(I{n},MAX(0,{aid(aids.CEILING)}-{before})),I{n})",
            step.capped,
        ),
        money(share, step.notified),
        money(f"=ROUND(IF(ISNUMBER({ceiling}),MIN(K{n},MAX(0,{ceiling}-{taken})),K{n}),2)", step.amount),
        Cell("year", rank),
        text(line.status.label),
        Cell("word", SCHEDULED)
        if line.code in ledger.scheduled
        else typed("year", step.year + funder.payment_lag),
    ]


def _expected(
    n: int, top: int, line: FundingLine, step: Step, ledger: Ledger, aid: Callable[[str], str]
) -> list[Cell]:
    """Base, base kept, rate and what the aid would bring without any other limit."""
    if line.rate is None:
        return [Cell("text", ""), Cell("text", ""), Cell("text", ""), typed("money", step.wanted)]
    costs = ledger.costs
    marks = costs[f"aid:{line.code}"]
    borne = "+".join(
        sumifs(costs["ht"], (costs["year"], f"$E{n}"), (marks, f'"{mark}"')) for mark in (YES, DOUBT)
    )
    cap = aid(aids.BASE)
    before = f"SUM(F{top}:F{n - 1})" if n > top else "0"
    kept = step.base if line.base_ht is None else _kept(line, step, ledger)
    return [
        money(f"={borne}", step.base),
        money(f"=IF(ISNUMBER({cap}),MIN(F{n},MAX(0,{cap}-{before})),F{n})", kept),
        Cell("rate", line.rate, f"={aid(aids.RATE)}"),
        money(f"=ROUND(G{n}*H{n},2)", step.wanted),
    ]


def _kept(line: FundingLine, step: Step, ledger: Ledger) -> Decimal:
    assert line.base_ht is not None
    before = total(base for year, base in _bases(line, ledger).items() if year < step.year)
    return min(step.base, max(ZERO, line.base_ht - before))
