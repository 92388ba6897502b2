"""Sensitivity on screen: what each hypothesis alone changes, drawn as a tornado and told in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from maillage.base.charts import TornadoBar, tornado
from maillage.base.values.french import euros
from maillage.base.values.tree import Column, Picture, Table
from maillage.funding.domain.scenarios import Outcome
from maillage.funding.domain.scenarios.tornado import Measure, Swing
from maillage.funding.telling import signed

# More bars than this are no picture any more: the table beneath has them all.
DRAWN = 12


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))


def sensitivity_table(swings: Iterable[Swing], base: Outcome, measure: Measure) -> Table:
    """Every hypothesis, the strongest first, one row an end."""
    rows = []
    for swing in swings:
        for (label, outcome), change in zip(swing.ends, swing.change(base, measure), strict=True):
            name = swing.label if label in (swing.label, "") else f"{swing.label} : {label}"
            rows.append((name, euros(measure.of(outcome)), signed(_whole(change))))
    return Table(
        caption=f"Ce que chaque hypothèse change ({measure.label})",
        columns=(
            Column("Hypothèse", width=3),
            Column("Devient", align="right"),
            Column("Écart avec le plan", align="right"),
        ),
        rows=tuple(rows),
    )


def sensitivity_picture(swings: Sequence[Swing], base: Outcome, measure: Measure) -> Picture | None:
    """The tornado; None when no hypothesis changes the measure."""
    drawn = swings[:DRAWN]
    if not drawn:
        return None
    bars = [
        TornadoBar(
            label=swing.label,
            ends=tuple(
                (label if label != swing.label else "", float(change), signed(_whole(change)))
                for (label, _), change in zip(swing.ends, swing.change(base, measure), strict=True)
                if change
            ),
        )
        for swing in drawn
    ]
    first = drawn[0]
    told = " ; ".join(
        f"{swing.label} : {' ou '.join(signed(_whole(c)) for c in swing.change(base, measure))}"
        for swing in drawn
    )
    return Picture(
        caption=f"Ce qui pèse le plus ({measure.label})",
        spec=tornado(bars=bars),
        alt=f"Barres de part et d'autre du plan ({euros(measure.of(base))}), la plus forte en haut : {first.label}. {told}.",
        data=sensitivity_table(swings, base, measure),
    )
