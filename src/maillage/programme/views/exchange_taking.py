"""Another programme put aside: what is taken of it, its trial, its import."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.programme.domain import ProgrammeSection
from maillage.programme.exchange.forms import TakingForm
from maillage.programme.exchange.taking_trials import TakingChoice, choice_of, choose, other_of, taken_from
from maillage.programme.exchange.trials import name_of
from maillage.programme.exchange.writing import last_trail, problems_between, programme_in
from maillage.programme.views.exchange_done import changed_since, done
from maillage.programme.views.exchange_shown import import_crumbs, outcomes_listing, remarks_listing, summary
from maillage.territory.uploads import Upload
from maillage.territory.waiting import abandoned, with_upload


@needs("team")
@with_upload("programme:plan-import")
def plan_choose(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """Tick what is taken; posted, it is tried."""
    other, section = other_of(upload), programme_in(request.network)
    before = choice_of(upload) or TakingChoice(follow=other.department == request.network.department)
    form = TakingForm(
        request.POST or None, section=section, codes=codes_in(other.section), initial=vars(before)
    )
    if request.method == "POST" and form.is_valid():
        choose(upload, form.choice())
        return redirect(to(request, "programme:plan-taken", upload.token))
    ticked = form.chosen() if form.is_bound else before.codes
    return page(
        request,
        "programme/plan_choose.html",
        title="Que reprendre de ce programme ?",
        lead=f"{name_of(upload)} : « {other.section.title} ». Cochez ce qui vous intéresse ; rien n'est encore écrit.",
        crumbs=import_crumbs(request),
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        axes=ticked_tree(other.section, ticked),
        status=422 if form.errors else 200,
    )


@needs("team")
@with_upload("programme:plan-import")
def plan_taken(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What taking it would do; posted, it is done."""
    choice = choice_of(upload)
    if choice is None:
        return redirect(to(request, "programme:plan-choose", upload.token))
    if "cancel" in request.POST:
        return abandoned(request, upload, "programme:plan-import")
    other = other_of(upload)

    def made(section: ProgrammeSection) -> Any:
        return taken_from(network=request.network, section=section, other=other, choice=choice)

    if request.method == "POST" and not changed_since(request):
        return done(request, upload, lambda section: made(section).section)
    section = programme_in(request.network)
    merged = made(section)
    return page(
        request,
        "programme/plan_trial.html",
        title="Ce que cette reprise ferait",
        lead=f"{name_of(upload)} : rien n'est encore écrit. Lisez, puis importez.",
        crumbs=import_crumbs(request),
        steps=None,
        lines=[f"{count(len(choice.codes), 'élément coché', 'éléments cochés')}.", *summary(merged)],
        nothing=merged.changes_nothing,
        refusals=problems_between(request.network, section, merged.section),
        outcomes=outcomes_listing(merged.outcomes),
        remarks=remarks_listing(merged.remarks),
        back=to(request, "programme:plan-choose", upload.token),
        back_label="Revoir les choix",
        trail=last_trail(request.network),
    )


def codes_in(section: ProgrammeSection) -> frozenset[str]:
    """The codes of objectives and of actions that run."""
    objectives = {one.code for _, one in section.objectives()}
    return frozenset(
        objectives | {action.code for _, _, action in section.actions() if action.archived is None}
    )


def ticked_tree(section: ProgrammeSection, ticked: Any) -> list[dict[str, Any]]:
    """Axes, objectives and actions that run, each action ticked or not; codes may repeat between classes, ids may not."""
    return [
        {
            "axis": axis,
            "objectives": [
                {
                    "objective": objective,
                    "ticked": objective.code in ticked,
                    "actions": [
                        {"action": action, "ticked": action.code in ticked}
                        for action in objective.actions
                        if action.archived is None
                    ],
                }
                for objective in axis.objectives
            ],
        }
        for axis in section.axes
    ]
