"""One finding: what shows it, the figures it cites with their answers, how solid that is, its limits."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Fact, Head, Link, Listing, NextStep, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.diagnosis.domain import Certainty, Finding, FindingKind
from maillage.diagnosis.readings import (
    cited_in,
    diagnosis_of,
    finding_numbers,
    strengths_of,
    swot_lines_of,
)
from maillage.diagnosis.views.findings import FINDINGS, evidences
from maillage.diagnosis.views.things import KIND_TONES, doubt, evidence_links, solidity


def finding(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_thing(diagnosis_of(request.project).findings, code, "Ce constat")
    rank = finding_numbers(request.project)[code]
    texts = [("Ce qui le montre", evidences(request.project, [found])[code])]
    return page(
        request,
        "diagnosis/finding.html",
        title=found.title,
        lead=f"Constat {rank} : {found.kind.label} du réseau."
        if _internal(found)
        else f"Constat {rank} : {found.kind.label} pour le réseau.",
        crumbs=[
            Link("Diagnostic", to(request, "diagnosis:figures")),
            Link(FINDINGS, to(request, "diagnosis:findings")),
        ],
        tools=thing_tools(request, "diagnosis:finding", code),
        steps=_steps(request, found),
        facts=_facts(request, found),
        texts=[*texts, ("Limites", found.limits)] if found.limits else texts,
        cited=_cited(request, found),
        links=evidence_links(request, found),
        lines=[
            Link(line.title, f"{to(request, 'diagnosis:swot')}#ligne-{line.code}")
            for line in swot_lines_of(request.project, code)
        ],
        panels=panels_for(request, "diagnosis.Finding", code),
    )


def _facts(request: NetworkRequest, found: Finding) -> list[Fact]:
    judged = strengths_of(request.project)[found.code]
    return [
        Fact("Code", found.code),
        Fact("Nature", "", badge=Badge(found.kind.label, KIND_TONES[found.kind])),
        Fact(
            "Solidité",
            f"{judged.told} (fixée par l'équipe)." if judged.typed else f"{judged.told}.",
            badge=solidity(judged),
        ),
        Fact("Source", found.source),
        Fact("Fiabilité", found.certainty.label, badge=doubt(found.certainty)),
    ]


def _cited(request: NetworkRequest, found: Finding) -> Listing | None:
    """The figures that it cites, each with the answers it rests on; None when it cites none."""
    figures = cited_in(request.project, found.evidence)
    if not figures:
        return None
    return Listing(
        caption="Les chiffres qu'il cite",
        anchor="chiffres",
        heads=(
            Head("Chiffre"),
            Head("Valeur", "right"),
            Head("Réponses", "right"),
            Head("Sans réponse", "right"),
            Head("Part de réponses", "right"),
        ),
        rows=[
            (
                Cell(one.label, note=f"{{{one.name}}}"),
                one.text if one.known else UNKNOWN,
                number(one.answers) if one.answers is not None else "sans objet",
                number(one.missing) if one.missing is not None else "sans objet",
                percent(one.share) if one.share is not None else "sans objet",
            )
            for one in figures
        ],
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
