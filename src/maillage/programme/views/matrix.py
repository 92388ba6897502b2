"""The balance of the programme: kinds of action, for the service and for the network; axis by axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import PageColumn, columns_for, panels_for
from maillage.base.values.french import count, number, percent
from maillage.programme.checks import checks
from maillage.programme.domain import BALANCED_KINDS, Action, ActionKind, Scope
from maillage.programme.domain.balance import Share, empty_cells, share
from maillage.programme.readings import number_of, programme_of
from maillage.programme.views import shown

MONEY = "cout"


@dataclass(frozen=True, kw_only=True)
class Square:
    """A cell: how many actions and where they are, what they ask for; empty, what one may do about it."""

    label: str
    link: Link | None
    told: list[str]
    missing: list[Link]


@dataclass(frozen=True, kw_only=True)
class Line:
    label: str
    squares: list[Square]
    total: bool = False


def matrix(request: NetworkRequest) -> HttpResponse:
    actions = [action for _, _, action in programme_of(request.project).actions()]
    network = sum(action.scope is Scope.NETWORK for action in actions)
    money = [one for one in columns_for(request.project, "programme.Action") if one.key == MONEY]
    return page(
        request,
        "programme/matrix.html",
        title="Équilibre du programme",
        lead=f"{count(len(actions), 'action')} : {number(network)} vers le réseau, "
        f"{number(len(actions) - network)} vers le service lui-même.",
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code == "PRG-06")),
        lines=_lines(request, actions, money),
        scopes=[scope.label.capitalize() for scope in Scope],
        empty=len(empty_cells(actions)),
        axes=_axes(request, money),
        panels=panels_for(request, "programme.Programme", ""),
    )


def _lines(request: Any, actions: Sequence[Action], money: Sequence[PageColumn]) -> list[Line]:
    """The four kinds and their sum, what supports the teams, the whole."""

    def line(label: str, kinds: Sequence[ActionKind], *, total: bool = False) -> Line:
        kept = {scope: share(actions, kinds, scope) for scope in (*Scope, None)}
        squares = [
            _square(request, kept[scope], whole, kinds, scope, money, bare=total) for scope in (*Scope, None)
        ]
        return Line(label=label, squares=squares, total=total)

    whole = share(actions, ActionKind)
    return [
        *(line(kind.label.capitalize(), [kind]) for kind in BALANCED_KINDS),
        line("Les quatre volets", BALANCED_KINDS, total=True),
        line(ActionKind.SUPPORT.label.capitalize(), [ActionKind.SUPPORT]),
        line("Ensemble", list(ActionKind), total=True),
    ]


def _square(
    request: Any,
    found: Share,
    whole: Share,
    kinds: Sequence[ActionKind],
    scope: Scope | None,
    money: Sequence[PageColumn],
    *,
    bare: bool,
) -> Square:
    label = scope.label.capitalize() if scope else "Ensemble"
    one = kinds[0] if len(kinds) == 1 else None
    asked = urlencode({"nature": one.value if one else "", "perimetre": scope.value if scope else ""})
    if not found.count:
        missing = _missing(request, one, scope) if one in BALANCED_KINDS and scope and not bare else []
        return Square(label=label, link=None, told=[], missing=missing)
    # A sum of several kinds is not one filter of the list: it stays a number.
    url = f"{to(request, 'programme:tree')}?{asked}" if one else ""
    told = [f"{number(found.person_days)} jours de l'équipe", *_amounts(found, whole, money)]
    return Square(label=label, link=Link(count(found.count, "action"), url), told=told, missing=[])


def _amounts(found: Share, whole: Share, money: Sequence[PageColumn]) -> list[str]:
    """What they cost, and their part of the whole; "coût inconnu" when nobody costed any of them."""
    told = []
    for column in money:
        amount, total = found.amount(column.values), whole.amount(column.values)
        part = f" ({percent(amount / total)})" if amount is not None and total and found != whole else ""
        told.append(f"{column.told(amount)} HT{part}" if amount is not None else "coût inconnu")
    return told


def _missing(request: Any, kind: ActionKind, scope: Scope) -> list[Link]:
    if not request.can_edit:
        return []
    add = urlencode({"kind": kind.value, "scope": scope.value})
    models = urlencode({"nature": kind.value, "perimetre": scope.value})
    return [
        Link("Ajouter une action", f"{to(request, 'programme:action-new')}?{add}"),
        Link("Voir les modèles", f"{to(request, 'programme:templates')}?{models}"),
    ]


def _axes(request: NetworkRequest, money: Sequence[PageColumn]) -> Listing:
    """The same balance axis by axis: how many actions of each kind, the days, the money."""
    rows = []
    for axis in programme_of(request.project).axes:
        kept = [action for objective in axis.objectives for action in objective.actions]
        whole = share(kept, ActionKind)
        by_kind = [share(kept, [kind]).count for kind in ActionKind]
        amounts = [whole.amount(column.values) for column in money]
        rows.append(
            [
                Cell(
                    f"{number_of(request.project, 'Axis', axis.code)} {axis.title}",
                    to(request, "programme:axis", axis.code),
                ),
                *(Cell(number(many) if many else shown.DASH, sort=many) for many in by_kind),
                Cell(number(whole.person_days), sort=whole.person_days),
                *(
                    Cell("inconnu" if amount is None else column.told(amount), sort=amount)
                    for column, amount in zip(money, amounts, strict=True)
                ),
            ]
        )
    listing = Listing(
        caption="Axe par axe",
        heads=[
            Head("Axe", key="axe"),
            *(Head(kind.label.capitalize(), "right", kind.value) for kind in ActionKind),
            Head("Jours de l'équipe", "right", "jours"),
            *(Head(column.label, "right", column.key) for column in money),
        ],
        rows=rows,
        empty="Le programme n'a pas encore d'axe.",
        anchor="axes",
    )
    return sorted_listing(listing, request.GET)
