"""The board of strengths, weaknesses, opportunities and threats: lines that sum up, and the findings that none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.base.values.markdown import filled
from maillage.diagnosis.domain import Finding, SwotLine
from maillage.diagnosis.domain.swot import Quarter
from maillage.diagnosis.readings import (
    cited_figures,
    diagnosis_of,
    finding_numbers,
    strengths_of,
    swot_board,
)
from maillage.diagnosis.steps import diagnosis_steps
from maillage.diagnosis.views.things import KIND_TONES, evidence_links, plural, solidity

SWOT = "Forces et faiblesses"
SIDES = {
    "strength": "Dedans, ce qui aide",
    "weakness": "Dedans, ce qui freine",
    "opportunity": "Dehors, ce qui aide",
    "threat": "Dehors, ce qui menace",
}
_WEIGHTS = {1: "à savoir", 2: "important", 3: "décisif"}


@dataclass(frozen=True)
class ShownLine:
    """A line of the board with its weight in words, its comment with figures, and what it rests on."""

    line: SwotLine
    weight: Badge
    comment: str
    links: list[Link]


def swot(request: NetworkRequest) -> HttpResponse:
    diagnosis = diagnosis_of(request.project)
    figures = cited_figures(request.project, [line.comment for line in diagnosis.swot])
    bare = sum(line.is_bare for line in diagnosis.swot)
    return page(
        request,
        "diagnosis/swot.html",
        title=SWOT,
        lead=_lead(request, bare),
        crumbs=[Link("Diagnostic", to(request, "diagnosis:figures"))],
        tools=_tools(request),
        steps=diagnosis_steps(request, ("DIA-07",)) if diagnosis.swot else None,
        quarters=[_quarter(request, quarter, figures) for quarter in swot_board(request.project)],
        void=not diagnosis.swot and not diagnosis.findings,
    )


def _lead(request: NetworkRequest, bare: int) -> str:
    lines = diagnosis_of(request.project).swot
    findings = diagnosis_of(request.project).findings
    if not lines:
        return (
            f"{count(len(findings), 'constat')} à lire d'un coup d'œil ; aucune ligne ne les résume encore."
        )
    rest = f" ; {count(bare, 'ligne')} sans preuve" if bare else " ; chacune repose sur une preuve"
    return f"{count(len(lines), 'ligne')} pour résumer {count(len(findings), 'constat')}{rest}."


def _tools(request: NetworkRequest) -> list[Link]:
    findings = Link("Tous les constats", to(request, "diagnosis:findings"), "button")
    if not request.can_edit:
        return [findings]
    return [Link("Ajouter une ligne", to(request, "diagnosis:swotline-new"), "primary", "plus"), findings]


def _quarter(request: NetworkRequest, quarter: Quarter, figures: dict[str, str]) -> dict[str, Any]:
    numbers, judged = finding_numbers(request.project), strengths_of(request.project)

    def shown(one: Finding) -> dict[str, Any]:
        url = to(request, "diagnosis:finding", one.code)
        return {"link": Link(f"{numbers[one.code]}. {one.title}", url), "badge": solidity(judged[one.code])}

    whole = len(quarter.lines) + len(quarter.findings)
    return {
        "kind": quarter.kind,
        "title": plural(quarter.kind),
        "side": SIDES[quarter.kind.value],
        "badge": Badge(number(whole), KIND_TONES[quarter.kind]),
        "lines": [_line(request, line, figures) for line in quarter.lines],
        "findings": [shown(one) for one in quarter.findings],
        "new": f"{to(request, 'diagnosis:swotline-new')}?kind={quarter.kind.value}",
    }


def _line(request: NetworkRequest, line: SwotLine, figures: dict[str, str]) -> ShownLine:
    tone = Tone.INFO if line.weight == 3 else Tone.NEUTRAL
    return ShownLine(
        line,
        Badge(_WEIGHTS.get(line.weight, ""), tone),
        filled(line.comment, figures),
        evidence_links(request, line),
    )


def swot_line(request: NetworkRequest, code: str) -> HttpResponse:
    """A line has no page of its own: its place on the board."""
    return redirect(f"{to(request, 'diagnosis:swot')}#ligne-{code}")
