"""A table put aside: its columns, its trial, its import."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, folded
from maillage.programme.domain.plans.choices import WORDS
from maillage.programme.domain.plans.choices import options as choices_of
from maillage.programme.domain.plans.merging import merged
from maillage.programme.domain.plans.reading import read_plan
from maillage.programme.domain.plans.targets import BY_CODE
from maillage.programme.exchange import trials
from maillage.programme.exchange.forms import ColumnsForm, SheetForm
from maillage.programme.exchange.writing import last_trail, problems_between, programme_in
from maillage.programme.views.exchange_done import changed_since, done
from maillage.programme.views.exchange_shown import import_crumbs, outcomes_listing, remarks_listing, summary
from maillage.territory.uploads import Upload
from maillage.territory.waiting import abandoned, with_upload


@needs("team")
@with_upload("programme:plan-import")
def plan_columns(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What each column holds; posted, the plan is tried."""
    if "header" in request.POST:
        chosen = SheetForm(request.POST)
        if chosen.is_valid():
            trials.look_at(upload, sheet=chosen.cleaned_data["sheet"], header=chosen.cleaned_data["header"])
        return redirect(to(request, "programme:plan-columns", upload.token))
    seen = trials.glance(upload)
    form = ColumnsForm(
        request.POST or None,
        columns=seen.columns,
        samples=seen.samples,
        section=programme_in(request.network),
        options=trials.options_of(upload),
    )
    if request.method == "POST" and form.is_valid():
        trials.choose(upload, form.columns(), form.options())
        return redirect(to(request, "programme:plan-trial", upload.token))
    return page(
        request,
        "programme/plan_columns.html",
        title="Ce que contient votre plan",
        lead=f"{trials.name_of(upload)} : {count(len(seen.body), 'ligne')}. Vérifiez ce que contient chaque colonne.",
        crumbs=import_crumbs(request),
        steps=None,
        form=form,
        form_errors=bool(form.errors),
        seen=seen,
        status=422 if form.errors else 200,
    )


@needs("team")
@with_upload("programme:plan-import")
def plan_trial(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What would be done, line by line; posted, it is."""
    if not trials.noted(upload).get("columns"):
        return redirect(to(request, "programme:plan-columns", upload.token))
    if "cancel" in request.POST:
        return abandoned(request, upload, "programme:plan-import")
    if "values" in request.POST:
        trials.translate(upload, _translated(request))
        return redirect(to(request, "programme:plan-trial", upload.token))
    if request.method == "POST" and not changed_since(request):
        seen, options = trials.glance(upload), trials.options_of(upload)
        plan = read_plan(seen.body, seen.columns, options)
        return done(request, upload, lambda section: merged(section, plan, options).section)
    section = programme_in(request.network)
    trial = trials.tried(section, upload)
    return page(
        request,
        "programme/plan_trial.html",
        title="Ce que cet import ferait",
        lead=f"{trials.name_of(upload)} : rien n'est encore écrit. Lisez, corrigez au besoin, puis importez.",
        crumbs=import_crumbs(request),
        steps=None,
        lines=_told(trial),
        nothing=trial.merged.changes_nothing,
        refusals=problems_between(request.network, section, trial.merged.section),
        words=_words(trial),
        outcomes=outcomes_listing(trial.merged.outcomes),
        remarks=remarks_listing(trial.merged.remarks),
        back=to(request, "programme:plan-columns", upload.token),
        back_label="Revoir les colonnes",
        trail=last_trail(request.network),
    )


def _told(trial: trials.Trial) -> list[str]:
    read = f"{count(trial.plan.lines, 'ligne lue', 'lignes lues')}"
    aside = (
        f", dont {count(trial.plan.aside, 'laissée de côté', 'laissées de côté')}" if trial.plan.aside else ""
    )
    out = [f"Colonnes ignorées : {', '.join(trial.left_out)}."] if trial.left_out else []
    return [f"{read}{aside}.", *summary(trial.merged), *out]


def _words(trial: trials.Trial) -> list[dict[str, Any]]:
    """Cells that name no choice, each with what it may mean."""
    return [
        {"id": f"mot-{target}-{rank}", "name": f"{target}|{text}", "text": text, "label": BY_CODE[target].label,
         "options": choices_of(target)}
        for target, texts in trial.plan.unknown.items()
        for rank, text in enumerate(texts)
    ]  # fmt: skip


def _translated(request: NetworkRequest) -> dict[str, dict[str, str]]:
    """What the person said that each cell means: "target|cell" of the form, by target and folded cell."""
    told: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        target, _, text = name.partition("|")
        if target not in WORDS or value not in {"none", *(one for one, _ in choices_of(target))}:
            continue
        told.setdefault(target, {})[folded(text)] = "" if value == "none" else str(value)
    return told
