"""The inventory on screen: its tiles, its lists, its contracts in time, one item in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Fact, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.certainty import Certainty
from maillage.base.values.french import UNKNOWN, count, euros, listed, number, short_date
from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.contracts import Contract, ContractState, ending
from maillage.territory.domain.inventory import InventoryItem, ItemKind, ItemScope
from maillage.territory.inventory import contracts_of, horizon, items_of, of_kind, yearly_cost
from maillage.territory.readings import directory_of

ITEMS = "elements"
TONES = {ContractState.ENDING: Tone.WARNING, ContractState.OVER: Tone.NEUTRAL}


def out_of(total: KnownTotal, noun: str = "élément") -> str:
    """`coût connu pour 9 éléments sur 14`: what a total rests on, said beside it each time."""
    return f"{count(total.known, noun)} sur {number(total.of)}"


def tiles(request: Any) -> list[Tile]:
    project = request.project
    found, cost, soon = contracts_of(project), yearly_cost(project), ending(contracts_of(project))
    late = sum(one.notice_missed for one in found)
    by_kind = [
        f"{number(len(ones))} {kind.label}{'s' if len(ones) > 1 and kind is not ItemKind.ILS else ''}"
        for kind in (ItemKind.ILS, ItemKind.PORTAL)
        if (ones := of_kind(project, kind))
    ]
    share = cost.known / cost.of if cost.of else None
    return [
        Tile("Éléments recensés", number(len(found)), f"dont {listed(by_kind)}" if by_kind else ""),
        Tile("Coût annuel HT connu", euros(cost.value), f"{out_of(cost)} : le reste est inconnu", share=share)
        if cost.missing
        else Tile("Coût annuel HT", euros(cost.value), f"coût connu pour {out_of(cost)}"),
        Tile(
            f"Contrats qui finissent d'ici {horizon(project).text}",
            number(len(soon)),
            f"dont {number(sum(one.is_undecided for one in soon))} sans décision" if soon else "",
            url="#fins",
            tone=Tone.WARNING if soon else Tone.NEUTRAL,
        ),
        Tile(
            "Préavis dépassés",
            number(late),
            "reconduits tacitement s'ils ne sont pas dénoncés" if late else "aucun",
            tone=Tone.BAD if late else Tone.GOOD,
        ),
    ]


def items_listing(request: Any, found: Sequence[Contract], *, empty: str, empty_link: Link | None) -> Listing:
    cost = known_total(one.item.yearly_cost_ht for one in found)
    rows: list[Sequence[Cell | str]] = [_item_row(request, one) for one in found]
    if rows:
        told = f"{euros(cost.value)} ({out_of(cost)})"
        rows.append(["Coût annuel connu", "", "", "", Cell(told), ""])
    return Listing(
        caption="Ce qui existe",
        anchor=ITEMS,
        heads=(
            Head("Élément", key="nom"),
            Head("Nature", key="nature"),
            Head("Pour qui", key="pour"),
            Head("Fin du contrat", key="fin"),
            Head("Coût annuel HT", "right", key="cout"),
            Head("Utilisateurs", "right", key="utilisateurs"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty=empty,
        empty_link=empty_link,
    )


def _item_row(request: Any, one: Contract) -> tuple[Cell, ...]:
    item = one.item
    year = f"en {item.cost_year}" if item.cost_year and item.yearly_cost_ht is not None else ""
    used = f"en {item.users_year}" if item.users_year and item.users is not None else ""
    return (
        Cell(
            item.name,
            to(request, "territory:inventoryitem", item.code),
            note=item.provider,
            badge=None if item.certainty is Certainty.CONFIRMED else certainty_badge(item.certainty),
        ),
        Cell(item.kind.label),
        Cell(scope_told(request.project, item)),
        end_cell(one),
        Cell(euros(item.yearly_cost_ht), sort=item.yearly_cost_ht, note=year),
        Cell(number(item.users), sort=item.users, note=used),
    )


def certainty_badge(certainty: Certainty) -> Badge:
    return Badge(certainty.label, Tone.GOOD if certainty is Certainty.CONFIRMED else Tone.WARNING)


def end_cell(one: Contract) -> Cell:
    badge = Badge(one.state.label, TONES[one.state]) if one.state in TONES else None
    return Cell(short_date(one.ends_on), sort=one.ends_on, badge=badge)


def scope_told(project: Project, item: InventoryItem) -> str:
    """`tout le réseau`, or the names of the places; a code that nobody knows is shown as it is."""
    if item.scope is not ItemScope.PLACES:
        return item.scope.label
    names = place_names(project)
    told = [names.get(place, place) for place in item.places]
    return listed(told) if told else "certains lieux, à préciser"


def _place_names(project: Project) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in directory_of(project):
        names[line.library.code] = line.library.name
        if line.commune and line.commune.epci_code:
            names[line.commune.epci_code] = line.commune.epci_name
    return names


def place_names(project: Project) -> dict[str, str]:
    """Names by code: EPCI and libraries."""
    return project.once(_place_names)


def renewal_told(item: InventoryItem) -> str:
    """`tacite, préavis de 3 mois`."""
    if item.tacit is None:
        return UNKNOWN
    if item.tacit is False:
        return "sans reconduction"
    notice = "inconnu" if item.notice_months is None else f"de {number(item.notice_months)}\u00a0mois"
    return f"tacite, préavis {notice}"


def item_facts(request: Any, one: Contract) -> Iterator[Fact]:
    item = one.item
    yield Fact("Nature", item.kind.label)
    yield Fact("Fournisseur", item.provider or UNKNOWN)
    yield Fact("Pour qui", scope_told(request.project, item))
    yield Fact(
        "Contrat",
        _period(item),
        badge=Badge(one.state.label, TONES[one.state]) if one.state in TONES else None,
    )
    yield Fact("Reconduction", renewal_told(item))
    if one.notice_on:
        badge = Badge("dépassé", Tone.BAD) if one.notice_missed else None
        yield Fact("Dernier jour pour dénoncer", short_date(one.notice_on), badge=badge)
    if item.notice_given:
        yield Fact("Dénoncé le", short_date(item.notice_given))
    yield Fact("Décision", item.decision.label if item.decision else "à décider" if one.ends_on else "–")
    yield Fact("Coût annuel HT", _with_year(euros(item.yearly_cost_ht), item.cost_year))
    yield Fact("Utilisateurs", _with_year(number(item.users), item.users_year))
    if item.users is not None:
        yield Fact("D'où vient ce chiffre", item.users_source or UNKNOWN)
    if item.users and item.yearly_cost_ht is not None:
        yield Fact("Coût par utilisateur", f"{euros(item.yearly_cost_ht / item.users, 2)} HT par an")
    yield Fact("Normes et échanges", " ; ".join(item.standards) or UNKNOWN)
    yield Fact("Hébergement", item.hosting or UNKNOWN)
    yield Fact("Données personnelles", {True: "oui", False: "non", None: UNKNOWN}[item.personal_data])
    yield Fact("Accessibilité (RGAA)", item.accessibility.label if item.accessibility else UNKNOWN)
    yield Fact("Fiabilité", item.certainty.label)


def _with_year(text: str, year: int | None) -> str:
    return text if text == UNKNOWN or year is None else f"{text} ({year})"


def _period(item: InventoryItem) -> str:
    if item.starts_on is None and item.ends_on is None:
        return UNKNOWN
    start = f"du {short_date(item.starts_on)}" if item.starts_on else "début inconnu,"
    return f"{start} {f'au {short_date(item.ends_on)}' if item.ends_on else 'sans fin connue'}"


def kinds_present(project: Project) -> list[ItemKind]:
    return [kind for kind in ItemKind if any(item.kind is kind for item in items_of(project))]
