"""The plan shared out by axis, kind, scope, operation, funder or action: years in columns, and who pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.euros import ZERO
from maillage.base.values.french import euros
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.breakdowns import Group, groups
from maillage.funding.domain.unknown import KNOWN, aid_doubt, cost_doubt, left_doubt
from maillage.funding.domain.why import Part, PlanFigure, Selection, part_of_plan, value_of
from maillage.funding.domain.written import BudgetSection, CostFamily
from maillage.funding.readings import loose_of, plan_of, shares_of
from maillage.funding.screens.doubt import in_doubt
from maillage.funding.screens.plan_view import By, PlanView
from maillage.funding.screens.why.asked import UNDATED
from maillage.funding.screens.why.links import WhyLinks
from maillage.programme.domain.actions import ActionKind, Scope
from maillage.programme.readings import objective_of, programme_of

Row = Sequence[Cell | str]
Named = tuple[str, str]
LOOSE = "Aides sans dépense éligible"
TOTAL = "Total"


def _parts(project: Project, view: PlanView) -> tuple[tuple[Share, ...], Any]:
    part = part_of_plan(shares_of(project), loose_of(project), Selection(year=view.year))
    return part.shares, part.loose


def _key(project: Project, by: By) -> Callable[[Share], str]:
    actions = {action.code: action for _, _, action in programme_of(project).actions()}
    match by:
        case By.AXIS:
            return lambda share: objective_of(project, share.expense.cost.action)[0].code
        case By.KIND:
            return lambda share: actions[share.expense.cost.action].kind.value
        case By.SCOPE:
            return lambda share: actions[share.expense.cost.action].scope.value
        case By.SECTION:
            return lambda share: share.expense.cost.section.value
        case By.OPERATION:
            return lambda share: share.expense.cost.operation
        case By.FAMILY:
            return lambda share: share.expense.cost.family.value if share.expense.cost.family else "aucune"
    return lambda share: share.expense.cost.action


def _names(request: Any, by: By) -> dict[str, Named]:
    """The name and the page of each key, in the order of the programme."""
    programme = programme_of(request.project)
    coded: dict[By, tuple[Any, str]] = {
        By.AXIS: (programme.axes, "programme:axis"),
        By.ACTION: ([action for _, _, action in programme.actions()], "programme:action"),
        By.OPERATION: (plan_of(request.project).operations, "funding:operation"),
    }
    if by in coded:
        things, name = coded[by]
        return {one.code: (f"{one.code}. {one.title}", to(request, name, one.code)) for one in things}
    words: dict[By, Any] = {
        By.KIND: ActionKind,
        By.SCOPE: Scope,
        By.SECTION: BudgetSection,
        By.FAMILY: CostFamily,
    }
    named = {one.value: (one.label[:1].upper() + one.label[1:], "") for one in words[by]}
    return {**named, "aucune": ("Famille à dire", "")} if by is By.FAMILY else named


def groups_of(project: Project, view: PlanView, keys: Sequence[str]) -> tuple[Group, ...]:
    shares, loose = _parts(project, view)
    loose_keys = {
        By.OPERATION: lambda one: one.grant.operation.code,
        By.SECTION: lambda one: one.grant.operation.section.value,
    }
    return groups(shares, loose, _key(project, view.by), keys, loose_keys.get(view.by, lambda one: ""))


def breakdown(request: Any, view: PlanView) -> list[Listing]:
    """One row a group, the last the plan: first its cost each year and what is left to the département, then who
    pays it. Both add up to the plan."""
    project, plan = request.project, plan_of(request.project)
    names = _names(request, view.by)
    shares, loose = _parts(project, view)
    whole = Group(key="", whole=Part(selection=Selection(), shares=shares, loose=loose))
    found = groups_of(project, view, list(names))
    named = [(group, *names.get(group.key, (LOOSE, ""))) for group in found] + [(whole, TOTAL, "")]
    paying = [funder for funder in plan.funders if whole.whole.aids_by_funder().get(funder.code)]
    columns = _Columns(request, plan, view, _years(plan, view, shares))
    when = f", {view.year}" if view.year else ""
    title = f"Par {view.by.label[:1].lower()}{view.by.label[1:]}{when}"
    costs = Listing(
        caption=title,
        heads=columns.cost_heads,
        rows=[columns.costs(*one) for one in named],
        totals=(len(named) - 1,),
        anchor="repartition",
    )
    if not paying:
        return [costs]
    payers = Listing(
        caption=f"{title} : quelles aides",
        heads=(Head(view.by.label), *(Head(funder.name, "right") for funder in paying)),
        rows=[columns.payers(*one, [funder.code for funder in paying]) for one in named],
        totals=(len(named) - 1,),
        anchor="repartition-aides",
    )
    return [costs, payers]


def _years(plan: FinancingPlan, view: PlanView, shares: Sequence[Share]) -> list[int | None]:
    """The columns of the whole plan; None: what has no year. The page of a year needs none."""
    if view.year is not None:
        return []
    undated = any(share.expense.year is None for share in shares)
    return [*plan.years, *([None] if undated else [])]


class _Columns:
    """The amounts of a row; every one leads to what it is made of, save where a row is one of a long list."""

    def __init__(
        self, request: Any, plan: FinancingPlan, view: PlanView, years: Sequence[int | None]
    ) -> None:
        self.view, self.years = view, years
        self.link = WhyLinks(request, annee=view.year)
        self.cost = PlanFigure.COST_TTC if view.ttc else PlanFigure.COST
        self.left = PlanFigure.NET if view.ttc else PlanFigure.OWN
        spent, aids = cost_doubt(plan), aid_doubt(plan)
        self.doubts = {self.cost: spent, PlanFigure.AIDS: aids, self.left: left_doubt(spent, aids)}

    @property
    def cost_heads(self) -> list[Head]:
        years = [Head(str(year or "À dater"), "right", f"a{year or 0}") for year in self.years]
        return [
            Head(self.view.by.label, key="quoi"),
            *years,
            Head(f"Dépenses {'TTC' if self.view.ttc else 'HT'}", "right", "depenses"),
            Head("Aides", "right", "aides"),
            *([Head("FCTVA", "right", "fctva")] if self.view.ttc else []),
            Head("Coût net" if self.view.ttc else "Département", "right", "departement"),
        ]

    def _asked(self, group: Group) -> dict[str, object]:
        return {self.view.by.value: group.key} if group.key else {}

    def _linked(self, name: str, long: bool = False) -> bool:
        """A family of purchase is no filter of the page that explains; a hundred actions would make a thousand links:
        `long` says that the amount is one of several of its row."""
        if name in (TOTAL, LOOSE):
            return name == TOTAL
        return self.view.by is not By.FAMILY and not (long and self.view.by is By.ACTION)

    def costs(self, group: Group, name: str, url: str) -> Row:
        asked, part = self._asked(group), group.whole
        cells: list[Cell | str] = [Cell(name, url)]
        for year in self.years:
            year_url = self.link(self.cost, **{**asked, "annee": year or UNDATED})
            amount = value_of(group.of_year(year), self.cost)
            cells.append(_cell(amount, year_url if self._linked(name, long=True) else ""))
        figures = [self.cost, PlanFigure.AIDS, *([PlanFigure.FCTVA] if self.view.ttc else []), self.left]
        for figure in figures:
            url = self.link(figure, **asked) if self._linked(name) else ""
            # What an aid that waits brings to a group is not known: only the plan's total is bounded.
            doubt = self.doubts.get(figure, KNOWN) if name == TOTAL else KNOWN
            cells.append(in_doubt(value_of(part, figure), url, doubt, self.view.year))
        return cells

    def payers(self, group: Group, name: str, url: str, funders: Sequence[str]) -> Row:
        asked, aids = self._asked(group), group.whole.aids_by_funder()
        cells: list[Cell | str] = [Cell(name, url)]
        for code in funders:
            aid_url = self.link(PlanFigure.AIDS, **{**asked, "financeur": code})
            cells.append(_cell(aids.get(code, ZERO), aid_url if self._linked(name, long=True) else ""))
        return cells


def _cell(amount: Decimal | None, url: str) -> Cell:
    return Cell(euros(amount) if amount else "–", url if amount else "", sort=amount)
