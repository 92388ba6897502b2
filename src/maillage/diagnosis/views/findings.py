"""Findings: strengths, weaknesses, opportunities and threats, each with what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Fact, Link, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, listed, number
from maillage.base.values.markdown import filled
from maillage.diagnosis.domain import Certainty, Finding, FindingKind
from maillage.diagnosis.readings import cited_figures, diagnosis_of
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import doubt

FINDINGS = "Constats"
TONES = {
    FindingKind.STRENGTH: Tone.GOOD,
    FindingKind.WEAKNESS: Tone.BAD,
    FindingKind.OPPORTUNITY: Tone.INFO,
    FindingKind.THREAT: Tone.WARNING,
}


@dataclass(frozen=True)
class Shown:
    """A finding ready for a page: its evidence with the figures it cites."""

    finding: Finding
    url: str
    evidence: str
    doubt: Badge | None


@dataclass(frozen=True)
class Quarter:
    """The findings of one kind."""

    kind: FindingKind
    title: str
    badge: Badge
    findings: list[Shown]


def findings(request: NetworkRequest) -> HttpResponse:
    found = diagnosis_of(request.project).findings
    texts = evidences(request.project, found)
    return page(
        request,
        "diagnosis/findings.html",
        title=FINDINGS,
        lead=_lead(found),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-01", "DIA-05", "DIA-06")),
        quarters=[_quarter(request, kind, found, texts) for kind in FindingKind],
        bare=not found,
    )


def _lead(found: Sequence[Finding]) -> str:
    counts = [(kind, sum(finding.kind is kind for finding in found)) for kind in FindingKind]
    told = listed([count(n, kind.label) for kind, n in counts if n])
    return f"{told[:1].upper()}{told[1:]}." if told else "Ce que le diagnostic conclut, et ce qui le montre."


def _tools(request: NetworkRequest) -> list[Link]:
    url = to(request, "diagnosis:finding-new")
    return [Link("Ajouter un constat", url, "primary", "plus")] if request.can_edit else []


def evidences(project: Project, found: Sequence[Finding]) -> dict[str, str]:
    """What shows each finding, by code, with the figures it cites."""
    figures = cited_figures(project, [item.evidence for item in found])
    return {item.code: filled(item.evidence, figures) for item in found}


def _quarter(
    request: NetworkRequest, kind: FindingKind, found: Sequence[Finding], texts: dict[str, str]
) -> Quarter:
    shown = [
        Shown(
            finding,
            to(request, "diagnosis:finding", finding.code),
            texts[finding.code],
            doubt(finding.certainty),
        )
        for finding in found
        if finding.kind is kind
    ]
    title = f"{kind.label[:1].upper()}{kind.label[1:]}s"
    return Quarter(kind, title, Badge(number(len(shown)), TONES[kind]), shown)


def finding(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).findings, code, "Ce constat")
    return page(
        request,
        "diagnosis/thing.html",
        title=found.title,
        lead=f"{found.kind.label[:1].upper()}{found.kind.label[1:]} du réseau." if _internal(found) else "",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(FINDINGS, to(request, "diagnosis:findings")),
        ],
        tools=thing_tools(request, "diagnosis:finding", code),
        steps=_steps(request, found),
        facts=[
            Fact("Code", found.code),
            Fact("Nature", "", badge=Badge(found.kind.label, TONES[found.kind])),
            Fact("Source", found.source),
            Fact("Fiabilité", found.certainty.label, badge=doubt(found.certainty)),
        ],
        texts=[("Ce qui le montre", evidences(request.project, [found])[code])],
        panels=panels_for(request, "diagnosis.Finding", code),
    )


def _internal(found: Finding) -> bool:
    return found.kind in (FindingKind.STRENGTH, FindingKind.WEAKNESS)


def _steps(request: NetworkRequest, found: Finding) -> list[NextStep]:
    edit = to(request, "diagnosis:finding-edit", found.code) if request.can_edit else ""
    steps = []
    if not found.evidence:
        why = "Un constat sans preuve se conteste : citez un chiffre, une enquête ou une séance de travail."
        steps.append(NextStep("Dire ce qui montre ce constat", edit, why, Tone.WARNING))
    if found.certainty is Certainty.TO_CONFIRM:
        why = "Avant le dépôt, vérifiez-le à la source, ou assumez l'incertitude dans le texte."
        steps.append(NextStep("Confirmer ce constat", edit, why))
    return steps
