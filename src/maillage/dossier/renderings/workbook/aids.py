"""The pages « Aides » and « Financeurs »: what is typed of each aid and of each funder, and what they bring."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import listed, number, percent, short_date
from maillage.dossier.renderings.workbook.ledger import Ledger, sumifs
from maillage.dossier.renderings.workbook.page import Cell, Page, money, text, typed
from maillage.funding.domain import Funder, FundingLine
from maillage.funding.domain.granting import Limit

AIDS, FUNDERS = "Aides", "Financeurs"
RATE, BASE, CEILING, NOTIFIED = "E", "F", "G", "H"
FUNDER_CEILING = "D"
_AID_HEADS = (
    ("Aide", 9), ("Financeur", 44), ("Nature", 12), ("Opération", 11), ("Taux", 9), ("Dépense plafonnée à (HT)", 16),
    ("Plafond de l'aide", 15), ("Montant notifié", 15), ("Attendu", 15), ("Retenu au plan", 15), ("État", 13),
    ("Dates", 40), ("Limites rencontrées", 40),
)  # fmt: skip
_FUNDER_HEADS = (
    ("Financeur", 11), ("Nom", 60), ("Nature", 34), ("Plafond de ses aides", 16), ("Aides du plan", 16),
    ("Versement", 60),
)  # fmt: skip


def start_aids(ledger: Ledger) -> Page:
    page = Page(AIDS)
    page.title(
        "Aides : une ligne par recette",
        "Taux, plafonds et montants notifiés se modifient ici. Une case vide ne plafonne rien.",
    )
    page.header([label for label, _ in _AID_HEADS], [width for _, width in _AID_HEADS])
    ledger.aids = {line.code: page.next + rank for rank, line in enumerate(ledger.plan.inputs.lines)}
    return page


def start_funders(ledger: Ledger) -> Page:
    page = Page(FUNDERS)
    page.title("Financeurs", "Le plafond d'un financeur vaut pour toutes ses aides du programme.")
    page.header([label for label, _ in _FUNDER_HEADS], [width for _, width in _FUNDER_HEADS])
    ledger.funders = {funder.code: page.next + rank for rank, funder in enumerate(ledger.plan.funders)}
    return page


def fill_aids(page: Page, ledger: Ledger) -> None:
    first = page.next
    for line in ledger.plan.inputs.lines:
        page.add(*_aid(page.next, line, ledger))
    if page.next == first:
        page.add()
    last = page.next - 1
    plan = ledger.plan
    wanted = total(grant.wanted for grant in plan.grants)
    known = {"I": wanted, "J": plan.granted()}
    sums = {c: Cell("total", value, f"=SUM({c}{first}:{c}{last})") for c, value in known.items()}
    page.total("Total", sums, len(_AID_HEADS))
    page.filtered = (first - 1, last)


def _aid(n: int, line: FundingLine, ledger: Ledger) -> list[Cell]:
    plan, grants = ledger.plan, ledger.grants
    funder = next(one for one in plan.funders if one.code == line.funder)
    mine = plan.grants_of(line.code)
    limits = dict.fromkeys(limit for grant in mine for limit in grant.limits)
    return [
        text(line.code),
        text(funder.name),
        text("publique" if funder.kind.is_public else "privée"),
        text(line.operation),
        typed("rate", line.rate) if line.rate is not None else text("montants"),
        typed("money", line.base_ht) if line.rate is not None else text(""),
        typed("money", line.ceiling),
        typed("money", line.notified_amount),
        money(f"={sumifs(grants['wanted'], (grants['aid'], f'$A{n}'))}", total(g.wanted for g in mine)),
        money(f"={sumifs(grants['amount'], (grants['aid'], f'$A{n}'))}", total(g.amount for g in mine)),
        text(line.status.label),
        text(told_dates(line)),
        text(told_limits(limits)),
    ]


def told_dates(line: FundingLine) -> str:
    """`déposée le 10/04/2026, notifiée le 08/10/2026`; "" without any date."""
    pairs = (
        ("à déposer avant le", None if line.asked_on else line.ask_by),
        ("déposée le", line.asked_on),
        ("promise le", line.promised_on),
        ("réponse attendue le", None if line.notified_on else line.expected_on),
        ("notifiée le", line.notified_on),
    )
    return listed([f"{label} {short_date(day)}" for label, day in pairs if day])


def told_limits(limits: dict[Limit, None]) -> str:
    return listed([limit.label for limit in limits])


def fill_funders(page: Page, ledger: Ledger) -> None:
    first = page.next
    grants = ledger.grants
    for funder in ledger.plan.funders:
        n = page.next
        page.add(
            text(funder.code),
            text(funder.name),
            text(funder.kind.label),
            typed("money", funder.ceiling),
            money(
                f"={sumifs(grants['amount'], (grants['funder'], f'$A{n}'))}",
                ledger.plan.granted(funder=funder.code),
            ),
            text(told_payments(funder)),
        )
    if page.next == first:
        page.add()
    last = page.next - 1
    page.total(
        "Total", {"E": Cell("total", ledger.plan.granted(), f"=SUM(E{first}:E{last})")}, len(_FUNDER_HEADS)
    )


def told_payments(funder: Funder) -> str:
    """`80 % 24 mois après la dernière dépense, 20 % …`, or the delay in years."""
    if not funder.payments:
        lag = funder.payment_lag
        return "l'année de la dépense" if not lag else f"{lag} an{'s' if lag > 1 else ''} après la dépense"
    return listed(
        [
            f"{percent(part.share)} {f'{number(Decimal(part.months))} mois après' if part.months else 'à'} "
            f"{part.after.label}"
            for part in funder.payments
        ]
    )
