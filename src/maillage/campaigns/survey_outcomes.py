"""What people say after a workshop: the share who agree with each statement, its interval, by place and over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing, Tile
from maillage.base.values.french import count, percent
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind
from maillage.campaigns.domain.survey_groups import agreements, groups, quarter_of
from maillage.campaigns.domain.surveys import Agreement, Reply, agreement, items_of
from maillage.campaigns.survey_satisfaction import Told, hidden_told

HIDDEN = "masqué"


def outcomes_context(
    framework: Framework, replies: Sequence[Reply], names: Mapping[str, str], least: int
) -> dict[str, Any]:
    items = items_of(framework, ItemKind.AGREEMENT)
    found = [agreement(item, replies, least=least) for item in items]
    tables = (
        _by(items, replies, lambda reply: quarter_of(reply.on), least, ("Dans le temps", "Trimestre")),
        _by(items, replies, lambda reply: reply.library, least, ("Par bibliothèque", "Bibliothèque"), names),
        _by(items, replies, lambda reply: reply.occasion, least, ("Par atelier", "Atelier")),
    )
    return {
        "words": _words(found),
        "tiles": [_tile(one) for one in found],
        "tables": [_statements(found), *filter(None, tables)],
    }


def _words(found: Sequence[Agreement]) -> list[str]:
    known = sorted((one for one in found if one.share is not None), key=lambda one: -(one.share or 0))
    if not known:
        return []
    best, last = known[0], known[-1]
    told = [f"{_people(best)} : « {best.item.question} »"]
    if last is not best:
        told.append(f"C'est moins net pour « {last.item.question} » : {percent(last.share)} sont d'accord.")
    return told


def _people(one: Agreement) -> str:
    return f"{one.agree} personnes sur {one.n} sont d'accord"


def _tile(one: Agreement) -> Tile:
    if one.share is None or one.interval is None:
        return Tile(one.item.title, HIDDEN, "trop peu de réponses pour être montré")
    between = f"entre {percent(one.interval.low)} et {percent(one.interval.high)}, {count(one.n, 'réponse')}"
    return Tile(one.item.title, percent(one.share), between, share=one.share)


def _statements(found: Sequence[Agreement]) -> Told:
    rows: list[list[Cell | str]] = []
    for one in found:
        if one.share is None or one.interval is None:
            rows.append([Cell(one.item.question), HIDDEN, HIDDEN, HIDDEN, HIDDEN])
            continue
        between = f"{percent(one.interval.low)} à {percent(one.interval.high)}"
        rows.append([one.item.question, percent(one.share), between, str(one.n), str(one.not_applicable)])
    listing = Listing(
        caption="Phrase par phrase",
        heads=(
            Head("Phrase"),
            Head("D'accord ou tout à fait", "right"),
            Head("Intervalle à 95 %", "right"),
            Head("Réponses", "right"),
            Head("Sans objet", "right"),
        ),
        rows=rows,
    )
    return (
        listing,
        "L'intervalle dit le hasard d'un petit nombre, pas l'avis de celles et ceux qui se taisent.",
    )


def _by(
    items: Sequence[Item],
    replies: Sequence[Reply],
    name_of: Callable[[Reply], str],
    least: int,
    titles: tuple[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
) -> Told | None:
    """The share who agree by group. None when no reply names one."""
    found = groups(replies, name_of, least=least)
    if not found.shown and not found.kept_back:
        return None
    shares = agreements(items, found, least=least)
    rows: list[list[Cell | str]] = [
        [names.get(group.name, group.name), str(len(group.replies)), *map(_share, shares[group.name])]
        for group in sorted(found.shown, key=lambda group: names.get(group.name, group.name))
    ]
    listing = Listing(
        caption=f"{titles[0]} : part des personnes d'accord",
        heads=(Head(titles[1]), Head("Réponses", "right"), *(Head(item.title, "right") for item in items)),
        rows=rows,
        empty="Aucun groupe n'a encore assez de réponses pour être montré.",
    )
    return listing, hidden_told(found)


def _share(one: Agreement) -> str:
    return HIDDEN if one.share is None else percent(one.share)
