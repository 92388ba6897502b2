"""Purchases on screen: state, value, procedure and why, planned dates beside real ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from maillage.base.plugs import NamedFigure, Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, plain_date, short_date
from maillage.base.values.sources import Confidence
from maillage.procurement.domain.follow import Followed, PurchaseState
from maillage.procurement.figures import figures
from maillage.procurement.readings import follow_of, purchases_are_tracked
from maillage.procurement.worth import worth_text
from maillage.programme.domain.progress import StepProgress
from maillage.programme.readings import progress_of

TONES = {
    PurchaseState.LATE: Tone.BAD,
    PurchaseState.LAUNCHED: Tone.INFO,
    PurchaseState.PREPARING: Tone.WARNING,
    PurchaseState.TO_COME: Tone.NEUTRAL,
    PurchaseState.NOTIFIED: Tone.GOOD,
    PurchaseState.UNDATED: Tone.NEUTRAL,
}
ORDER = tuple(PurchaseState)


def state_badge(project: Project, item: Followed) -> Badge:
    """The state; while nobody notes what happens, a day gone by proves nothing."""
    if item.state is PurchaseState.LATE and not purchases_are_tracked(project):
        return Badge("à suivre")
    return Badge(item.state.label, TONES[item.state])


def told_slip(item: Followed) -> str:
    return f"glisse de {count(item.slip_days, 'jour')}" if item.is_slipping else ""


def tiles(project: Project) -> list[Tile]:
    """The named figures of purchases, and the next date of any of them."""
    found: dict[str, NamedFigure] = {figure.name: figure for figure in figures(project)}
    late = found["procurement.late"]
    formal = found["procurement.formalised"]
    made = [
        Tile("Achats", found["procurement.purchases"].text, f"dont {formal.text} en procédure formalisée"),
        Tile(found["procurement.notified"].label, found["procurement.notified"].text),
    ]
    tone = Tone.BAD if late.value else Tone.NEUTRAL
    made.append(
        Tile(
            late.label, late.text, "" if late.value is not None else "aucun fait n'est encore noté", tone=tone
        )
    )
    ahead = [
        (milestone.day, milestone.label, item.planned.purchase.title)
        for item in follow_of(project)
        for milestone in item.planned.milestones
        if milestone.day >= project.today and not item.planned.purchase.notified_on
    ]
    if ahead:
        day, label, title = min(ahead)
        made.append(Tile("Prochaine date", short_date(day), f"{label} : {title}"))
    return made


def purchases_listing(
    request: Any, items: Iterable[Followed], *, caption: str = "Achats", empty: str = ""
) -> Listing:
    rows = [_row(request, item) for item in sorted(items, key=lambda item: ORDER.index(item.state))]
    return Listing(
        caption=caption,
        heads=(
            Head("Achat", key="achat"),
            Head("État", key="etat"),
            Head("Valeur HT", "right", "valeur"),
            Head("Procédure, et pourquoi", key="procedure"),
            Head("Lancement", key="lancement"),
            Head("Notification", key="notification"),
            Head("Étape qui attend"),
        ),
        rows=rows,
        empty=empty
        or "Aucun achat n'est encore décrit. Décrivez un besoin homogène, puis l'achat qui y répond.",
        anchor="achats",
        source="Dates prévues à rebours du besoin, par les délais types." if rows else "",
        confidence=Confidence.TO_CONFIRM if rows else Confidence.CONFIRMED,
    )


def _row(request: Any, item: Followed) -> list[Cell | str]:
    planned, purchase = item.planned, item.planned.purchase
    worth = purchase.worth_ht(planned.own_ht)
    step = progress_of(request.project).step(purchase.step)
    launch, due = planned.day("launch"), planned.day("notify")
    return [
        Cell(
            f"{purchase.code}. {purchase.title}",
            to(request, "procurement:purchase", purchase.code),
            note=f"{planned.need.code}. {planned.need.title}",
        ),
        Cell(
            "", badge=state_badge(request.project, item), note=told_slip(item), sort=ORDER.index(item.state)
        ),
        Cell(worth_text(planned), sort=worth),
        Cell(capital(planned.choice.procedure.label), note=planned.choice.reason),
        Cell(dated(launch), sort=launch, note=real("lancé le", purchase.launched_on)),
        Cell(dated(due), sort=due, note=real("notifié le", purchase.notified_on) or _expected(item)),
        step_cell(request, step),
    ]


def _expected(item: Followed) -> str:
    return f"au mieux le\u00a0{short_date(item.expected)}" if item.is_slipping else ""


def step_cell(request: Any, item: StepProgress) -> Cell:
    return Cell(f"{item.step.code}. {item.step.title}", to(request, "programme:step", item.step.code))


def dated(day: date | None) -> str:
    return short_date(day) if day else "à dater"


def real(said: str, day: date | None) -> str:
    return f"{said}\u00a0{short_date(day)}" if day else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def told_dates(item: Followed) -> str:
    """Where a purchase stands, in a sentence."""
    purchase, due = item.planned.purchase, item.planned.day("notify")
    if purchase.notified_on:
        return f"Marché notifié le {plain_date(purchase.notified_on)}."
    if due is None:
        return "L'étape qui attend ce marché n'est pas datée : ses dates restent à calculer."
    if item.is_slipping:
        return f"Le marché devait être notifié le {plain_date(due)} ; il le sera au mieux le {plain_date(item.expected)}."
    return f"Le marché est à notifier le {plain_date(due)}."
