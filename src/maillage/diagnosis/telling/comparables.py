"""What other territories did, and what their amounts come to beside ours."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, euros, number
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.beside import Side, our_side, per_inhabitant, side_of
from maillage.diagnosis.domain import Certainty, Comparable
from maillage.diagnosis.readings import diagnosis_of


def blocks(project: Project) -> Iterator[Block]:
    found = diagnosis_of(project).comparables
    if not found:
        return
    yield _text(found)
    yield _table(found)
    sides = [our_side(project), *(side_of(item) for item in found)]
    known = [side for side in sides if side.amount is not None and side.ratios != Side.nothing()]
    if len(known) > 1:
        yield _ratios(known)
    picture = per_inhabitant(sides)
    if picture is not None:
        yield picture


def _text(found: tuple[Comparable, ...]) -> Block:
    priced = sum(item.amount_ht is not None for item in found)
    doubtful = sum(item.certainty is not Certainty.CONFIRMED for item in found)
    told = f"{count(len(found), 'projet')} ont été étudiés" if len(found) > 1 else "Un projet a été étudié"
    left = f" ; {number(doubtful)} {'restent' if doubtful > 1 else 'reste'} à confirmer" if doubtful else ""
    return body(f"{told} ; un montant est connu pour {number(priced)} d'entre eux{left}.")


def _doubt(found: tuple[Comparable, ...]) -> Confidence:
    doubtful = any(item.certainty is not Certainty.CONFIRMED for item in found)
    return Confidence.TO_CONFIRM if doubtful else Confidence.CONFIRMED


def _table(found: tuple[Comparable, ...]) -> Table:
    sources = dict.fromkeys(item.source for item in found)
    return Table(
        caption="Ce que d'autres territoires ont fait",
        columns=(
            Column("Territoire", width=1.1),
            Column("Projet", width=2.8),
            Column("Lieux", align="right", width=0.6),
            Column("Montant HT", align="right", width=1),
            Column("Part de l'État", width=1.3),
            Column("Ce que nous en retenons", width=3.2),
        ),
        rows=tuple(
            (
                item.territory,
                " ".join(item.project.split()),
                number(item.libraries) if item.libraries is not None else UNKNOWN,
                euros(item.amount_ht),
                item.state_share or (euros(item.state_aid) if item.state_aid is not None else "inconnue"),
                " ".join(item.lesson.split()) or "–",
            )
            for item in found
        ),
        source="Sources : " + " ; ".join(sources) + ".",
        confidence=_doubt(found),
    )


def _ratios(sides: list[Side]) -> Table:
    return Table(
        caption="Ces montants rapportés à ce qu'ils servent, à côté du nôtre",
        columns=(
            Column("Projet", width=2),
            *(
                Column(label, align="right")
                for label in ("Durée (ans)", "Par an", "Par habitant", "Par bibliothèque")
            ),
        ),
        rows=tuple(
            (
                side.label,
                number(side.years, 0 if side.years is None or side.years == int(side.years) else 1),
                euros(side.ratios.per_year),
                euros(side.ratios.per_inhabitant, 2),
                euros(side.ratios.per_library),
            )
            for side in sides
        ),
        source="montants publiés, dont la base de taxe n'est pas toujours dite ; aucun classement n'en est tiré",
    )
