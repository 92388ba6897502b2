"""The inventory of a project: contracts on the day, equipment by library, totals that say what they miss."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.values.known import KnownTotal, known_total
from maillage.rulebook.domain import RuleValue
from maillage.territory.domain.contracts import Contract, contracts
from maillage.territory.domain.directory import Line
from maillage.territory.domain.equipment_groups import Group, grouped
from maillage.territory.domain.equipping import Kits, kits
from maillage.territory.domain.inventory import InventoryItem, ItemKind
from maillage.territory.readings import directory_of, territory_of

# What people need to be told of when the register does not know a place's EPCI.
NO_EPCI = "Intercommunalité inconnue"


def life(project: Project) -> RuleValue:
    """Years after which a machine is to be renewed."""
    found: RuleValue = project.rules.value("territory.equipment.life", on=project.today)
    return found


def horizon(project: Project) -> RuleValue:
    """Months ahead in which the end of a contract is announced."""
    found: RuleValue = project.rules.value("territory.contracts.horizon", on=project.today)
    return found


def items_of(project: Project) -> tuple[InventoryItem, ...]:
    return territory_of(project).inventory


def _contracts(project: Project) -> tuple[Contract, ...]:
    months = int(horizon(project).value)
    return contracts(items_of(project), today=project.today, horizon=months)


def contracts_of(project: Project) -> tuple[Contract, ...]:
    """Every item as a contract, the soonest to act upon first."""
    return project.once(_contracts)


def yearly_cost(project: Project) -> KnownTotal:
    return known_total(item.yearly_cost_ht for item in items_of(project))


def of_kind(project: Project, kind: ItemKind) -> tuple[InventoryItem, ...]:
    return tuple(item for item in items_of(project) if item.kind is kind)


def _kits(project: Project) -> Kits:
    territory = territory_of(project)
    codes = [library.code for library in territory.libraries]
    return kits(codes, territory.equipment, territory.connections)


def kits_of(project: Project) -> Kits:
    """What each library of the register has, and what names a library that is not there."""
    return project.once(_kits)


def epci_name(line: Line) -> str:
    return line.commune.epci_name if line.commune and line.commune.epci_name else NO_EPCI


def _groups(project: Project) -> tuple[Group, ...]:
    found = kits_of(project).by_library
    return grouped(
        (line.commune.epci_code if line.commune else "", epci_name(line), found[line.library.code])
        for line in directory_of(project)
        if line.is_open
    )


def groups_of(project: Project) -> tuple[Group, ...]:
    """Equipment and connections of open libraries by EPCI, then overall."""
    return project.once(_groups)
