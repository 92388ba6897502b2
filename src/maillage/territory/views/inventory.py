"""The inventory: what exists, what ends soon, how libraries are equipped; and one item."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, folded
from maillage.territory import inventory_screens as screens
from maillage.territory.contract_screens import ending_listing
from maillage.territory.contracts_picture import contracts_picture
from maillage.territory.domain.contracts import Contract, ContractState
from maillage.territory.domain.inventory import ItemScope
from maillage.territory.equipment_screens import equipment_tiles
from maillage.territory.inventory import contracts_of, groups_of, items_of
from maillage.territory.inventory_sheets import inventory_sheets
from maillage.territory.inventory_steps import inventory_steps
from maillage.territory.sheet_files import sheets_file
from maillage.territory.systems import interoperability, systems_listing

LONGEST_SEARCH = 100


def inventory(request: NetworkRequest) -> HttpResponse:
    project = request.project
    filters = list(_filters(request))
    asked = {one.name: one.value for one in filters}
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = _found(request, asked, text)
    narrowed = bool(text or any(asked.values()))
    listing = screens.items_listing(
        request, found, empty=_empty(narrowed), empty_link=_way_out(request, narrowed)
    )
    return page(
        request,
        "territory/inventory.html",
        title="Inventaire",
        lead=_lead(request),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        tools=_tools(request),
        steps=inventory_steps(request, ("TER-10", "TER-11", "TER-12", "TER-13", "TER-14")),
        tiles=screens.tiles(request),
        listing=sorted_listing(listing, request.GET),
        anchor=screens.ITEMS,
        filters=filters,
        text=text,
        narrowed=narrowed,
        sort=request.GET.get("tri", ""),
        ending=sorted_listing(ending_listing(request), request.GET),
        picture=contracts_picture(project),
        systems=systems_listing(request),
        interoperability=interoperability(project),
        equipment=equipment_tiles(project) if groups_of(project)[-1].of else [],
    )


@require_safe
def inventory_file(request: NetworkRequest, form: str) -> HttpResponse:
    """What the filters leave of the inventory, with equipment and connections. `form`: csv, xlsx or ods."""
    asked = {one.name: one.value for one in _filters(request)}
    found = _found(request, asked, request.GET.get("q", "")[:LONGEST_SEARCH])
    name = f"inventaire-{request.network.department}-{len(found)}"
    return sheets_file(inventory_sheets(request.project, found), form, name)


def _found(request: NetworkRequest, asked: dict[str, str], text: str) -> list[Contract]:
    return [one for one in contracts_of(request.project) if _kept(one, asked, text)]


def _lead(request: NetworkRequest) -> str:
    n = len(items_of(request.project))
    if not n:
        return (
            "Ressources, outils, portails, contrats, équipement : ce qui existe déjà n'est pas encore décrit."
        )
    return f"{count(n, 'élément')} : ressources, outils, portails et matériel qui existent déjà, avec leurs contrats."


def _tools(request: NetworkRequest) -> list[Link]:
    matrix = Link("Équipement et connexion", to(request, "territory:equipments"), "button", "list")
    if not request.can_edit:
        return [matrix]
    return [Link("Ajouter un élément", to(request, "territory:inventoryitem-new"), "primary", "plus"), matrix]


def _filters(request: NetworkRequest) -> Iterator[Filter]:
    kinds = [(kind.value, _capital(kind.label)) for kind in screens.kinds_present(request.project)]
    yield chosen("nature", "Nature", kinds, request.GET)
    yield chosen(
        "pour", "Pour qui", [(one.value, _capital(one.label)) for one in ItemScope], request.GET, "Tous"
    )
    yield chosen(
        "fin", "Contrat", [(one.value, _capital(one.label)) for one in ContractState], request.GET, "Tous"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kept(one: Contract, asked: dict[str, str], text: str) -> bool:
    item = one.item
    searched = folded(" ".join((item.name, item.provider, item.code, item.note, *item.standards)))
    return (
        asked["nature"] in ("", item.kind.value)
        and asked["pour"] in ("", item.scope.value)
        and asked["fin"] in ("", one.state.value)
        and folded(text) in searched
    )


def _empty(narrowed: bool) -> str:
    if narrowed:
        return "Aucun élément ne correspond à ces filtres."
    return (
        "Rien n'est encore décrit. Commencez par les abonnements et le portail : leurs contrats ont une fin."
    )


def _way_out(request: NetworkRequest, narrowed: bool) -> Link | None:
    if narrowed:
        return Link("Effacer les filtres", to(request, "territory:inventory"))
    new = Link("Ajouter le premier élément", to(request, "territory:inventoryitem-new"))
    return new if request.can_edit else None


def inventoryitem(request: NetworkRequest, code: str) -> HttpResponse:
    one = find_thing(contracts_of(request.project), code, "Cet élément", by="item.code")
    return page(
        request,
        "territory/thing.html",
        title=one.item.name,
        lead=f"{_capital(one.item.kind.label)}, {screens.scope_told(request.project, one.item)}.",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Inventaire", to(request, "territory:inventory")),
        ],
        tools=thing_tools(request, "territory:inventoryitem", code),
        steps=inventory_steps(request, target=f"territory.InventoryItem/{code}"),
        facts=list(screens.item_facts(request, one)),
        paragraphs=[("Précision", one.item.note)] if one.item.note else [],
        panels=panels_for(request, "territory.InventoryItem", code),
    )
