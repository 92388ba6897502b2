"""What the dossier refuses or lacks, and who waits to be heard in it."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import count
from maillage.desk.domain.priorities.line import Gravity, Priority, Rank, others
from maillage.desk.domain.situation import Situation


def blocking(now: Situation) -> Iterator[Priority]:
    if not now.blocking:
        return
    remark, n = now.blocking[0], len(now.blocking)
    label = (
        f"Lever le blocage {remark.code} : {remark.where}"
        if n == 1
        else f"Lever {count(n, 'blocage')} du dossier"
    )
    why = (
        f"{remark.message} {remark.remedy_on_screen}"
        if n == 1
        else f"D'abord {remark.code}, {remark.where} : {remark.message}"
    )
    yield Priority(
        rank=Rank.BLOCKING,
        gravity=Gravity.LATE,
        label=label,
        why=why,
        target=remark.target if n == 1 else "",
        page="dossier:remarks",
    )


def contributions(now: Situation) -> Iterator[Priority]:
    if now.unsorted:
        yield Priority(
            rank=Rank.CONTRIBUTIONS,
            gravity=Gravity.TIDY,
            label=f"Classer {count(now.unsorted, 'contribution')} de la concertation",
            why="Regroupées par thème, elles reçoivent une réponse et peuvent changer le programme.",
            page="diagnosis:contributions",
        )


def piece(now: Situation) -> Iterator[Priority]:
    if not now.missing:
        return
    piece = now.missing[0]
    yield Priority(
        rank=Rank.PIECE,
        gravity=Gravity.TIDY,
        label=f"Compléter le dossier : {piece.label[:1].lower()}{piece.label[1:]}",
        why=piece.remedy + others(len(now.missing), "élément manque", "éléments manquent"),
        target=piece.target,
        page=piece.page,
    )
