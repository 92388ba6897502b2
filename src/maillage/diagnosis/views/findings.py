"""Findings: numbered conclusions, each with what shows it, how solid that is, and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Link
from maillage.base.ui.filters import chosen
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, listed
from maillage.base.values.markdown import filled
from maillage.diagnosis.domain import Finding, FindingKind
from maillage.diagnosis.models import Finding as FindingRow
from maillage.diagnosis.readings import (
    cited_figures,
    diagnosis_of,
    finding_numbers,
    strengths_of,
)
from maillage.diagnosis.services import move_finding
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import KIND_TONES, doubt, evidence_links, plural, solidity

FINDINGS = "Constats"


@dataclass(frozen=True)
class Shown:
    """A finding ready for a page: its number, its evidence with the figures it cites, its badges."""

    finding: Finding
    number: int
    url: str
    evidence: str
    badges: list[Badge]
    links: list[Link]


def findings(request: NetworkRequest) -> HttpResponse:
    found = diagnosis_of(request.project).findings
    kind = chosen("nature", "Nature", [(k.value, plural(k)) for k in FindingKind], request.GET)
    return page(
        request,
        "diagnosis/findings.html",
        title=FINDINGS,
        lead=_lead(found),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-01", "DIA-05", "DIA-06", "DIA-08")),
        filters=[kind],
        shown=[one for one in _shown(request, found) if kind.value in ("", one.finding.kind.value)],
        bare=not found,
        ordering=request.can_edit and "ordre" in request.GET,
    )


def _lead(found: Sequence[Finding]) -> str:
    counts = [(kind, sum(finding.kind is kind for finding in found)) for kind in FindingKind]
    told = listed([count(n, kind.label) for kind, n in counts if n])
    return f"{told[:1].upper()}{told[1:]}." if told else "Ce que le diagnostic conclut, et ce qui le montre."


def _tools(request: NetworkRequest) -> list[Link]:
    board = Link("Tableau forces et faiblesses", to(request, "diagnosis:swot"), "button", "layout-grid")
    if not request.can_edit:
        return [board]
    order = Link("Changer l'ordre", f"{to(request, 'diagnosis:findings')}?ordre=1", "button", "arrow-up-down")
    return [Link("Ajouter un constat", to(request, "diagnosis:finding-new"), "primary", "plus"), order, board]


def evidences(project: Project, found: Sequence[Finding]) -> dict[str, str]:
    """What shows each finding, by code, with the figures it cites."""
    figures = cited_figures(project, [item.evidence for item in found])
    return {item.code: filled(item.evidence, figures) for item in found}


def _shown(request: NetworkRequest, found: Sequence[Finding]) -> list[Shown]:
    texts, numbers = evidences(request.project, found), finding_numbers(request.project)
    judged = strengths_of(request.project)
    return [
        Shown(
            finding,
            numbers[finding.code],
            to(request, "diagnosis:finding", finding.code),
            texts[finding.code],
            [
                Badge(finding.kind.label, KIND_TONES[finding.kind]),
                solidity(judged[finding.code]),
                *filter(None, [doubt(finding.certainty)]),
            ],
            evidence_links(request, finding),
        )
        for finding in found
    ]


@require_POST
@needs("team")
def finding_move(request: NetworkRequest, code: str) -> HttpResponse:
    """One number higher (`vers=haut`) or lower."""
    rows = FindingRow.objects.select_related("network")
    row = get_object_or_404(rows, network=request.network, code=code)
    up = request.POST.get("vers") == "haut"
    if not move_finding(row=row, up=up, actor=request.user):
        messages.info(request, f"« {row} » est déjà {'en tête' if up else 'à la fin'}.")
    return redirect(f"{to(request, 'diagnosis:findings')}?ordre=1#constat-{code}")
