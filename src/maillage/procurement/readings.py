"""The purchases of a project with their value, procedure and dates, and what became of each."""

from __future__ import annotations

from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.base.values.euros import ZERO, total
from maillage.funding.readings import funding_of
from maillage.procurement.domain.backward import Planned, need_values, plan_purchase
from maillage.procurement.domain.follow import Followed, follow
from maillage.procurement.domain.purchases import ProcurementSection, Purchase
from maillage.procurement.section import SECTION
from maillage.programme.readings import archived_codes, programme_of, progress_of, step_starts

_read = reader_of(SECTION)


def _in_force(project: Project) -> ProcurementSection:
    section: ProcurementSection = project.once(_read)
    gone = archived_codes(project)
    counted = {cost.code for cost in funding_of(project).costs}
    purchases = tuple(
        replace(one, costs=tuple(code for code in one.costs if code in counted))
        for one in section.purchases
        if one.step not in gone
    )
    return replace(section, purchases=purchases)


def procurement_of(project: Project) -> ProcurementSection:
    """The purchases that count, without the costs of archived actions; the others are in `asleep_purchases`."""
    return project.once(_in_force)


def asleep_purchases(project: Project) -> tuple[Purchase, ...]:
    """The purchases that wait with the archived step they were for, in the order written."""
    section: ProcurementSection = project.once(_read)
    gone = archived_codes(project)
    return tuple(one for one in section.purchases if one.step in gone)


def _planned(project: Project) -> tuple[Planned, ...]:
    section = procurement_of(project)
    costs = {cost.code: cost.ht for cost in funding_of(project).costs}
    worth = [(p, total(costs[code] or ZERO for code in p.costs)) for p in section.purchases]
    values = need_values(worth)
    open_ended = {p.code for p in section.purchases if not p.is_priced([costs[code] for code in p.costs])}
    open_needs = {p.need for p in section.purchases if p.code in open_ended}
    needs = {need.code: need for need in section.needs}
    starts = step_starts(project)
    return tuple(
        plan_purchase(
            purchase,
            need=needs[purchase.need],
            own_ht=own_ht,
            need_ht=values[purchase.need],
            needed=starts.get(purchase.step),
            on=programme_of(project).start,
            rules=project.rules,
            is_priced=purchase.code not in open_ended,
            need_is_priced=purchase.need not in open_needs,
        )
        for purchase, own_ht in worth
    )


def purchases_of(project: Project) -> tuple[Planned, ...]:
    return project.once(_planned)


def _followed(project: Project) -> tuple[Followed, ...]:
    return tuple(follow(planned, project.today) for planned in purchases_of(project))


def follow_of(project: Project) -> tuple[Followed, ...]:
    """Every purchase on the day, in the order written."""
    return project.once(_followed)


def purchases_are_tracked(project: Project) -> bool:
    """Whether someone notes what happens: a purchase launched or notified, or a step done."""
    purchases = procurement_of(project).purchases
    return progress_of(project).tracked or any(p.launched_on or p.notified_on for p in purchases)
