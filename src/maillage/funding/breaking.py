"""What removing a funder or an aid breaks, told before it goes: what was notified, received, kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from maillage.base.values.french import count, plain_date
from maillage.funding.domain.ladder import due, received
from maillage.funding.domain.standing import LineStanding
from maillage.funding.models import Letter
from maillage.funding.readings import lines_of
from maillage.funding.screens.grants import sum_of
from maillage.funding.telling import exact


def broken_by_line(request: Any, row: Any) -> Sequence[str]:
    """Nothing for an aid that was never notified, brought nothing and keeps no letter."""
    return _broken(request, [one for one in lines_of(request.project) if one.line.code == row.code])


def broken_by_funder(request: Any, row: Any) -> Sequence[str]:
    """Nothing for a funder without aids."""
    items = [one for one in lines_of(request.project) if one.funder.code == row.code]
    if not items:
        return ()
    amount = sum_of(items)
    worth = f" pour {exact(amount)}" if amount is not None else ", d'un montant encore inconnu"
    gone = (
        f"Le plan perd {count(len(items), 'aide')}{worth} : le reste à charge du Département "
        "augmente d'autant."
    )
    return (gone, *_broken(request, items))


def _broken(request: Any, items: Sequence[LineStanding]) -> Sequence[str]:
    told = [_told_notified(item) for item in items if item.line.status.is_acquired]
    told += [_told_received(item) for item in items if item.line.receipts]
    if letters := _letters(request, (item.line.code for item in items)):
        told.append(
            f"{count(letters, 'pièce jointe', 'pièces jointes')} (lettres, arrêtés) ne se télécharge"
            f"{'' if letters == 1 else 'nt'} plus."
        )
    return told


def _told_notified(item: LineStanding) -> str:
    line = item.line
    when = f" le {plain_date(line.notified_on)}" if line.notified_on else ""
    reference = f" ({line.reference})" if line.reference else ""
    until = f" La date limite pour engager les dépenses, le {plain_date(item.commit_by)}, n'est plus suivie."
    owed = exact(due(line, item.amount))
    return (
        f"L'aide {line.code}, « {item.operation.title} », est notifiée{when}{reference} : {owed} sortent du plan, "
        f"alors que le financeur s'est engagé.{until if item.commit_by else ''}"
    )


def _told_received(item: LineStanding) -> str:
    return (
        f"{count(len(item.line.receipts), 'versement déjà reçu', 'versements déjà reçus')} de l'aide {item.line.code} "
        f"({exact(received(item.line))}) ne comptent plus dans la trésorerie."
    )


def _letters(request: Any, codes: Iterable[str]) -> int:
    return Letter.objects.filter(network=request.network, line__code__in=list(codes)).count()
