"""The service in the dossier: its team added up, where it stands, its budget, what it offers."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, euros, number
from maillage.base.values.tree import Block, Column, Part, Table, body
from maillage.territory.domain.service import LEVELS
from maillage.territory.domain.staffing import Compared, heads
from maillage.territory.inventory_screens import out_of
from maillage.territory.own_service import budgets_of, offers_of, posts_of, staff_of
from maillage.territory.service_budget_picture import budget_picture, budget_table
from maillage.territory.service_compared import compared_spend, compared_staff
from maillage.territory.service_screens import fte_told, volume_told


def service_parts(project: Project) -> Iterator[Part]:
    """Nothing while the team typed nothing: open data alone are told with the figures of the network."""
    if not (posts_of(project) or budgets_of(project) or offers_of(project)):
        return
    blocks: list[Block] = [*_team(project), *_compared(project), *_budget(project), *_offers(project)]
    yield Part(title="Le service départemental", blocks=tuple(blocks))


def _team(project: Project) -> Iterator[Block]:
    posts = posts_of(project)
    if not posts:
        return
    fte, people = staff_of(project), heads(posts)
    yield body(
        f"L'équipe compte {number(people.value)} postes et {fte_told(fte.value)} équivalents temps plein "
        f"({'tous connus' if fte.is_whole else 'connus pour ' + out_of(fte, 'fonction')}). {_levels(project)}"
    )
    # Neither level nor departure by role: some roles are held by one person.
    yield Table(
        caption="L'équipe, par fonction",
        columns=(
            Column("Fonction", width=2.2),
            Column("Postes", align="right", width=0.8),
            Column("ETP", align="right", width=0.8),
            Column("Compétences", width=3),
            Column("Besoin de formation", width=2.2),
        ),
        rows=(
            *(
                (
                    post.role,
                    number(post.posts),
                    fte_told(post.fte),
                    ", ".join(post.skills) or UNKNOWN,
                    post.training_need or "–",
                )
                for post in posts
            ),
            ("Ensemble", number(people.value), fte_told(fte.value), "", ""),
        ),
        totals=(len(posts),),
    )


def _levels(project: Project) -> str:
    known = [post.digital_level for post in posts_of(project) if post.digital_level is not None]
    if not known:
        return "Son aisance numérique n'a pas été évaluée."
    told = [
        f"« {label} » pour {count(known.count(rank), 'fonction')}"
        for rank, label in enumerate(LEVELS)
        if rank in known
    ]
    return f"Aisance numérique, telle que l'équipe se juge : {', '.join(told)}."


def _compared(project: Project) -> Iterator[Block]:
    rows = [
        (one.label, *_row(one, told))
        for one, told in ((compared_staff(project), fte_told), (compared_spend(project), euros))
        if one.best is not None
    ]
    if rows:
        yield Table(
            caption="Le service parmi les bibliothèques départementales",
            columns=(
                Column("Chiffre", width=2.2),
                Column("Saisi", align="right", width=1.1),
                Column("Publié", align="right", width=1.1),
                Column("Premier quart", align="right", width=1.1),
                Column("Médiane", align="right", width=1.1),
                Column("Dernier quart", align="right", width=1.1),
                Column("Place", width=2),
            ),
            rows=tuple(rows),
            source="93 bibliothèques départementales, export national d'août 2025, chiffres de 2023 ; calculs Maillage.",
        )


def _row(one: Compared, told: object) -> tuple[str, ...]:
    assert callable(told)
    quartiles = one.quartiles or (None, None, None)
    typed = "–" if one.typed is None else str(told(one.typed))
    return (typed, str(told(one.published)), *(str(told(value)) for value in quartiles), one.place or UNKNOWN)


def _budget(project: Project) -> Iterator[Block]:
    budgets = budgets_of(project)
    if not budgets:
        return
    picture = budget_picture(project)
    if picture:
        yield picture
    yield budget_table(budgets)


def _offers(project: Project) -> Iterator[Block]:
    offers = offers_of(project)
    if not offers:
        return
    yield Table(
        caption="Services rendus aux bibliothèques",
        columns=(
            Column("Service", width=2.2),
            Column("Pour qui", width=2),
            Column("Volume", align="right", width=1.5),
            Column("Satisfaction", width=2.4),
            Column("Évolution souhaitée", width=1.3),
        ),
        rows=tuple(
            (
                offer.name,
                offer.audience or UNKNOWN,
                f"{volume_told(offer)}{f' ({offer.volume_year})' if offer.volume is not None and offer.volume_year else ''}",
                offer.satisfaction or UNKNOWN,
                offer.wish.label if offer.wish else UNKNOWN,
            )
            for offer in offers
        ),
    )
