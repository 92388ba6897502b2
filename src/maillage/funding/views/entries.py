"""The entries of the finance software, and what each is tied to."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import page, to
from maillage.base.ui.paging import pages_of
from maillage.base.values.french import count
from maillage.funding.accounting.tying import NotTied, set_aside, tie, tie_again, tie_each, untie
from maillage.funding.domain.accounting.matching import Candidate
from maillage.funding.domain.entries import Match
from maillage.funding.screens.entries import PAGE, asked_for, choices, filters_of, row_of
from maillage.funding.spent import candidates_of, kept_entries, open_entries
from maillage.rulebook.projects import project_of

# Not `isdigit`: "²" is a digit for Python, and no number; and no table has as many rows.
_NUMBER = re.compile(r"[0-9]{1,18}")


def entries(request: Any) -> HttpResponse:
    """The list; posted, what was ticked is tied, untied or set aside."""
    if request.method == "POST":
        return _act(request)
    project = request.project
    filters, words = filters_of(project, request.GET), request.GET.get("q", "")[:200]
    found = asked_for(project, filters, words)
    part = Paginator(found, PAGE).get_page(request.GET.get("page"))
    left = open_entries(project)
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("toutes", None)
    return page(
        request,
        "funding/entries.html",
        title="Écritures",
        lead=f"{count(len(kept_entries(project)), 'écriture')} du logiciel financier, dont {left} à rapprocher.",
        crumbs=[
            Link("Plan de financement", to(request, "funding:plan")),
            Link("Exécution", to(request, "funding:execution")),
        ],
        tools=[Link("Importer des écritures", to(request, "funding:entries-import"), "primary", "upload")]
        if request.can_edit
        else [],
        steps=None,
        none=not kept_entries(project),
        filters=filters,
        words=words,
        part=part,
        rows=[row_of(request, one) for one in part.object_list],
        choices=choices(project) if request.can_edit else [],
        query=kept.urlencode(),
        left=left,
        pages=pages_of(part, kept),
    )


def _act(request: Any) -> HttpResponse:
    try:
        messages.success(request, _done(request))
    except NotTied as refusal:
        messages.error(request, str(refusal))
    query = request.POST.get("retour", "")[:500]
    return redirect(f"{to(request, 'funding:entries')}{f'?{query}' if query else ''}")


def _done(request: Any) -> str:
    """Do what the button says, and tell it. Raises NotTied."""
    project, actor = project_of(request.network, request.project.today), request.user
    pks = [int(one) for one in request.POST.getlist("entry") if _NUMBER.fullmatch(one)]
    act, target = request.POST.get("act", ""), request.POST.get("target", "")
    if one := request.POST.get("accept", ""):
        done = tie_each(project=project, wanted=_proposals(request, [one]), how=Match.LIKENESS, actor=actor)
    elif act == "accept":
        wanted = _proposals(request, request.POST.getlist("proposal"), pks)
        done = tie_each(project=project, wanted=wanted, how=Match.LIKENESS, actor=actor)
    elif act == "sure":
        done = tie_again(project=project, actor=actor)
        return (
            f"{count(done, 'écriture rapprochée', 'écritures rapprochées')} par leur code ou leur engagement."
        )
    elif act == "untie":
        done = untie(network=request.network, pks=pks, actor=actor)
        return f"{count(done, 'écriture à rapprocher', 'écritures à rapprocher')} de nouveau."
    elif act == "aside":
        done = set_aside(network=request.network, pks=pks, actor=actor)
        return f"{count(done, 'écriture mise', 'écritures mises')} hors du programme."
    elif not target:
        raise NotTied("Choisissez la ligne du plan à laquelle rattacher ces écritures.")
    else:
        done = tie(project=project, pks=pks, target=target, how=Match.HAND, actor=actor)
    return f"{count(done, 'écriture rapprochée', 'écritures rapprochées')}."


def _proposals(request: Any, given: list[str], only: list[int] | None = None) -> dict[int, Candidate]:
    """ "12:D04" as the line proposed for each entry; `only`: those that are ticked."""
    lines = {one.code: one for one in candidates_of(request.project)}
    found = {}
    for one in given:
        pk, _, code = one.partition(":")
        if _NUMBER.fullmatch(pk) and code in lines and (only is None or int(pk) in only):
            found[int(pk)] = lines[code]
    if not found:
        raise NotTied("Aucune écriture cochée n'a de proposition.")
    return found
