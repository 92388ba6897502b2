"""What an address of "pourquoi" asks for: a figure, narrowed to a year, an operation, an action, a funder…"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404

from maillage.base.plugs import Project
from maillage.base.ui.components import Fact
from maillage.base.ui.pages import to
from maillage.base.values.fields import Choice
from maillage.funding.domain.why import Selection
from maillage.funding.domain.written import BudgetSection, FunderKind, FundingStatus
from maillage.funding.readings import funding_of, plan_of
from maillage.programme.domain.actions import ActionKind, Scope
from maillage.programme.readings import programme_of

C = TypeVar("C", bound=Choice)
UNDATED = "a-dater"
_LADDER = tuple(FundingStatus)
# The same words as on the list of aids: what reached a status or went further.
STATES = {
    "requested": ("demandées, promises et notifiées comprises", _LADDER[1:]),
    "promised": ("promises, notifiées comprises", _LADDER[2:]),
    "notified": ("notifiées", _LADDER[3:]),
    "missing": ("attendues et pas encore notifiées", tuple(one for one in _LADDER if not one.is_acquired)),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`filters`: the parameters in force, to carry along links. `facts`: what is counted, in words."""

    selection: Selection
    filters: Mapping[str, str]
    facts: tuple[Fact, ...]

    @property
    def told(self) -> str:
        return ", ".join(f"{fact.label[:1].lower()}{fact.label[1:]} : {fact.value}" for fact in self.facts)


class _Reader:
    """Reads the parameters one by one. Raises Http404 on what the plan does not have."""

    def __init__(self, request: Any) -> None:
        self.request, self.project = request, request.project
        self.filters: dict[str, str] = {}
        self.facts: list[Fact] = []

    def _asked(self, name: str) -> str:
        value = str(self.request.GET.get(name, "")).strip()
        if value:
            self.filters[name] = value
        return value

    def choice(self, name: str, kind: type[C], label: str) -> C | None:
        if not (value := self._asked(name)):
            return None
        found = next((one for one in kind if one.value == value), None)
        if found is None:
            raise _unknown(value)
        self.facts.append(Fact(label, found.label))
        return found

    def thing(self, name: str, things: Iterable[Any], label: str, page: str, text: str = "title") -> Any:
        if not (value := self._asked(name)):
            return None
        found = next((one for one in things if one.code == value), None)
        if found is None:
            raise _unknown(value)
        told = getattr(found, text)
        shown = told if text in ("label", "name") else f"{found.code}. {told}"
        self.facts.append(Fact(label, shown, to(self.request, page, found.code)))
        return found

    def year(self) -> tuple[int | None, bool]:
        value = self._asked("annee")
        if value == UNDATED:
            self.facts.append(Fact("Année", "à dater"))
            return None, True
        year = next((one for one in plan_of(self.project).years if str(one) == value), None)
        spent = {str(expense.year): expense.year for expense in plan_of(self.project).expenses}
        year = year or spent.get(value)
        if value and year is None:
            raise _unknown(value)
        if value:
            self.facts.append(Fact("Année", value))
        return year, False

    def back(self) -> int | None:
        """The year in which the FCTVA comes back."""
        if not (value := self._asked("rendu")):
            return None
        years = {e.fctva_year for e in plan_of(self.project).expenses if e.fctva and e.fctva_year}
        found = next((year for year in years if str(year) == value), None)
        if found is None:
            raise _unknown(value)
        self.facts.append(Fact("FCTVA rendu en", value))
        return found

    def state(self) -> tuple[FundingStatus, ...] | None:
        if not (value := self._asked("etat")):
            return None
        if value not in STATES:
            raise _unknown(value)
        self.facts.append(Fact("Aides", STATES[value][0]))
        return STATES[value][1]


def _unknown(value: str) -> Http404:
    return Http404(f"Le plan de financement ne connaît pas « {value[:60]} ».")


def asked_of(request: Any) -> Asked:
    """Raises Http404 on a year, a code or a word that the plan does not have."""
    reader = _Reader(request)
    funding = funding_of(request.project)
    year, undated = reader.year()
    section = reader.choice("section", BudgetSection, "Section")
    operation = reader.thing("operation", funding.operations, "Opération", "funding:operation")
    actions = _actions(reader)
    cost = reader.thing("depense", funding.costs, "Dépense", "funding:costline", "label")
    funder = reader.thing("financeur", funding.funders, "Financeur", "funding:funder", "name")
    kind = reader.choice("type", FunderKind, "Nature du financeur")
    line = reader.thing("aide", funding.lines, "Aide", "funding:fundingline", "operation")
    selection = Selection(
        year=year,
        undated=undated,
        fctva_year=reader.back(),
        section=section,
        operation=operation.code if operation else None,
        actions=actions,
        cost=cost.code if cost else None,
        funder=funder.code if funder else None,
        funder_kind=kind,
        line=line.code if line else None,
        statuses=reader.state(),
    )
    return Asked(selection=selection, filters=reader.filters, facts=tuple(reader.facts))


def _actions(reader: _Reader) -> frozenset[str] | None:
    """The codes of the actions asked for; None for all."""
    axes = programme_of(reader.project).axes
    kind = reader.choice("nature", ActionKind, "Nature d'action")
    scope = reader.choice("perimetre", Scope, "Périmètre")
    axis = reader.thing("axe", axes, "Axe", "programme:axis")
    action = reader.thing("action", _all_actions(reader.project), "Action", "programme:action")
    if not (kind or scope or axis or action):
        return None
    return frozenset(
        one.code
        for place, _, one in programme_of(reader.project).actions()
        if (kind is None or one.kind is kind)
        and (scope is None or one.scope is scope)
        and (axis is None or place.code == axis.code)
        and (action is None or one.code == action.code)
    )


def _all_actions(project: Project) -> Iterable[Any]:
    return (action for _, _, action in programme_of(project).actions())
