"""The review of the previous schéma in the dossier: results by orientation, lessons, then every commitment."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, number
from maillage.base.values.tree import Block, Bullets, Column, Part, Run, Table, body
from maillage.territory.domain.past import CommitmentResult, PastPlan
from maillage.territory.past_plans import plans_of, review_of
from maillage.territory.past_screens import lessons, results_picture, results_table, years_told


def past_parts(project: Project) -> Iterator[Part]:
    for plan in plans_of(project):
        if plan.commitments:
            yield Part(
                title=f"Le bilan du schéma précédent ({years_told(plan)})", blocks=tuple(_review(plan))
            )


def _review(plan: PastPlan) -> Iterator[Block]:
    whole = review_of(plan)[-1]
    told = [
        f"{number(whole.count(result))} {result.label}{'s' if _takes_s(result, whole.count(result)) else ''}"
        for result in CommitmentResult
        if result is not CommitmentResult.UNKNOWN and whole.count(result)
    ]
    unknown = whole.count(CommitmentResult.UNKNOWN)
    rest = f" ; pour {number(unknown)}, le résultat est inconnu" if unknown else ""
    yield body(
        f"{plan.title} prenait {count(len(plan.commitments), 'engagement')} : {', '.join(told) or 'aucun résultat connu'}"
        f"{rest}."
    )
    picture = results_picture(plan)
    if picture:
        yield picture
    yield results_table(plan)
    learnt = lessons(plan)
    if learnt:
        yield body("Ce que nous en retenons :")
        yield Bullets(tuple((Run(f"{one.title}. ", bold=True), Run(text)) for one, text in learnt))


def _takes_s(result: CommitmentResult, n: int) -> bool:
    return n > 1 and result is not CommitmentResult.PARTLY


def past_annex(project: Project) -> Iterator[Part]:
    for plan in plans_of(project):
        if plan.commitments:
            yield Part(title=f"Engagements : {plan.title}", blocks=(_commitments(plan),))


def _commitments(plan: PastPlan) -> Table:
    return Table(
        caption=f"Ce qui était promis et ce qui s'est passé, {plan.title}",
        columns=(
            Column("Engagement", width=3),
            Column("Moyens annoncés", align="right", width=1.1),
            Column("Résultat", width=1),
            Column("Ce qui s'est passé", width=2.6),
            Column("Pourquoi", width=2.4),
        ),
        rows=tuple(
            (
                f"{one.code}. {one.title}",
                euros(one.means) if one.means is not None else "–",
                one.result.label,
                one.happened or "–",
                one.why or "–",
            )
            for one in plan.commitments
        ),
    )
