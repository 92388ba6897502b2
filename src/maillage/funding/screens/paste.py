"""The report of pasted costs, line by line."""

from __future__ import annotations

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import number
from maillage.funding.pasting import Fate, Outcome, Trial
from maillage.funding.screens.cost_price import told_amount

_TONES = {
    Fate.CREATED: Tone.GOOD,
    Fate.CHANGED: Tone.INFO,
    Fate.SAME: Tone.NEUTRAL,
    Fate.REFUSED: Tone.BAD,
    Fate.ASIDE: Tone.NEUTRAL,
}


def trial_listing(trial: Trial) -> Listing:
    """The refused first: they are what is to be put right."""
    ordered = [*trial.of(Fate.REFUSED), *(one for one in trial.outcomes if one.fate is not Fate.REFUSED)]
    return Listing(
        caption="Ce que feraient les lignes collées",
        heads=[Head("Ligne", "right"), Head("Dépense"), Head("Sort"), Head("Montant HT ou raison")],
        rows=[_row(one) for one in ordered],
        empty="Aucune ligne.",
        anchor="essai",
    )


def _row(one: Outcome) -> list[Cell | str]:
    told = one.why if one.value is None else told_amount(one.value)
    code = one.value.code if one.value else ""
    return [
        Cell(number(one.line)),
        Cell(one.label, note=code),
        Cell("", badge=Badge(one.fate.label, _TONES[one.fate])),
        told,
    ]
