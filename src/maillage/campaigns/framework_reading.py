"""A framework as its page shows it: its figures, its parts, what is wrong in a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.ui.components import Badge, Link, Tile, Tone
from maillage.base.ui.pages import NetworkRequest, to
from maillage.base.values.french import count, number
from maillage.base.values.remarks import Problem
from maillage.campaigns.domain.framework_words import answer_told, asked_when
from maillage.campaigns.domain.frameworks import Domain, Framework, Item, ItemScope
from maillage.campaigns.framework_drafting import place_told, problems_in
from maillage.campaigns.models import FrameworkVersion
from maillage.territory.domain.variables import BY_CODE


@dataclass(frozen=True, kw_only=True)
class ItemShown:
    item: Item
    badges: tuple[Badge, ...]
    when: str
    answer: str
    prefill: str


@dataclass(frozen=True, kw_only=True)
class DomainShown:
    domain: Domain
    size: str
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, kw_only=True)
class ProblemShown:
    """`link` leads to the form where it is put right."""

    link: Link
    message: str
    remedy: str


def tiles_of(framework: Framework) -> list[Tile]:
    tiles = [
        Tile("Questions", number(len(framework.items)), count(len(framework.domains), "domaine")),
        Tile("Durée", f"{framework.minutes_complete} min", "la forme complète"),
    ]
    if framework.has_express:
        short = f"{framework.minutes(express=True)} min"
        tiles.append(Tile("Forme courte", number(sum(i.express for i in framework.items)), short))
    if framework.core:
        tiles.append(Tile("Socle", number(len(framework.core)), "services attendus partout"))
    return tiles


def parts_of(framework: Framework) -> list[DomainShown]:
    return [
        DomainShown(
            domain=domain,
            size=count(len(domain.items), "question"),
            items=tuple(_shown(framework, item) for item in domain.items),
        )
        for domain in framework.domains
    ]


def _shown(framework: Framework, item: Item) -> ItemShown:
    variable = BY_CODE.get(item.prefill)
    return ItemShown(
        item=item,
        badges=tuple(_badges(item)),
        when=asked_when(framework, item),
        answer=answer_told(item),
        prefill=variable.label if variable else item.prefill,
    )


def _badges(item: Item) -> Iterator[Badge]:
    if item.core:
        yield Badge(f"socle, dès le niveau {item.core_level}", Tone.GOOD)
    if item.express:
        yield Badge("forme courte", Tone.INFO)
    if item.scope is ItemScope.NETWORK:
        yield Badge("une réponse pour l'intercommunalité")
    if item.break_reason:
        yield Badge("rupture de série", Tone.WARNING)


def problems_told(request: NetworkRequest, row: FrameworkVersion, framework: Framework) -> list[ProblemShown]:
    """Each problem of a draft, with the form that puts it right."""
    return [
        ProblemShown(
            link=Link(place_told(framework, problem), _form_of(request, row, framework, problem)),
            message=problem.message,
            remedy=problem.remedy_on_screen,
        )
        for problem in problems_in(framework)
    ]


def _form_of(request: NetworkRequest, row: FrameworkVersion, framework: Framework, problem: Problem) -> str:
    if not request.can_edit:
        return ""
    match problem.path:
        case ("domains", int(d), "items", int(i), *rest):
            url = to(
                request, "campaigns:framework-item", row.code, row.version, framework.domains[d].items[i].code
            )
            return f"{url}#id_{rest[0]}" if rest and rest[0] not in ("when", "next", "survey") else url
        case ("domains",):
            return to(request, "campaigns:framework-item-new", row.code, row.version)
    return to(request, "campaigns:framework-edit", row.code, row.version)
