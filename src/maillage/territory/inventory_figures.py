"""Named figures of the inventory, of the service and of the previous schéma."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import euros, number
from maillage.territory.domain.contracts import ending
from maillage.territory.domain.inventory import EquipmentKind, ItemKind, Technology
from maillage.territory.domain.past import CommitmentResult
from maillage.territory.domain.staffing import heads
from maillage.territory.inventory import contracts_of, groups_of, items_of, life, of_kind, yearly_cost
from maillage.territory.own_service import offers_of, posts_of, staff_of
from maillage.territory.past_plans import commitments_of

RESULTS = (
    ("territory.past_kept", "Engagements tenus du schéma précédent", CommitmentResult.KEPT),
    ("territory.past_partly", "Engagements tenus en partie", CommitmentResult.PARTLY),
    ("territory.past_missed", "Engagements non tenus", CommitmentResult.MISSED),
    ("territory.past_abandoned", "Engagements abandonnés", CommitmentResult.ABANDONED),
    ("territory.past_unknown", "Engagements dont le résultat est inconnu", CommitmentResult.UNKNOWN),
)


def inventory_figures(project: Project) -> Iterator[NamedFigure]:
    yield from _items(project)
    yield from _equipment(project)
    yield from _service(project)
    yield from _past(project)


def _items(project: Project) -> Iterator[NamedFigure]:
    # Nobody described anything: what there is remains unknown, it is not nothing.
    some = bool(items_of(project))
    for name, label, kind in (
        ("territory.resources", "Ressources numériques recensées", ItemKind.RESOURCE),
        ("territory.portals", "Portails recensés", ItemKind.PORTAL),
        ("territory.ils", "SIGB recensés", ItemKind.ILS),
    ):
        yield _count(name, label, len(of_kind(project, kind)) if some else None)
    yield _count("territory.inventory_items", "Éléments à l'inventaire", len(items_of(project)) or None)
    cost = yearly_cost(project)
    yield NamedFigure(
        name="territory.inventory_cost",
        label="Coût annuel HT des éléments dont le coût est connu",
        value=cost.value,
        text=euros(cost.value),
    )
    yield _count(
        "territory.inventory_cost_known", "Éléments dont le coût est connu", cost.known if some else None
    )
    soon = len(ending(contracts_of(project)))
    yield _count("territory.contracts_ending", "Contrats qui finissent bientôt", soon if some else None)


def _equipment(project: Project) -> Iterator[NamedFigure]:
    whole = groups_of(project)[-1]
    known = whole.described
    yield _count("territory.equipment_known", "Bibliothèques dont l'équipement est connu", known or None)
    for name, label, kind in (
        ("territory.public_computers", "Postes publics comptés", EquipmentKind.COMPUTER),
        ("territory.tablets", "Tablettes comptées", EquipmentKind.TABLET),
        ("territory.e_readers", "Liseuses comptées", EquipmentKind.READER),
    ):
        yield _count(name, label, whole.machines(kind).value)
    old = whole.to_renew(year=project.today.year, life=int(life(project).value))
    yield _count(
        "territory.equipment_to_renew", "Matériels à renouveler", (old.value or 0) if known else None
    )
    wired = whole.connection_known
    yield _count("territory.connection_known", "Bibliothèques dont la connexion est connue", wired or None)
    for name, label, technology in (
        ("territory.fibre", "Bibliothèques reliées à la fibre", Technology.FIBRE),
        ("territory.offline", "Bibliothèques sans connexion", Technology.NONE),
    ):
        yield _count(name, label, whole.connected(technology) if wired else None)


def _service(project: Project) -> Iterator[NamedFigure]:
    fte = staff_of(project).value
    yield NamedFigure(
        name="territory.service_fte",
        label="Équivalents temps plein du service, saisis par l'équipe",
        value=fte,
        text=number(fte, 0 if fte is not None and fte == int(fte) else 1),
    )
    yield _count(
        "territory.service_posts", "Postes du service, saisis par l'équipe", heads(posts_of(project)).value
    )
    yield _count("territory.service_offers", "Services aux bibliothèques", len(offers_of(project)) or None)


def _past(project: Project) -> Iterator[NamedFigure]:
    commitments = commitments_of(project)
    yield _count("territory.past_commitments", "Engagements du schéma précédent", len(commitments) or None)
    for name, label, result in RESULTS:
        found = sum(one.result is result for one in commitments)
        yield _count(name, label, found if commitments else None)


def _count(name: str, label: str, value: Decimal | int | None) -> NamedFigure:
    return NamedFigure(name=name, label=label, value=value, text=number(value))
