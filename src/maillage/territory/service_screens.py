"""The service on screen: team, comparison, tools, budget by year, services to libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, euros, listed, number
from maillage.territory.domain.inventory import ItemScope
from maillage.territory.domain.service import LEVELS, OfferWish, ServiceOffer, ServicePost
from maillage.territory.domain.staffing import Compared, heads, leaving
from maillage.territory.inventory import contracts_of
from maillage.territory.inventory_screens import end_cell, out_of
from maillage.territory.own_service import budgets_of, offers_of, posts_of, staff_of
from maillage.territory.service_compared import compared_spend, compared_staff

# Departures are told this many years ahead: the time to pass a post on.
YEARS_AHEAD = 3
WISH_TONES = {OfferWish.DEVELOP: Tone.GOOD, OfferWish.CHANGE: Tone.WARNING, OfferWish.STOP: Tone.BAD}


def fte_told(value: Any) -> str:
    return number(value, 0 if value is not None and value == int(value) else 1)


def tiles(project: Project) -> list[Tile]:
    posts = posts_of(project)
    fte, people, gone = (
        staff_of(project),
        heads(posts),
        leaving(posts, until=project.today.year + YEARS_AHEAD),
    )
    budgets = budgets_of(project)
    last = budgets[-1] if budgets else None
    return [
        Tile(
            "Équivalents temps plein",
            fte_told(fte.value),
            f"connus pour {out_of(fte, 'fonction')}" if fte.missing else f"{number(people.value)} postes",
        ),
        Tile("Fonctions décrites", number(len(posts)) if posts else UNKNOWN),
        Tile(
            f"Départs prévus d'ici {project.today.year + YEARS_AHEAD}",
            number(len(gone)) if posts else UNKNOWN,
            listed([post.role for post in gone]),
            tone=Tone.WARNING if gone else Tone.NEUTRAL,
        ),
        Tile(
            f"Budget numérique voté {last.year}, {last.tax.label}" if last else "Budget numérique",
            euros(last.voted.value) if last else UNKNOWN,
            f"connu pour {out_of(last.voted, 'nature')}" if last else "",
        ),
    ]


def posts_listing(request: Any) -> Listing:
    posts = posts_of(request.project)
    fte, people = staff_of(request.project), heads(posts)
    rows: list[Sequence[Cell | str]] = [_post_row(request, post) for post in posts]
    if rows:
        told = f"{fte_told(fte.value)} ({out_of(fte, 'fonction')})" if fte.missing else fte_told(fte.value)
        rows.append(["Ensemble", number(people.value), told, "", "", "", ""])
    return Listing(
        caption="L'équipe, par fonction",
        anchor="equipe",
        heads=(
            Head("Fonction", key="fonction"),
            Head("Postes", "right", key="postes"),
            Head("ETP", "right", key="etp"),
            Head("Compétences"),
            Head("Aisance numérique", key="aisance"),
            Head("Besoin de formation"),
            Head("Départ prévu", "right", key="depart"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty="L'équipe n'est pas encore décrite. Ajoutez les fonctions : jamais le nom d'une personne.",
    )


def _post_row(request: Any, post: ServicePost) -> tuple[Cell, ...]:
    return (
        Cell(post.role, to(request, "territory:servicepost", post.code), note=post.note),
        Cell(number(post.posts), sort=post.posts),
        Cell(fte_told(post.fte), sort=post.fte),
        Cell(", ".join(post.skills) or UNKNOWN),
        Cell(level_told(post.digital_level), sort=post.digital_level),
        Cell(post.training_need or "–"),
        Cell(str(post.leaving_year) if post.leaving_year else "–", sort=post.leaving_year),
    )


def level_told(level: int | None) -> str:
    return UNKNOWN if level is None else f"{level}, {LEVELS[level]}"


def comparison_listing(project: Project) -> Listing:
    """The service beside the departmental libraries of the country: as typed, as published, quartiles, place."""
    rows = [_compared_row(compared_staff(project), fte_told), _compared_row(compared_spend(project), euros)]
    return Listing(
        caption="Le service et les autres bibliothèques départementales",
        anchor="comparaison",
        heads=(
            Head("Chiffre"),
            Head("Saisi par l'équipe", "right"),
            Head("Publié", "right"),
            Head("Un quart est en dessous de", "right"),
            Head("Médiane", "right"),
            Head("Un quart est au-dessus de", "right"),
            Head("Place du service"),
        ),
        rows=rows,
        source="93 bibliothèques départementales, export national d'août 2025, chiffres de 2023. Les dépenses documentaires "
        "publiées couvrent tous les supports : elles ne se comparent pas au budget numérique saisi ci-dessous.",
    )


def _compared_row(one: Compared, told: Any) -> tuple[Cell | str, ...]:
    q1, median, q3 = one.quartiles or (None, None, None)
    warned = Badge("ne concordent pas", Tone.WARNING) if one.contradicts else None
    return (
        Cell(one.label),
        Cell(
            told(one.typed) if one.typed is not None else "–",
            note="" if one.typed_whole or one.typed is None else "incomplet",
        ),
        Cell(
            told(one.published),
            note=f"export {one.published_year}" if one.published_year else "",
            badge=warned,
        ),
        told(q1),
        told(median),
        told(q3),
        one.place or UNKNOWN,
    )


def tools_listing(request: Any) -> Listing:
    """What of the inventory serves the service itself."""
    found = [one for one in contracts_of(request.project) if one.item.scope is ItemScope.SERVICE]
    return Listing(
        caption="Outils du service",
        anchor="outils",
        heads=(Head("Outil"), Head("Nature"), Head("Fin du contrat"), Head("Coût annuel HT", "right")),
        rows=[
            (
                Cell(
                    one.item.name,
                    to(request, "territory:inventoryitem", one.item.code),
                    note=one.item.provider,
                ),
                one.item.kind.label,
                end_cell(one),
                Cell(euros(one.item.yearly_cost_ht), sort=one.item.yearly_cost_ht),
            )
            for one in found
        ],
        empty="Aucun outil propre au service n'est à l'inventaire.",
        sort_param="tri_outils",
    )


def offers_listing(request: Any) -> Listing:
    return Listing(
        caption="Services rendus aux bibliothèques",
        anchor="services",
        heads=(
            Head("Service", key="service"),
            Head("Pour qui"),
            Head("Volume", "right"),
            Head("D'où vient ce chiffre"),
            Head("Satisfaction"),
            Head("Évolution souhaitée", key="evolution"),
        ),
        rows=[_offer_row(request, offer) for offer in offers_of(request.project)],
        empty="Aucun service aux bibliothèques n'est encore décrit.",
        sort_param="tri_services",
    )


def _offer_row(request: Any, offer: ServiceOffer) -> tuple[Cell | str, ...]:
    return (
        Cell(offer.name, to(request, "territory:serviceoffer", offer.code)),
        offer.audience or UNKNOWN,
        Cell(
            volume_told(offer),
            note=f"en {offer.volume_year}" if offer.volume is not None and offer.volume_year else "",
        ),
        offer.known_how or ("–" if offer.volume is None else UNKNOWN),
        offer.satisfaction or UNKNOWN,
        Cell("", badge=Badge(offer.wish.label, WISH_TONES.get(offer.wish, Tone.NEUTRAL)))
        if offer.wish
        else UNKNOWN,
    )


def volume_told(offer: ServiceOffer) -> str:
    if offer.volume is None:
        return UNKNOWN
    return f"{number(offer.volume, 0 if offer.volume == int(offer.volume) else 1)}\u00a0{offer.unit}".strip()
