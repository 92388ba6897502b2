"""The previous schéma on screen: results by orientation, commitments, lessons."""

from __future__ import annotations

from typing import Any

from maillage.base.charts import StackRow, stacks
from maillage.base.ui.components import Badge, Cell, Fact, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, euros, number, percent, plain_date
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.past import CommitmentResult, PastCommitment, PastPlan
from maillage.territory.domain.reviewing import Reviewed
from maillage.territory.inventory_screens import certainty_badge, out_of
from maillage.territory.past_plans import review_of

RESULT_TONES = {
    CommitmentResult.KEPT: Tone.GOOD,
    CommitmentResult.PARTLY: Tone.INFO,
    CommitmentResult.MISSED: Tone.BAD,
    CommitmentResult.ABANDONED: Tone.WARNING,
    CommitmentResult.UNKNOWN: Tone.NEUTRAL,
}
# Ranks of the palette: green for what was kept, grey for what nobody knows.
RANKS = (2, 0, 3, 5, 99)


def result_badge(result: CommitmentResult) -> Badge:
    return Badge(result.label, RESULT_TONES[result])


def years_told(plan: PastPlan) -> str:
    if plan.start is None or plan.end is None:
        return str(plan.start or plan.end or UNKNOWN)
    return f"{plan.start}-{plan.end}"


def plan_facts(plan: PastPlan) -> list[Fact]:
    return [
        Fact("Années", years_told(plan)),
        Fact("Adopté le", plain_date(plan.adopted_on)),
        Fact("Document", plan.document or UNKNOWN, plan.document),
    ]


def plan_tiles(plan: PastPlan) -> list[Tile]:
    whole = review_of(plan)[-1]
    kept = whole.count(CommitmentResult.KEPT)
    unknown = whole.count(CommitmentResult.UNKNOWN)
    return [
        Tile(
            "Engagements",
            number(len(plan.commitments)),
            f"dont {number(unknown)} au résultat inconnu" if unknown else "",
            tone=Tone.WARNING if unknown else Tone.NEUTRAL,
        ),
        Tile(
            "Tenus",
            number(kept),
            f"{percent(kept / whole.known)} de ceux dont le résultat est connu" if whole.known else "",
            share=kept / whole.known if whole.known else None,
        ),
        Tile("En partie", number(whole.count(CommitmentResult.PARTLY))),
        Tile(
            "Non tenus ou abandonnés",
            number(whole.count(CommitmentResult.MISSED) + whole.count(CommitmentResult.ABANDONED)),
        ),
    ]


def results_picture(plan: PastPlan) -> Picture | None:
    """Commitments by orientation and result; None without any."""
    groups = review_of(plan)
    if not plan.commitments:
        return None
    classes = [result.label.capitalize() for result in CommitmentResult]
    rows = [
        StackRow(
            label=group.label,
            counts=tuple(group.count(result) for result in CommitmentResult),
            strong=group is groups[-1],
        )
        for group in groups
    ]
    # The whole would dwarf its parts: it is told by the table beneath.
    drawn = rows[:-1] if len(rows) > 2 else rows[-1:]
    return Picture(
        caption="Ce que sont devenus les engagements, par orientation",
        spec=stacks(rows=drawn, classes=classes, ranks=RANKS),
        alt=" ".join(_row_told(group) for group in groups),
        data=results_table(plan),
    )


def _row_told(group: Reviewed) -> str:
    told = [f"{group.count(result)} {result.label}" for result in CommitmentResult if group.count(result)]
    return f"{group.label} : {', '.join(told)}."


def results_table(plan: PastPlan) -> Table:
    groups = review_of(plan)
    return Table(
        caption="Engagements du schéma précédent, par orientation et par résultat",
        columns=(
            Column("Orientation", width=3),
            *(Column(result.label.capitalize(), align="right") for result in CommitmentResult),
            Column("Ensemble", align="right"),
        ),
        rows=tuple(
            (
                group.label,
                *(number(group.count(result)) for result in CommitmentResult),
                number(len(group.commitments)),
            )
            for group in groups
        ),
        totals=(len(groups) - 1,),
    )


def commitments_listing(request: Any, plan: PastPlan) -> Listing:
    rows: list[Any] = [_commitment_row(request, one) for one in plan.commitments]
    means = review_of(plan)[-1].means
    if means.value is not None:
        rows.append(
            (
                "Moyens annoncés connus",
                "",
                "",
                f"{euros(means.value)} ({out_of(means, 'engagement')})",
                "",
                "",
            )
        )
    return Listing(
        caption=f"Engagements, {plan.title}",
        anchor=f"engagements-{plan.code.lower()}",
        heads=(
            Head("Engagement", key="engagement"),
            Head("Orientation", key="orientation"),
            Head("Résultat", key="resultat"),
            Head("Moyens annoncés", "right", key="moyens"),
            Head("Ce qui s'est passé"),
            Head("Fiabilité", key="fiabilite"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if means.value is not None else (),
        empty="Aucun engagement n'est encore décrit : relisez le schéma, et notez ce qu'il promettait.",
    )


def _commitment_row(request: Any, one: PastCommitment) -> tuple[Cell, ...]:
    return (
        Cell(f"{one.code}. {one.title}", to(request, "territory:pastcommitment", one.code)),
        Cell(one.orientation or "–"),
        Cell("", sort=list(CommitmentResult).index(one.result), badge=result_badge(one.result)),
        Cell(euros(one.means) if one.means is not None else "–", sort=one.means),
        Cell(one.happened or UNKNOWN),
        Cell("", badge=certainty_badge(one.certainty)),
    )


def lessons(plan: PastPlan) -> list[tuple[PastCommitment, str]]:
    """What is learnt, commitment by commitment."""
    return [(one, one.lesson) for one in plan.commitments if one.lesson]
