"""The findings: numbered, each with what shows it, how solid that is, and its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from maillage.base.plugs import FigureTexts, Project, figures_of
from maillage.base.values.french import count, listed, number
from maillage.base.values.markdown import filled
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.domain import Certainty, Finding, FindingKind, Strength
from maillage.diagnosis.readings import diagnosis_of, finding_numbers, strengths_of


def blocks(project: Project) -> Iterator[Block]:
    found = diagnosis_of(project).findings
    if not found:
        return
    yield _text(project, found)
    figures = FigureTexts(project.once(figures_of))
    for kind in FindingKind:
        own = [finding for finding in found if finding.kind is kind]
        if own:
            yield _table(project, kind, own, figures)


def _text(project: Project, found: tuple[Finding, ...]) -> Block:
    told = listed([count(n, kind.label) for kind in FindingKind if (n := sum(f.kind is kind for f in found))])
    judged = strengths_of(project)
    levels = listed(
        [
            f"{strength.label} pour {number(n)}"
            for strength in Strength
            if (n := sum(judged[f.code].strength is strength for f in found))
        ]
    )
    unsure = sum(f.certainty is Certainty.TO_CONFIRM for f in found)
    left = f" ; {number(unsure)} {'restent' if unsure > 1 else 'reste'} à confirmer" if unsure else ""
    return body(f"{count(len(found), 'constat')} : {told}{left}. Leur preuve est jugée : {levels}.")


def _table(project: Project, kind: FindingKind, found: list[Finding], figures: Mapping[str, str]) -> Table:
    numbers, judged = finding_numbers(project), strengths_of(project)
    return Table(
        caption=f"Constats : {kind.label}s",
        columns=(
            Column("Constat", width=2.4),
            Column("Ce qui le montre", width=4.4),
            Column("Preuve", width=0.8),
            Column("Source", width=1.6),
        ),
        rows=tuple(
            (
                f"{numbers[one.code]}. {one.title}",
                _evidence(one, figures),
                judged[one.code].strength.label,
                one.source + (" (à confirmer)" if one.certainty is Certainty.TO_CONFIRM else ""),
            )
            for one in found
        ),
    )


def _evidence(one: Finding, figures: Mapping[str, str]) -> str:
    told = filled(" ".join(one.evidence.split()), figures) or "À documenter."
    limits = filled(" ".join(one.limits.split()), figures)
    return f"{told} Limites : {limits}" if limits else told
