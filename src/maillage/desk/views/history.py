"""Who changed what, when; and the deletions that can still be undone."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from maillage.accounts.models import User
from maillage.base.models import AuditEntry, Removal
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.paging import pages_of
from maillage.base.values.french import NBSP, count, short_date
from maillage.desk.trail import Told, kind_label, local_time, told

PAGE = 50
# Deletions offered back: those of before are found by their date in the list.
OFFERED = 20
NOBODY = "0"


@require_safe
def show(request: NetworkRequest) -> HttpResponse:
    trail = AuditEntry.objects.filter(network=request.network)
    chosen = Paginator(_chosen(trail, request.GET).select_related("actor"), PAGE)
    current = chosen.get_page(request.GET.get("page"))
    lines = told(request.network, current.object_list)
    removals = (
        Removal.objects.filter(network=request.network, restored_at=None)
        .select_related("actor")
        .defer("rows")
    )
    return page(
        request,
        "desk/history.html",
        title="Historique",
        lead="Qui a changé quoi, et quand. Rien ne s'efface ici ; une suppression peut être annulée.",
        crumbs=[Link("Dossier", to(request, "dossier:dossier"))],
        people=_people(trail),
        kinds=_kinds(trail),
        asked=request.GET,
        listing=_listing(request, lines, chosen.count),
        current=current,
        pages=pages_of(current, request.GET, "Plus récents", "Plus anciens"),
        removals=list(removals[:OFFERED]),
    )


def _chosen(trail: Any, params: QueryDict) -> Any:
    who, what = params.get("qui", ""), params.get("quoi", "")
    if who == NOBODY:
        trail = trail.filter(actor=None)
    elif who.isascii() and who.isdigit():
        trail = trail.filter(actor=int(who[:15]))
    return trail.filter(target__startswith=f"{what}/") if what else trail


def _people(trail: Any) -> list[tuple[str, str]]:
    """Those whose name the trail bears; the command line and background work are nobody."""
    found = set(trail.order_by().values_list("actor", flat=True).distinct())
    named = [(str(user.pk), user.shown_name) for user in User.objects.filter(pk__in=found - {None})]
    nobody = [(NOBODY, "ligne de commande, travaux")] if None in found else []
    return sorted(named, key=lambda pair: pair[1]) + nobody


def _kinds(trail: Any) -> list[tuple[str, str]]:
    """The kinds of things that the trail names, by their French name."""
    targets = trail.order_by().values_list("target", flat=True).distinct()
    found = {target.partition("/")[0] for target in targets if "/" in target}
    return sorted(((kind, label) for kind in found if (label := kind_label(kind))), key=lambda pair: pair[1])


def _listing(request: NetworkRequest, lines: list[Told], n: int) -> Listing:
    return Listing(
        caption="Changements, du plus récent au plus ancien",
        heads=(Head("Élément"), Head("Quand"), Head("Qui"), Head("Quoi"), Head("Champs changés")),
        rows=[_row(request, one) for one in lines],
        empty="Aucun changement ne répond à cette recherche." if n == 0 else "Rien sur cette page.",
        anchor="changements",
    )


def _row(request: NetworkRequest, one: Told) -> list[Cell | str]:
    at = local_time(one.at)
    detail = _detail_url(request, one.line.target) if one.more else ""
    fields = Cell(one.more, detail, note=count(len(one.line.changes), "champ") if one.more else "")
    return [
        Cell(one.line.label, one.url, note=one.kind),
        f"{short_date(at.date())} à{NBSP}{at:%H:%M}",
        one.line.who,
        one.line.verb,
        fields,
    ]


def _detail_url(request: NetworkRequest, target: str) -> str:
    """The history of the thing itself, field by field; "" when it has no such page."""
    kind, _, code = target.partition("/")
    room, _, name = kind.partition(".")
    try:
        return reverse(f"{room}:{name.lower()}-history", args=[request.network.department, code])
    except NoReverseMatch:
        return ""
