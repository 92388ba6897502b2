"""A theme: what several contributions say together, our answer, and what it changed."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Fact, Link, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count
from maillage.diagnosis.domain import ContributionTheme, ThemeState
from maillage.diagnosis.heard import heard_in
from maillage.diagnosis.readings import diagnosis_of, finding_numbers

STATE_TONES = {
    ThemeState.HEARD: Tone.NEUTRAL,
    ThemeState.ANSWERED: Tone.INFO,
    ThemeState.ADOPTED: Tone.GOOD,
    ThemeState.DECLINED: Tone.WARNING,
}


def theme(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).themes, code, "Ce thème")
    received = heard_in(request.network).by_theme[code]
    contributions = to(request, "diagnosis:contributions")
    return page(
        request,
        "diagnosis/thing.html",
        title=found.title,
        lead="Ce que plusieurs contributions disent ensemble, et ce que nous en faisons.",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link("Concertation", to(request, "diagnosis:consultations")),
        ],
        tools=thing_tools(request, "diagnosis:contributiontheme", code),
        steps=_steps(request, found),
        facts=[
            Fact("Code", found.code),
            Fact(
                "Contributions regroupées",
                count(received, "contribution") if received else "aucune",
                f"{contributions}?theme={code}" if received else "",
            ),
            Fact("Suite donnée", "", badge=Badge(found.state.label, STATE_TONES[found.state])),
            Fact("Page publique", "à publier" if found.published else "pas à publier"),
        ],
        texts=[
            ("Ce que vous nous avez dit", found.summary),
            ("Notre réponse", found.answer),
            *([("Pourquoi", found.reason)] if found.reason else []),
        ],
        links_title="Constats et lignes qui s'appuient sur ce thème",
        links=_leaning(request, code),
        panels=panels_for(request, "diagnosis.ContributionTheme", code),
    )


def _steps(request: NetworkRequest, found: ContributionTheme) -> list[NextStep]:
    edit = to(request, "diagnosis:contributiontheme-edit", found.code) if request.can_edit else ""
    steps = []
    if not found.answer:
        why = "Les personnes qui ont pris le temps d'écrire attendent une réponse, même négative."
        steps.append(NextStep("Écrire notre réponse", edit, why, Tone.WARNING))
    if found.state is ThemeState.DECLINED and not found.reason:
        why = "Une demande que l'on ne suit pas se comprend quand on dit pourquoi."
        steps.append(NextStep("Dire pourquoi la demande n'est pas suivie", edit, why, Tone.WARNING))
    return steps


def _leaning(request: NetworkRequest, code: str) -> list[Link]:
    diagnosis, numbers = diagnosis_of(request.project), finding_numbers(request.project)
    findings = [
        Link(f"Constat {numbers[one.code]}, {one.title}", to(request, "diagnosis:finding", one.code))
        for one in diagnosis.findings
        if code in one.themes
    ]
    lines = [
        Link(line.title, f"{to(request, 'diagnosis:swot')}#ligne-{line.code}")
        for line in diagnosis.swot
        if code in line.themes
    ]
    return findings + lines
