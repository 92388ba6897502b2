"""The rules behind the figures: what allows an aid, what limits it, what VAT and FCTVA are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.sources import Source
from maillage.base.values.verdict import Verdict
from maillage.funding.domain.why import Part, PlanFigure
from maillage.funding.domain.written import BudgetSection, FctvaBase, FunderKind
from maillage.rulebook.domain import Rule
from maillage.rulebook.screens import shown

_WITH_AIDS = (PlanFigure.AIDS, PlanFigure.AID_RATE, PlanFigure.OWN, PlanFigure.OWN_RATE, PlanFigure.NET)
_WITH_VAT = (PlanFigure.VAT, PlanFigure.COST_TTC, PlanFigure.NET, PlanFigure.FCTVA)
_WITH_FCTVA = (PlanFigure.FCTVA, PlanFigure.NET)


def _by_source(project: Project) -> dict[Source, list[str]]:
    """The rules of money that rest on each text, the local value of a parameter included."""
    found: dict[Source, list[str]] = {}
    for rule in project.rules.rules.values():
        if rule.id.partition(".")[0] in ("funding", "aids"):
            for source in _sources(project, rule):
                found.setdefault(source, []).append(rule.id)
    return found


def _sources(project: Project, rule: Rule) -> set[Source]:
    sources = {version.source for version in rule.versions}
    if rule.id in project.rules.overrides:
        sources.add(project.rules.value(rule.id, on=project.today).source)
    return sources


def rules_behind(project: Project, verdict: Verdict | None) -> list[str]:
    """The rules that a verdict rests on: those it names, or else those that cite the same texts."""
    if verdict is None:
        return []
    if verdict.rules:
        return list(verdict.rules)
    known = project.once(_by_source)
    return list(dict.fromkeys(rule for source in verdict.sources for rule in known.get(source, ())))


def grounds(request: Any, part: Part, figure: PlanFigure) -> Listing | None:
    """Each rule with what it does here, its value, how sure it is and the text; None when there is none."""
    roles: dict[str, str] = {}
    for rule, role in _roles(request.project, part, figure):
        roles.setdefault(rule, role)
    rows = [_row(request, rule, role) for rule, role in roles.items() if rule in request.project.rules.rules]
    if not rows:
        return None
    return Listing(
        caption="Règles en jeu, avec leur source",
        heads=(Head("Règle"), Head("Valeur", "right"), Head("Fiabilité"), Head("Texte")),
        rows=rows,
        anchor="regles",
    )


def _row(request: Any, rule: str, role: str) -> Sequence[Cell]:
    one = shown(request.project.rules, rule, request.project.today)
    return (
        Cell(one.rule.title, to(request, "rulebook:rule", rule), note=role),
        Cell(one.text),
        Cell("", badge=one.badge),
        Cell(one.source.title, one.source.url, note=one.rule.nature.label),
    )


def _roles(project: Project, part: Part, figure: PlanFigure) -> Iterator[tuple[str, str]]:
    if figure in _WITH_AIDS:
        yield from _of_aids(project, part)
    spent = [share.expense for share in part.shares]
    if figure in _WITH_VAT and any(e.cost.vat_rate is None and e.vat for e in spent):
        yield "funding.vat.standard", "TVA des dépenses dont le taux n'est pas écrit"
    if figure in _WITH_FCTVA:
        bases = {e.cost.fctva_base for e in spent if e.fctva}
        if FctvaBase.STANDARD in bases:
            yield "funding.fctva.investment", "ce que le FCTVA rend de l'investissement TTC"
        if FctvaBase.CLOUD in bases:
            yield "funding.fctva.cloud", "ce que le FCTVA rend de l'informatique en nuage"
        if bases:
            yield "funding.fctva.lag", "quand le FCTVA revient"


def _of_aids(project: Project, part: Part) -> Iterator[tuple[str, str]]:
    for aid in part.allocations:
        if aid.why is not None:
            role = "à faire confirmer" if aid.why.is_unknown else "permet ces aides"
            role = f"{role} : {' '.join(aid.why.reasons)}" if aid.why.is_yes else role
            for rule in rules_behind(project, aid.why):
                yield rule, role
    if any(aid.grant.funder.kind is FunderKind.DGD for aid in part.allocations):
        yield "funding.dgd.rate.ceiling", "limite le taux de la DGD"
        yield "funding.dgd.commitment", "délai pour engager les dépenses aidées"
    if any(aid.grant.operation.section is BudgetSection.INVESTMENT for aid in part.allocations):
        yield "funding.own_share.minimum", "limite le total des aides publiques d'une opération"
