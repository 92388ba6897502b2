"""Deciding on remarks: what will change is said first, done on confirmation, and told line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.territory.deciding import decide
from maillage.territory.decision_forms import EVERY_ANSWER, TAKE_BACK, DecisionForm, named, wishes
from maillage.territory.decision_words import choices_for, tell
from maillage.territory.domain.worklist import Answer, Case
from maillage.territory.readings import cases_of, territory_of
from maillage.territory.taking_back import Outcome, take_back
from maillage.territory.views.quality import asked_of, query_of
from maillage.territory.work_rows import work_rows

# How many of the remarks a confirmation lists; all of them are counted.
LISTED = 100


@needs("team")
@require_POST
def quality_decide(request: NetworkRequest) -> HttpResponse:
    """First the remarks chosen in the list, shown with what each answer would do; then the answer."""
    cases = _chosen(request)
    back = to(request, "territory:quality") + query_of(asked_of(request.GET))
    choices, today = choices_for(cases), request.project.today
    if "confirm" in request.POST:
        # Every answer is understood: one that a colleague's decision makes impossible is told by the verb.
        form = DecisionForm(request.POST, choices=EVERY_ANSWER, today=today)
        if form.is_valid():
            tell(request, form.cleaned_data["answer"], _decided(request, form.cleaned_data))
            return redirect(back)
        form.fields["answer"].choices = choices
    else:
        initial = {"cases": "\n".join(named(case) for case in cases), "answer": _preferred(request, choices)}
        form = DecisionForm(initial=initial, choices=choices, today=today)
    if not cases:
        messages.warning(request, "Choisissez d'abord des remarques : cochez-les, ou cochez « toutes ».")
        return redirect(back)
    return _confirmation(request, cases, form, back)


def _chosen(request: NetworkRequest) -> list[Case]:
    """The remarks that the form names, as they stand: those that the filters keep, or those that were ticked."""
    found = cases_of(request.project)
    if "confirm" in request.POST:
        names = {wish.key for wish in wishes(request.POST.get("cases", "").splitlines())}
    elif one := request.POST.get("one"):
        names = {wish.key for wish in wishes([one])}
    elif "all" in request.POST:
        asked = asked_of(request.GET)
        names = {case.key for case in found if asked.keeps(case)}
    else:
        names = {wish.key for wish in wishes(request.POST.getlist("case"))}
    chosen = [case for case in found if case.key in names]
    to_do = [case for case in chosen if case.is_to_do]
    # Open and settled remarks are not decided in one act: the open ones first.
    return chosen if "confirm" in request.POST else to_do or chosen


def _preferred(request: NetworkRequest, choices: Sequence[tuple[str, str]]) -> str:
    asked = request.POST.get("answer", "")
    values = [value for value, _ in choices]
    return asked if asked in values else values[0]


def _decided(request: NetworkRequest, given: dict[str, Any]) -> Outcome:
    wanted = wishes(given["cases"].splitlines())
    if given["answer"] == TAKE_BACK:
        return take_back(project=request.project, wishes=wanted, actor=request.user)
    return decide(
        project=request.project,
        answer=next(one for one in Answer if one.value == given["answer"]),
        wishes=wanted,
        actor=request.user,
        note=given.get("note", ""),
        until=given.get("until"),
    )


def _confirmation(
    request: NetworkRequest, cases: Sequence[Case], form: DecisionForm, back: str
) -> HttpResponse:
    known = {library.code for library in territory_of(request.project).libraries}
    single = cases[0] if len(cases) == 1 else None
    return page(
        request,
        "territory/quality_decide.html",
        title=single.rule.label if single else f"Décider de {count(len(cases), 'remarque')}",
        lead="Rien n'est encore changé : voici ce que votre décision ferait.",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Qualité des données", to(request, "territory:quality")),
        ],
        steps=None,
        rows=work_rows(request, cases[:LISTED], known),
        total=len(cases),
        others=max(0, len(cases) - LISTED),
        single=single,
        form=form,
        form_errors=bool(form.errors),
        back=back,
        query=query_of(asked_of(request.GET)),
        status=422 if form.errors else 200,
    )
