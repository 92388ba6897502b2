"""The rules that Maillage applies: their values, their sources, and the local value of a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts.kept import RESUME
from maillage.base.models import AuditEntry
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, NextStep
from maillage.base.ui.editing.history import VERBS
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, resumes, to
from maillage.base.ui.panels import panels_for
from maillage.base.values.french import count, plain_date, short_date
from maillage.base.values.sources import Confidence
from maillage.rulebook import services
from maillage.rulebook.domain.rules import Nature, format_value
from maillage.rulebook.forms import ValueForm
from maillage.rulebook.screens import DOMAINS, Shown, all_shown, confidence_badge, shown, told_period


@require_safe
def rules(request: NetworkRequest) -> HttpResponse:
    found = all_shown(request.project.rules, request.project.today)
    chosen = [one for one in found if _asked(one, request.GET)]
    unsure = sum(one.confidence is Confidence.TO_CONFIRM for one in found)
    return page(
        request,
        "rulebook/rules.html",
        title="Règles et sources",
        lead=f"{count(len(found), 'seuil, taux ou délai', 'seuils, taux et délais')} que Maillage applique, datés et "
        f"sourcés. {count(unsure, 'reste', 'restent')} à confirmer.",
        steps=list(_steps(request, found)),
        asked=request.GET,
        domains=DOMAINS.items(),
        confidences=list(Confidence),
        natures=list(Nature),
        listing=sorted_listing(_listing(request, chosen), request.GET),
    )


def _asked(one: Shown, params: QueryDict) -> bool:
    return (
        params.get("domaine", "") in ("", one.rule.id.partition(".")[0])
        and params.get("fiabilite", "") in ("", one.confidence.value)
        and params.get("nature", "") in ("", one.rule.nature.value)
        and one.holds(params.get("q", "")[:200])
    )


def _steps(request: NetworkRequest, found: list[Shown]) -> Iterator[NextStep]:
    unsure = [
        one
        for one in found
        if one.confidence is Confidence.TO_CONFIRM and one.rule.nature is Nature.PARAMETER
    ]
    if unsure and request.role.value == "lead":
        one = unsure[0]
        told = count(len(unsure), "paramètre est", "paramètres sont")
        why = f"{told} à confirmer : une valeur du réseau, avec sa raison, les assure."
        yield NextStep(f"Régler « {one.rule.title} »", to(request, "rulebook:rule", one.rule.id), why)


def _listing(request: NetworkRequest, chosen: list[Shown]) -> Listing:
    return Listing(
        caption="Règles et paramètres",
        heads=(
            Head("Règle", key="regle"),
            Head("Valeur aujourd'hui", "right", key="valeur"),
            Head("Fiabilité", key="fiabilite"),
            Head("Source"),
            Head("Sert à"),
        ),
        rows=[
            [
                Cell(one.rule.title, to(request, "rulebook:rule", one.rule.id), note=one.domain),
                Cell(one.text, note=one.period, sort=one.text),
                Cell("", badge=one.badge, sort=one.badge.text),
                Cell(one.source.title, one.source.url, note=one.rule.nature.label),
                one.rule.used_for,
            ]
            for one in chosen
        ],
        empty="Aucune règle ne répond à cette recherche.",
        anchor="regles",
    )


@require_safe
def rule(request: NetworkRequest, code: str) -> HttpResponse:
    return _page(request, _found(request, code))


@resumes
@require_POST
@needs("lead")
def set_value(request: Any, code: str) -> HttpResponse:
    one = _found(request, code)
    if RESUME in request.POST and one.rule.is_adjustable:
        form = ValueForm(one.rule)
        form.initial = request.POST.dict()
        return _page(request, one, form)
    form = ValueForm(one.rule, data=request.POST)
    if not one.rule.is_adjustable or not form.is_valid():
        return _page(request, one, form, status=422)
    services.set_value(
        network=request.network,
        rule=code,
        value=form.cleaned_data["value"],
        why=form.cleaned_data["why"],
        by=request.role.label,
        on=request.project.today,
        actor=request.user,
    )
    messages.success(request, f"« {one.rule.title} » : réglage du réseau enregistré.")
    return redirect(to(request, "rulebook:rule", code))


@require_POST
@needs("lead")
def reset_value(request: Any, code: str) -> HttpResponse:
    one = _found(request, code)
    if services.reset_value(network=request.network, rule=code, on=request.project.today, actor=request.user):
        messages.success(request, f"« {one.rule.title} » : retour à la valeur fournie.")
    return redirect(to(request, "rulebook:rule", code))


def _found(request: NetworkRequest, code: str) -> Shown:
    try:
        return shown(request.project.rules, code, request.project.today)
    except KeyError:
        raise Http404("Cette règle n'existe pas, ou plus.") from None


def _page(
    request: NetworkRequest, one: Shown, form: ValueForm | None = None, status: int = 200
) -> HttpResponse:
    adjustable = one.rule.is_adjustable
    may_set = adjustable and request.role.value == "lead"
    if form is None and may_set:
        form = ValueForm(one.rule, one.value.value if one.value else None)
    return page(
        request,
        "rulebook/rule.html",
        title=one.rule.title,
        lead=one.rule.used_for,
        crumbs=[Link("Règles et sources", to(request, "rulebook:rules"))],
        status=status,
        one=one,
        law=not adjustable,
        unread=adjustable and one.rule.nature is Nature.LAW,
        facts=_facts(one),
        listing=_versions(request, one),
        form=form if may_set else None,
        changes=_changes(request, one.rule.id),
        panels=panels_for(request, "rulebook.Rule", one.rule.id),
    )


def _facts(one: Shown) -> list[Fact]:
    facts = [
        Fact("Valeur aujourd'hui", one.text, badge=one.badge),
        Fact("Nature", one.rule.nature.label),
        Fact("Identifiant", one.rule.id),
    ]
    if one.value and one.value.override:
        override = one.value.override
        facts += [
            Fact("Décidé par", f"{override.by}, le {plain_date(override.on)}"),
            Fact("Pourquoi", override.why),
        ]
    return facts


def _versions(request: NetworkRequest, one: Shown) -> Listing:
    """What the packaged rule said, says and will say."""
    ordered = sorted(one.rule.versions, key=lambda version: version.period.start, reverse=True)
    return Listing(
        caption="Valeurs fournies avec Maillage",
        heads=(Head("Valeur"), Head("Période"), Head("Source"), Head("Fiabilité")),
        rows=[
            [
                format_value(version.value, one.rule.unit),
                Cell(told_period(version), note="retenue aujourd'hui" if version is one.version else ""),
                Cell(version.source.title, version.source.url),
                Cell("", badge=confidence_badge(version.source.confidence)),
            ]
            for version in ordered
        ],
        anchor="valeurs",
    )


def _changes(request: NetworkRequest, rule_id: str) -> Listing | None:
    """Who set what, when, and why; None when nobody ever did."""
    trail = AuditEntry.objects.filter(network=request.network, target=f"rulebook.Rule/{rule_id}")
    rows = [_change(entry) for entry in trail.select_related("actor")]
    if not rows:
        return None
    heads = (Head("Quand"), Head("Qui"), Head("Quoi"), Head("Avant"), Head("Après"), Head("Pourquoi"))
    return Listing(caption="Réglages du réseau", heads=heads, rows=rows, anchor="reglages")


def _change(entry: Any) -> list[str]:
    who = entry.actor.shown_name if entry.actor else "ligne de commande"
    detail = entry.detail
    told = [detail.get(name, "") for name in ("before", "after", "why")]
    return [
        f"{short_date(localtime(entry.at).date())} à {localtime(entry.at):%H:%M}",
        who,
        VERBS.get(entry.verb, entry.verb),
        *told,
    ]
