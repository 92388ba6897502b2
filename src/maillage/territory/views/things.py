"""One line of equipment, one connection, one role, one budget line, one service: its fields, in a page of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link, NextStep
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.fields import class_name
from maillage.territory.domain.equipping import is_old
from maillage.territory.equipment_screens import year_and_life
from maillage.territory.readings import territory_of
from maillage.territory.service_screens import level_told
from maillage.territory.thing_facts import paragraphs, thing_facts


def thing_page(
    request: NetworkRequest,
    things: Iterable[Any],
    code: str,
    said: str,
    *,
    title: str,
    lead: str = "",
    crumbs: Sequence[Link],
    steps: Sequence[NextStep] = (),
    without: Collection[str] = (),
    **more: Any,
) -> HttpResponse:
    """`title` is the name of the field that names the thing."""
    one = find_thing(things, code, said)
    target = class_name(type(one))
    named = getattr(one, title)
    label = getattr(named, "label", named)
    return page(
        request,
        "territory/thing.html",
        title=f"{label[:1].upper()}{label[1:]}",
        lead=lead,
        crumbs=[Link("Réseau", to(request, "territory:map")), *crumbs],
        tools=thing_tools(request, f"territory:{type(one).__name__.lower()}", code),
        steps=steps,
        facts=list(thing_facts(request, one, without=(title, *without))),
        paragraphs=list(paragraphs(one)),
        panels=panels_for(request, target, code),
        **more,
    )


def _equipments(request: NetworkRequest) -> list[Link]:
    return [
        Link("Inventaire", to(request, "territory:inventory")),
        Link("Équipement et connexion", to(request, "territory:equipments")),
    ]


def equipment(request: NetworkRequest, code: str) -> HttpResponse:
    things = territory_of(request.project).equipment
    old = any(one.code == code and is_old(one, **year_and_life(request.project)) for one in things)
    lead = "À renouveler : trop ancien, ou hors service." if old else ""
    return thing_page(
        request, things, code, "Cet équipement", title="kind", lead=lead, crumbs=_equipments(request)
    )


def connection(request: NetworkRequest, code: str) -> HttpResponse:
    things = territory_of(request.project).connections
    return thing_page(
        request, things, code, "Cette connexion", title="technology", lead="La connexion d'une bibliothèque.",
        crumbs=_equipments(request),
    )  # fmt: skip


def _service(request: NetworkRequest) -> list[Link]:
    return [Link("Service départemental", to(request, "territory:service"))]


def servicepost(request: NetworkRequest, code: str) -> HttpResponse:
    things = territory_of(request.project).posts
    level = next((level_told(one.digital_level) for one in things if one.code == code), "")
    return thing_page(
        request, things, code, "Cette fonction", title="role", lead=f"Aisance numérique : {level}.",
        crumbs=_service(request), without=("digital_level",),
    )  # fmt: skip


def servicebudgetline(request: NetworkRequest, code: str) -> HttpResponse:
    things = territory_of(request.project).budgets
    return thing_page(request, things, code, "Cette ligne", title="nature", crumbs=_service(request))


def serviceoffer(request: NetworkRequest, code: str) -> HttpResponse:
    things = territory_of(request.project).offers
    return thing_page(request, things, code, "Ce service", title="name", crumbs=_service(request))
