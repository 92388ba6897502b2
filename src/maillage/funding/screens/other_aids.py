"""Other aids worth asking for this programme: who gives, for what, on which conditions, what it excludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from maillage.base.ui.components import Badge, Cell, Fact, Head, Link, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import listed
from maillage.funding.aid_list import AIDS, OtherAid
from maillage.funding.readings import funding_of
from maillage.rulebook.screens import shown


def aid_panels(request: Any) -> list[PagePanel]:
    """A card for each aid: those that the plan does not have first."""
    cards = [(bool(_in_plan(request, aid)), _panel(request, aid)) for aid in AIDS]
    return [panel for there in (False, True) for found, panel in cards if found is there]


def missing_aids(request: Any) -> list[OtherAid]:
    return [aid for aid in AIDS if not _in_plan(request, aid)]


def _in_plan(request: Any, aid: OtherAid) -> list[Any]:
    """The funders of the plan that are this aid."""
    return [
        funder
        for funder in funding_of(request.project).funders
        if funder.kind in aid.kinds
        and (not aid.words or any(word.lower() in funder.name.lower() for word in aid.words))
    ]


def _panel(request: Any, aid: OtherAid) -> PagePanel:
    there = _in_plan(request, aid)
    add = f"{to(request, 'funding:funder-new')}?{urlencode({'name': aid.name, 'kind': aid.kinds[0].value})}"
    return PagePanel(
        title=aid.name,
        facts=[
            Fact("Qui", aid.gives),
            Fact("Pour quoi", aid.pays),
            Fact(
                "Dans le plan",
                listed([funder.name for funder in there]) if there else "pas encore",
                badge=Badge("déjà demandé ou prévu", Tone.GOOD) if there else None,
            ),
        ],
        listing=_conditions(request, aid),
        links=[Link(funder.name, to(request, "funding:funder", funder.code)) for funder in there],
        edits=[] if there else [Link("Ajouter ce financeur", add, "button", "plus")],
    )


def _conditions(request: Any, aid: OtherAid) -> Listing:
    return Listing(
        caption=f"Ce que l'on sait : {aid.name}",
        heads=(Head("Condition"), Head("Ce qu'elle veut dire"), Head("Texte")),
        rows=[*_rows(request, aid.rules), *_rows(request, aid.excludes, note="ce qu'elle exclut")],
    )


def _rows(request: Any, rules: Iterable[str], note: str = "") -> Iterator[list[Cell]]:
    for rule in rules:
        one = shown(request.project.rules, rule, request.project.today)
        yield [
            Cell(one.rule.title, to(request, "rulebook:rule", rule), note=note),
            Cell(one.rule.explanation, note="" if one.rule.unit == "flag" else f"aujourd'hui : {one.text}"),
            Cell(one.source.title, one.source.url, badge=one.badge),
        ]
