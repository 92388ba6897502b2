"""What a satisfaction survey says: what matters and does not please yet, first in words, then drawn, then in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from maillage.base.charts.quadrants import QuadrantPoint, quadrant_chart
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, count, listed, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.campaigns.domain.survey_groups import Groups, groups
from maillage.campaigns.domain.surveys import Reply, items_of, opinion_of, opinions
from maillage.statistics.importance import Quadrant, Quadrants
from maillage.statistics.quantiles import mean

CORNERS = {
    Quadrant.IMPROVE: ("à améliorer d'abord", Tone.WARNING),
    Quadrant.KEEP: ("à garder", Tone.GOOD),
    Quadrant.MINOR: ("à regarder plus tard", Tone.NEUTRAL),
    Quadrant.GENEROUS: ("bien fait, moins attendu", Tone.INFO),
}
_ORDER = list(CORNERS)
# A table, and what is said beneath it.
Told: TypeAlias = tuple[Listing, str]


def satisfaction_context(
    framework: Framework, replies: Sequence[Reply], names: Mapping[str, str], least: int
) -> dict[str, Any]:
    items = items_of(framework, ItemKind.IMPORTANCE)
    found = opinions(items, replies, least=least)
    shown = [item for item in items if not found.items[item.code].hidden]
    tables = [_subjects(items, found), _places(items, replies, names, least)]
    return {
        "words": _words(items, found),
        "picture": _picture(shown, found) if shown else None,
        "tables": [table for table in tables if table],
    }


def _words(items: Sequence[Item], found: Quadrants) -> list[str]:
    titles = {item.code: item.title for item in items}
    told = []
    if first := [titles[code] for code in found.within(Quadrant.IMPROVE)]:
        told.append(
            f"Compte beaucoup et ne satisfait pas encore : {_named(first)}. C'est par là que commencer."
        )
    elif found.importance is not None:
        told.append("Rien de ce qui compte le plus ne déçoit : gardez ce qui marche.")
    if kept := [titles[code] for code in found.within(Quadrant.KEEP)]:
        told.append(f"Compte beaucoup et satisfait : {_named(kept)}.")
    if generous := [titles[code] for code in found.within(Quadrant.GENEROUS)]:
        told.append(f"Bien fait, et moins attendu que le reste : {_named(generous)}.")
    return told


def _named(titles: list[str]) -> str:
    return listed([title[:1].lower() + title[1:] for title in titles])


def _picture(shown: Sequence[Item], found: Quadrants) -> Picture:
    points, rows = [], []
    for item in shown:
        one = found.items[item.code]
        first = one.quadrant is Quadrant.IMPROVE
        points.append(
            QuadrantPoint(label=item.title, x=one.importance or 0, y=one.satisfaction or 0, first=first)
        )
        rows.append((item.title, number(one.importance, 1), number(one.satisfaction, 1)))
    low, high, minor, improve = (CORNERS[q][0] for q in (_ORDER[3], _ORDER[1], _ORDER[2], _ORDER[0]))
    return Picture(
        caption="Ce qui compte, et ce que l'on en pense",
        spec=quadrant_chart(
            points=points,
            cross=(found.importance or 0, found.satisfaction or 0),
            x_label="Importance moyenne, de 1 à 5",
            y_label="Satisfaction moyenne, de 1 à 5",
            corners=(low, high, minor, improve),
        ),
        alt="Chaque sujet placé selon son importance et sa satisfaction moyennes ; les valeurs sont dans le tableau.",
        source="réponses à cette enquête. Les lignes passent par la moyenne des sujets : chacun se lit par rapport aux autres.",
        data=Table(
            caption="Moyennes de 1 à 5",
            columns=(Column("Sujet"), Column("Importance", "right"), Column("Satisfaction", "right")),
            rows=tuple(rows),
        ),
    )


def _subjects(items: Sequence[Item], found: Quadrants) -> Told:
    rows: list[list[Cell | str]] = []
    for item in sorted(items, key=lambda item: _rank(found, item)):
        one = found.items[item.code]
        if one.quadrant is None:
            answers = min(one.rated_importance, one.rated_satisfaction)
            rows.append(
                [
                    Cell(item.title, note=item.question),
                    "masqué",
                    "masqué",
                    str(answers),
                    "trop peu de réponses",
                ]
            )
            continue
        rows.append(
            [
                Cell(item.title, note=item.question),
                number(one.importance, 1),
                number(one.satisfaction, 1),
                f"{one.rated_importance} et {one.rated_satisfaction}",
                Cell("", badge=Badge(*CORNERS[one.quadrant])),
            ]
        )  # fmt: skip
    listing = Listing(
        caption="Sujet par sujet, ce qu'il faut améliorer d'abord",
        heads=(
            Head("Sujet"),
            Head("Importance, sur 5", "right"),
            Head("Satisfaction, sur 5", "right"),
            Head("Réponses à chaque note", "right"),
            Head("Ce que cela dit"),
        ),
        rows=rows,
    )
    return listing, ""


def _rank(found: Quadrants, item: Item) -> tuple[int, float]:
    one = found.items[item.code]
    return (len(_ORDER) if one.quadrant is None else _ORDER.index(one.quadrant), -(one.importance or 0))


def _places(
    items: Sequence[Item], replies: Sequence[Reply], names: Mapping[str, str], least: int
) -> Told | None:
    """The mean satisfaction of each library, all subjects together, where enough people replied."""
    found = groups(replies, lambda reply: reply.library, least=least)
    if not found.shown and not found.kept_back:
        return None
    rows: list[list[Cell | str]] = []
    for group in sorted(found.shown, key=lambda group: names.get(group.name, group.name)):
        notes = _notes(items, group.replies)
        shown = number(mean(notes), 1) if len(notes) >= least else UNKNOWN
        rows.append([names.get(group.name, group.name), str(len(group.replies)), shown])
    listing = Listing(
        caption="Par bibliothèque, tous sujets confondus",
        heads=(Head("Bibliothèque"), Head("Réponses", "right"), Head("Satisfaction moyenne, sur 5", "right")),
        rows=rows,
        empty="Aucune bibliothèque n'a encore assez de réponses pour être montrée.",
    )
    return listing, hidden_told(found)


def _notes(items: Sequence[Item], replies: Sequence[Reply]) -> list[float]:
    given = (opinion_of(reply.values.get(item.code, ""))[1] for reply in replies for item in items)
    return [float(note) for note in given if note is not None]


def hidden_told(found: Groups) -> str:
    """What a table by group leaves out, and why."""
    if not found.hidden:
        return ""
    verb = "n'est pas montré" if found.hidden == 1 else "ne sont pas montrés"
    return (
        f"{count(found.hidden, 'groupe')} ({count(found.hidden_replies, 'réponse')}) {verb} : trop peu de réponses, ou une "
        "soustraction les révélerait."
    )
