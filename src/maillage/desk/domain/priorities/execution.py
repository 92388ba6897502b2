"""What is done late, or must begin: purchases and steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.values.french import count, plain_date
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, others
from maillage.desk.domain.situation import Situation
from maillage.procurement.domain.follow import Followed, PurchaseState


def purchase(now: Situation) -> Iterator[Priority]:
    slipping = [item for item in now.purchases if now.tracked and item.is_slipping]
    if not slipping:
        return
    item = max(slipping, key=lambda one: (now.behind(one.planned.purchase.step), one.slip_days))
    purchase = item.planned.purchase
    waiting = now.behind(purchase.step)
    held = f", et {count(waiting, 'étape')} derrière elle" if waiting else ""
    verb = "Relancer" if purchase.launched_on else "Lancer"
    yield Priority(
        rank=Rank.PURCHASE_SLIPS,
        gravity=Gravity.LATE,
        label=f"{verb} l'achat {purchase.code}, {purchase.title}",
        why=f"Notification au mieux le {plain_date(item.expected)}, au lieu du {plain_date(item.planned.day('notify'))} "
        f"({count(item.slip_days, 'jour')} de retard). L'étape {purchase.step} l'attend{held}."
        + others(len(slipping), "achat glisse", "achats glissent"),
        target=f"procurement.Purchase/{purchase.code}",
        page="procurement:purchases",
    )


def step(now: Situation) -> Iterator[Priority]:
    if not now.tracked or not now.late:
        return
    item = max(now.late, key=lambda one: (not one.held_by, now.behind(one.step.code), one.days_late))
    waiting = now.behind(item.step.code)
    held = f" {count(waiting, 'étape attend', 'étapes attendent')} qu'elle le soit." if waiting else ""
    yield Priority(
        rank=Rank.STEP_LATE,
        gravity=Gravity.LATE,
        label=f"Finir l'étape {item.step.code}, {item.step.title}",
        why=f"Elle devait être finie le {plain_date(item.last_day)} ({count(item.days_late, 'jour')} de retard).{held}"
        + others(len(now.late), "étape est en retard", "étapes sont en retard"),
        target=f"programme.Action/{item.action.code}",
        page="programme:tree",
    )


def to_prepare(now: Situation) -> Iterator[Priority]:
    waiting = [one for one in now.purchases if one.state is PurchaseState.PREPARING and not one.is_slipping]
    if not waiting:
        return
    item = min(waiting, key=lambda one: (_starts(one), one.planned.purchase.code))
    purchase = item.planned.purchase
    yield Priority(
        rank=Rank.PURCHASE_TO_PREPARE,
        gravity=Gravity.SOON,
        label=f"Préparer l'achat {purchase.code}, {purchase.title}",
        why=f"Pour être notifié le {plain_date(item.planned.day('notify'))}, il se prépare depuis le "
        f"{plain_date(item.planned.must_start)} ; consultation à lancer le {plain_date(item.planned.day('launch'))}."
        + others(len(waiting), "achat est à préparer", "achats sont à préparer"),
        target=f"procurement.Purchase/{purchase.code}",
        page="procurement:purchases",
    )


def _starts(item: Followed) -> date:
    return item.planned.must_start or date.max


def untracked(now: Situation) -> Iterator[Priority]:
    if now.tracked or not now.overdue:
        return
    yield Priority(
        rank=Rank.UNTRACKED,
        gravity=Gravity.TIDY,
        label="Noter les étapes qui sont finies",
        why=f"D'après le calendrier, {count(now.overdue, 'étape devrait être finie', 'étapes devraient être finies')}, "
        "et aucune n'est notée : l'avancement reste inconnu.",
        page="programme:tree",
    )
