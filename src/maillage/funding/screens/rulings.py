"""The rules checked on the plan, on screen: what is not respected, what is to be confirmed, what is respected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import thing_url, to
from maillage.base.values.verdict import Answer
from maillage.funding.domain.conditions import Ruling, Topic
from maillage.funding.places import place_of
from maillage.funding.screens.ruling_query import DOUBT, STATES, least_sure
from maillage.funding.telling import reason
from maillage.rulebook.screens import confidence_badge

GROUPS = (
    (Answer.NO, STATES[Answer.NO], "Règles non respectées", Tone.BAD, "non-respectees"),
    (Answer.UNKNOWN, STATES[Answer.UNKNOWN], "Règles à confirmer", Tone.WARNING, "a-confirmer"),
    (Answer.YES, STATES[Answer.YES], "Règles respectées", Tone.GOOD, "respectees"),
)
EMPTY = {
    Answer.NO: "Aucune règle n'est enfreinte ici.",
    Answer.UNKNOWN: "Rien à confirmer ici.",
    Answer.YES: "Aucune règle vérifiée et respectée ici.",
}


def groups(request: Any, found: Iterable[Ruling], state: str = "") -> list[Listing]:
    """A listing for each answer; that which is asked for alone when one is."""
    kept = list(found)
    return [
        listing(request, [one for one in kept if one.verdict.answer is answer], title, anchor, EMPTY[answer])
        for answer, _, title, _, anchor in GROUPS
        if state in ("", answer.value)
    ]


def listing(request: Any, found: Sequence[Ruling], caption: str, anchor: str, empty: str = "") -> Listing:
    return Listing(
        caption=caption,
        heads=(
            Head("Sur quoi", key="quoi"),
            Head("Règle", key="regle"),
            Head("Ce qu'il en est"),
            Head("Texte", key="texte"),
        ),
        rows=[_row(request, ruling) for ruling in found],
        empty=empty,
        anchor=anchor,
        sort_param=f"tri-{anchor}",
    )


def _row(request: Any, ruling: Ruling) -> list[Cell]:
    place, _, named = place_of(request.project, ruling.target).partition(", ")
    url = (
        thing_url(request.network.department, ruling.target) if ruling.target else to(request, "funding:plan")
    )
    rule = to(request, "rulebook:rule", ruling.rule[0]) if ruling.rule else ""
    return [
        Cell(place, url, note=named),
        Cell(ruling.title, rule, note=ruling.topic.label),
        Cell(reason(ruling.verdict)),
        _source(ruling),
    ]


def _source(ruling: Ruling) -> Cell:
    sources = ruling.verdict.sources
    if not sources:
        return Cell(
            "Calcul du plan" if ruling.topic is Topic.BALANCE else "Ce que dit le plan", sort=len(DOUBT)
        )
    more = len(sources) - 1
    note = f"et {more} autre{'s' if more > 1 else ''}, dans la page de la règle" if more else ""
    weakest = next(one for one in sources if one.confidence is least_sure(ruling))
    confidence = weakest.confidence
    return Cell(
        weakest.title,
        weakest.url,
        sort=DOUBT.index(confidence),
        badge=confidence_badge(confidence),
        note=note,
    )


def tiles(request: Any, found: Sequence[Ruling]) -> list[Tile]:
    home = to(request, "funding:rulings")
    return [
        Tile(
            label,
            str(number := sum(one.verdict.answer is answer for one in found)),
            url=f"{home}?etat={answer.value}",
            tone=tone if number else Tone.NEUTRAL,
        )
        for answer, label, _, tone, _ in GROUPS
    ]
