"""All actions in one list: filtered, sorted, ticked to be changed together, taken away as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Head, Link, Listing
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.listings import shown as listing_shown
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.programme.completing import action_columns, summed_text
from maillage.programme.domain import ActionKind, Scope
from maillage.programme.domain.filtering import ActionFilter, leads
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.progress import StepState
from maillage.programme.readings import objectives_of, programme_of, progress_of
from maillage.programme.together import batch_of
from maillage.programme.views import shown
from maillage.programme.views.bulk import NONE
from maillage.programme.views.rows import ActionRow, rows_of
from maillage.programme.views.sheet_shelf import archived_link
from maillage.programme.views.sheets_out import actions_sheet, order_of
from maillage.territory.sheet_files import sheets_file

ANCHOR = "liste-des-actions"
PARAMETERS = {
    "axe": "axis",
    "nature": "kind",
    "perimetre": "scope",
    "statut": "status",
    "etat": "state",
    "confiance": "outlook",
    "pilote": "lead",
}
HEADS = (
    Head("Action", key="numero"),
    Head("Statut", key="statut"),
    Head("Confiance", key="confiance"),
    Head("Nature", key="nature"),
    Head("Pilote", key="pilote"),
    Head("Dates", key="dates"),
    Head("Prochaine étape", key="jalon"),
    Head("Étapes finies", "right", key="fait"),
    Head("Fiche", "right", key="fiche"),
)
# The choice of sheets that lack anything at all.
ANYTHING = "tout"
FORMS = {"xlsx": "Excel", "ods": "LibreOffice", "csv": "CSV"}


@require_safe
def actions(request: NetworkRequest) -> HttpResponse:
    everything = rows_of(request.project) if _begun(request) else ()
    filters = _filters(request, everything)
    found = _found(request, everything, filters)
    columns = action_columns(request.project) if everything else []
    ticked = set(filter(None, request.GET.get("coche", "").split(",")))
    return page(
        request,
        "programme/actions.html",
        title="Liste des actions",
        lead=_lead(request, everything),
        crumbs=shown.tree_crumbs(request),
        tools=_tools(request),
        steps=None,
        empty=not everything,
        rows=order_of(found, request.GET.get("tri", ""), columns),
        heads=_heads(request, columns),
        anchor=ANCHOR,
        count=count(len(found), "action"),
        filters=filters,
        words=request.GET.get("q", "")[:200],
        sort=request.GET.get("tri", ""),
        base=to(request, "programme:action", "A").removesuffix("A/"),
        ticked=ticked,
        all_ticked="tout" in request.GET,
        query=_query(request),
        beginnings=shown.beginnings(request),
        axes=_begun(request),
        batch=_batch(request),
        **_choices(request, everything),
    )


@require_safe
def actions_file(request: NetworkRequest, form: str) -> HttpResponse:
    """What the filters leave, in the order shown. `form`: csv, xlsx or ods."""
    if form not in FORMS:
        raise Http404
    everything = rows_of(request.project) if _begun(request) else ()
    found = _found(request, everything, _filters(request, everything))
    columns = action_columns(request.project) if everything else []
    rows = order_of(found, request.GET.get("tri", ""), columns)
    name = f"actions-{request.network.department}-{len(rows)}"
    return sheets_file([actions_sheet(rows, columns)], form, name)


def _begun(request: NetworkRequest) -> bool:
    """Whether there is an axis to put actions under. Raises NoProgramme, which tells how to write one."""
    return bool(programme_of(request.project).axes)


def _lead(request: NetworkRequest, rows: tuple[ActionRow, ...]) -> str:
    if not rows:
        return ""
    return f"{count(len(rows), 'action')}, {summed_text(request.project, (row.action for row in rows))}."


def _filters(request: NetworkRequest, rows: tuple[ActionRow, ...]) -> list[Filter]:
    if not rows:
        return []
    return [
        chosen(name, label, options, request.GET, "Tout") for name, label, options in _options(request, rows)
    ]


def _options(
    request: NetworkRequest, rows: tuple[ActionRow, ...]
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    progress = progress_of(request.project)
    missing = dict.fromkeys(word for row in rows for word in row.filled.lacks)
    yield "axe", "Axe", [(one.axis.code, shown.named(one.axis)) for one in progress.axes]
    yield "nature", "Nature", [(kind.value, kind.label) for kind in ActionKind]
    yield "perimetre", "Périmètre", [(scope.value, scope.label) for scope in Scope]
    yield "statut", "Statut", [(status.value, status.label) for status in ActionStatus]
    yield "etat", "Étapes", [(state.value, state.label) for state in StepState]
    yield "confiance", "Confiance", [(one.value, one.label) for one in Outlook]
    yield "pilote", "Pilote", [(one, one) for one in leads(progress)]
    yield "manque", "Il manque", [(ANYTHING, "quelque chose"), *((word, word) for word in missing)]


def _found(request: NetworkRequest, rows: tuple[ActionRow, ...], filters: list[Filter]) -> list[ActionRow]:
    """What the address asks for; a value that does not exist asks for nothing."""
    given = {one.name: one.value for one in filters}
    asked = ActionFilter(
        words=request.GET.get("q", "")[:200],
        **{field: given.get(name, "") for name, field in PARAMETERS.items()},
    )
    lack = given.get("manque", "")
    return [
        row
        for row in rows
        if asked.keeps(row.axis, row.objective, row.item)
        and (not lack or lack in row.filled.lacks or (lack == ANYTHING and row.filled.lacks))
    ]


def _heads(request: NetworkRequest, columns: list[Any]) -> list[dict[str, Any]]:
    more = [Head(column.label, "right", key=column.key) for column in columns]
    listing = Listing(caption="Actions", heads=[*HEADS, *more], rows=[], anchor=ANCHOR)
    heads: list[dict[str, Any]] = listing_shown(sorted_listing(listing, _kept(request)))["heads"]
    return heads


def _kept(request: NetworkRequest) -> Any:
    """The address without what concerns one moment of it: what was just ticked or done."""
    kept = request.GET.copy()
    for name in ("tout", "coche", "fait"):
        kept.pop(name, None)
    return kept


def _query(request: NetworkRequest) -> str:
    return str(_kept(request).urlencode())


def _batch(request: NetworkRequest) -> Any:
    """The change just made together, for those who may undo it."""
    given = request.GET.get("fait", "")
    if not request.can_edit or not given.isascii() or not given.isdigit() or len(given) > 15:
        return None
    return batch_of(request.network, int(given))


def _tools(request: NetworkRequest) -> list[Link]:
    rest = f"?{_query(request)}" if _query(request) else ""
    files = [
        Link(label, f"{to(request, 'programme:actions-file', form)}{rest}", "button", "download")
        for form, label in FORMS.items()
    ]
    files += filter(None, [archived_link(request)])
    if not request.can_edit:
        return files
    return [Link("Ajouter une action", to(request, "programme:action-new"), "primary", "plus"), *files]


def _choices(request: NetworkRequest, rows: tuple[ActionRow, ...]) -> dict[str, Any]:
    """What may be chosen for many actions at once."""
    if not rows or not request.can_edit:
        return {}
    return {
        "leads": leads(progress_of(request.project)),
        "none": NONE,
        "selects": [
            (
                "statut",
                "Statut",
                [(NONE, "suivre les étapes"), *((one.value, one.label) for one in ActionStatus)],
            ),
            ("confiance", "Confiance", [(NONE, "aucune"), *((one.value, one.label) for one in Outlook)]),
            ("priorite", "Priorité", [(str(n), str(n)) for n in range(1, 6)]),
            ("nature", "Nature", [(one.value, one.label) for one in ActionKind]),
            ("perimetre", "Périmètre", [(one.value, one.label) for one in Scope]),
            ("objectif", "Objectif", [(o.code, shown.named(o)) for _, o in objectives_of(request.project)]),
        ],
    }
