"""What purchases add to the page of an action, and of a cost line: which contract each waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import short_date
from maillage.funding.readings import funding_of
from maillage.procurement.domain.follow import Followed
from maillage.procurement.readings import follow_of
from maillage.procurement.screens.asleep import asleep_purchases_listing
from maillage.procurement.screens.purchases import dated, real, state_badge, told_slip
from maillage.programme.readings import archived_codes, programme_of


def panels(project: Project) -> Iterator[Panel]:
    """Beside each step, the purchase that it waits for. Nothing on actions: the dossier's chapter on purchases already
    tells, in one table."""
    told: dict[str, list[str]] = {}
    for item in follow_of(project):
        told.setdefault(item.planned.purchase.step, []).append(told_purchase(item))
    for step, texts in told.items():
        yield Panel(target="programme.Step", code=step, label="Achat", text=" ; ".join(texts))


def told_purchase(item: Followed) -> str:
    """`M1 Liseuses, procédure adaptée, à lancer avant le 4 mai 2026`."""
    purchase, launch = item.planned.purchase, item.planned.day("launch")
    told = f"{purchase.code} {purchase.title}, {item.planned.choice.procedure.label}"
    if purchase.notified_on:
        return f"{told}, notifié le {short_date(purchase.notified_on)}"
    if purchase.launched_on:
        return f"{told}, lancé le {short_date(purchase.launched_on)}"
    return f"{told}, {f'à lancer avant le {short_date(launch)}' if launch else 'à dater'}"


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    items: list[Followed] = []
    caption = "Achats dont l'action dépend"
    if target == "programme.Action" and code in archived_codes(project):
        if listing := asleep_purchases_listing(project, code):
            yield PagePanel(title="Achats", listing=listing)
    elif target == "programme.Action":
        items = _of_action(project, code)
    elif target == "funding.CostLine":
        caption = "Achat qui couvre cette dépense"
        items = [item for item in follow_of(project) if code in item.planned.purchase.costs]
    if items:
        yield PagePanel(title="Achats", listing=_listing(project, items, caption))


def _of_action(project: Project, code: str) -> list[Followed]:
    """The purchases that a step of the action waits for, or that pay one of its costs."""
    steps = {step.code for action, step in programme_of(project).steps() if action.code == code}
    costs = {cost.code for cost in funding_of(project).costs if cost.action == code}
    return [
        item
        for item in follow_of(project)
        if item.planned.purchase.step in steps or costs & set(item.planned.purchase.costs)
    ]


def _listing(project: Project, items: Iterable[Followed], caption: str) -> Listing:
    department = project.network.department
    rows = [
        (
            Cell(
                f"{item.planned.purchase.code}. {item.planned.purchase.title}",
                reverse("procurement:purchase", args=[department, item.planned.purchase.code]),
                note=item.planned.choice.procedure.label,
            ),
            Cell("", badge=state_badge(project, item), note=told_slip(item)),
            item.planned.purchase.step,
            Cell(dated(item.planned.day("notify")), note=_real(item)),
        )
        for item in items
    ]
    return Listing(
        caption=caption,
        heads=(Head("Achat"), Head("État"), Head("Étape qui attend"), Head("Notification")),
        rows=rows,
        anchor="achats",
    )


def _real(item: Followed) -> str:
    if item.planned.purchase.notified_on:
        return real("notifié le", item.planned.purchase.notified_on)
    return f"au mieux le {short_date(item.expected)}" if item.is_slipping else ""
